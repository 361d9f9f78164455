import { Elapsed } from '#client/ui/Elapsed.tsx'
import type { BoardCall } from '#shared/calls.ts'
import type { Me } from '#shared/staff.ts'
import { CALL_STATE_WORDS, showFrom } from './core/words.ts'

/** A caller and the nurse who is with them. Not to be opened from here: it is her call. */
export function TalkingRow({ call, me }: { call: BoardCall; me: Me }) {
  const isMine = call.claimedBy?.staffId === me.staffId
  return (
    <li className={`app-board-row ${isMine ? 'app-board-row--mine' : ''}`}>
      <span className="app-board-row__who">{isMine ? 'You' : (call.claimedBy?.name ?? 'A nurse')}</span>
      <span className="app-board-row__clock">
        <Elapsed since={call.endedAt ?? call.talkingSince ?? call.startedAt} />
      </span>
      <span className="app-board-row__more">
        {CALL_STATE_WORDS[call.state]} · {showFrom(call.from)}
      </span>
    </li>
  )
}
