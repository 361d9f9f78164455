import { CALL_STATE_WORDS } from '#client/board/core/words.ts'
import type { BoardCall } from '#shared/calls.ts'
import type { Instant } from '#shared/time.ts'

/** How a call stands, in a word, and since when its clock counts: null when nobody here knows. */
export type Standing = {
  says: string
  since: Instant | null
  tone: 'plain' | 'action' | 'well' | 'danger'
}

/** What the server says of a call. The clock counts what the word says: of a line that is lost, for how long it has been. */
export function standing(call: BoardCall): Standing {
  switch (call.state) {
    case 'talking':
      return { says: 'Talking', since: call.talkingSince ?? call.startedAt, tone: 'well' }
    case 'reconnecting':
      return lostStanding(call.lostSince)
    case 'wrapup':
      return { says: CALL_STATE_WORDS.wrapup, since: call.endedAt ?? call.startedAt, tone: 'plain' }
    default:
      return {
        says: call.isCallBack ? 'Calling back' : CALL_STATE_WORDS[call.state],
        since: call.startedAt,
        tone: 'action',
      }
  }
}

export function lostStanding(since: Instant | null): Standing {
  return { says: CALL_STATE_WORDS.reconnecting, since, tone: 'danger' }
}
