import { type Overdue, overdue } from '#client/calls/core/overdue.ts'
import { standing } from '#client/calls/core/standing.ts'
import { useServerNow } from '#client/live/useHearing.ts'
import { Elapsed } from '#client/ui/Elapsed.tsx'
import type { BoardCall } from '#shared/calls.ts'
import type { Me } from '#shared/staff.ts'
import { OVERDUE_WORDS, showFrom } from './core/words.ts'

/** A caller and the nurse who is with them. Not to be opened from here: it is her call. */
export function TalkingRow({ call, me }: { call: BoardCall; me: Me }) {
  const isMine = call.claimedBy?.staffId === me.staffId
  const { says, since } = standing(call)
  const late = overdue(call, new Date(useServerNow()).toISOString())
  const look = lookOf(call, late, isMine)
  return (
    <li className={`app-board-row ${look}`}>
      <span className="app-board-row__who">{isMine ? 'You' : (call.claimedBy?.name ?? 'A nurse')}</span>
      <span className="app-board-row__clock">{since ? <Elapsed since={since} /> : null}</span>
      <span className="app-board-row__more">
        {says} · {showFrom(call.from)}
      </span>
      {call.isFromChild ? <span className="app-board-row__more">△ A child is calling</span> : null}
      {late ? <span className="app-board-row__more">{OVERDUE_WORDS[late]}</span> : null}
      {call.outcomeSavedAt ? (
        <span className="app-board-row__more">✓ Saved: closes when they hang up</span>
      ) : null}
    </li>
  )
}

function lookOf(call: BoardCall, late: Overdue | null, isMine: boolean): string {
  if (call.state === 'reconnecting' || late === 'outcome_late') return 'app-board-row--broken'
  if (late) return 'app-board-row--soon'
  return isMine ? 'app-board-row--mine' : ''
}
