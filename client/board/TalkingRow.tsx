import { standing } from '#client/calls/core/standing.ts'
import { Elapsed } from '#client/ui/Elapsed.tsx'
import type { BoardCall } from '#shared/calls.ts'
import type { Me } from '#shared/staff.ts'
import { showFrom } from './core/words.ts'

/** A caller and the nurse who is with them. Not to be opened from here: it is her call. */
export function TalkingRow({ call, me }: { call: BoardCall; me: Me }) {
  const isMine = call.claimedBy?.staffId === me.staffId
  const { says, since } = standing(call)
  const look = call.state === 'reconnecting' ? 'app-board-row--broken' : isMine ? 'app-board-row--mine' : ''
  return (
    <li className={`app-board-row ${look}`}>
      <span className="app-board-row__who">{isMine ? 'You' : (call.claimedBy?.name ?? 'A nurse')}</span>
      <span className="app-board-row__clock">{since ? <Elapsed since={since} /> : null}</span>
      <span className="app-board-row__more">
        {says} · {showFrom(call.from)}
      </span>
      {call.outcomeSavedAt ? (
        <span className="app-board-row__more">✓ Saved: closes when they hang up</span>
      ) : null}
    </li>
  )
}
