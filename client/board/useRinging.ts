import type { Board } from '#client/live/core/board.ts'
import { useServerNow } from '#client/live/useHearing.ts'
import type { BoardCall } from '#shared/calls.ts'
import type { Me } from '#shared/staff.ts'
import { ringsFor } from './core/lists.ts'
import { useAlarm } from './useAlarm.ts'

/** The call that rings on this console, while the alarm sounds for it. An onlooking tab is silent: the other one rings. */
export function useRinging(board: Board | null, me: Me, isOnlooker: boolean): BoardCall | undefined {
  const at = new Date(useServerNow()).toISOString()
  const ringing = board && !isOnlooker ? ringsFor(board.calls, me.staffId, at) : undefined
  useAlarm(ringing?.callId)
  return ringing
}
