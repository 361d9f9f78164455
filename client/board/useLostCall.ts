import { useEffect, useRef, useState } from 'react'
import { useLive } from '#client/live/LiveProvider.tsx'
import { useHearing } from '#client/live/useHearing.ts'
import type { BoardCall } from '#shared/calls.ts'

/**
 * The call that a nurse had in hand when she was signed out, or the server was not heard, where it is not hers any more once the board
 * is told again. Only then: what she does herself while she is heard needs no telling. Given with how she is done with it.
 */
export function useLostCall(mine: BoardCall | undefined): [BoardCall | null, () => void] {
  const { told } = useLive()
  const isStale = useHearing() === 'stale'
  const held = useRef<{ call: BoardCall; told: number } | null>(null)
  const [lost, setLost] = useState<BoardCall | null>(null)
  useEffect(() => {
    if (isStale) {
      if (mine) held.current = { call: mine, told }
      return
    }
    // Heard, or signed in, is not yet told what happened meanwhile.
    if (!held.current || held.current.told === told) return
    const { call } = held.current
    held.current = null
    if (call.callId !== mine?.callId) setLost(call)
  }, [isStale, mine, told])
  return [lost?.callId === mine?.callId ? null : lost, () => setLost(null)]
}
