import { useEffect } from 'react'
import type { Board } from '#client/live/core/board.ts'
import { useHearing, useServerNow } from '#client/live/useHearing.ts'
import { nearness } from './core/lists.ts'
import { chimeOnce, troubleOnce } from './sound.ts'

/**
 * The two alarms beside the ringing call (guides: only three exist): a promise about to break, and the line in trouble.
 * Each sounds once when it begins; the screen says it for as long as it lasts. Silent while the nurse is on a call.
 */
export function useQuietAlarms(board: Board | null, isOnCall: boolean): void {
  const at = new Date(useServerNow()).toISOString()
  const isStale = useHearing() === 'stale'
  const near = [...(board?.tasks.values() ?? [])].filter(
    task => nearness(task.dueAt, at) !== 'in_time',
  ).length
  useEffect(() => {
    if (near > 0 && !isOnCall) chimeOnce()
  }, [near, isOnCall])
  useEffect(() => {
    if (isStale && !isOnCall) troubleOnce()
  }, [isStale, isOnCall])
}
