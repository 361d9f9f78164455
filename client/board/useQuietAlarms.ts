import { useEffect, useRef } from 'react'
import type { Board } from '#client/live/core/board.ts'
import { useHearing, useServerNow } from '#client/live/useHearing.ts'
import type { Me } from '#shared/staff.ts'
import { alarmsFor } from './core/alarms.ts'
import { callOf } from './core/lists.ts'
import { chimeOnce, troubleOnce } from './sound.ts'

/**
 * The two alarms beside the ringing call (guides: only three exist, and a call for help, which is louder and no chime): a promise about to break, and the line in trouble.
 * Each sounds when it begins; the screen says it for as long as it lasts. Silent while the nurse is on a call.
 */
export function useQuietAlarms(board: Board | null, me: Me): void {
  const at = new Date(useServerNow()).toISOString()
  const isStale = useHearing() === 'stale'
  const isOnCall = board !== null && callOf(board.calls, me.staffId) !== undefined
  useChimes(board ? alarmsFor(board, me, at) : [])
  useEffect(() => {
    if (isStale && !isOnCall) troubleOnce()
  }, [isStale, isOnCall])
}

/** One chime for what was not among these names before. */
export function useChimes(names: readonly string[]): void {
  const alarms = names.toSorted().join(' ')
  const heard = useRef('')
  useEffect(() => {
    const before = new Set(heard.current.split(' '))
    if (alarms !== '' && alarms.split(' ').some(name => !before.has(name))) chimeOnce()
    heard.current = alarms
  }, [alarms])
}
