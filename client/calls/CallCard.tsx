import { othersFrom } from '#client/board/core/lists.ts'
import { CALL_STATE_WORDS, showFrom } from '#client/board/core/words.ts'
import { useLive } from '#client/live/LiveProvider.tsx'
import { useSoftphone, useSoftphoneView } from '#client/softphone/SoftphoneProvider.tsx'
import { Elapsed } from '#client/ui/Elapsed.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { BoardCall } from '#shared/calls.ts'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import type { Me } from '#shared/staff.ts'
import './CallCard.css'
import { CallControls } from './CallControls.tsx'
import { LostLine } from './LostLine.tsx'
import { Transcript } from './Transcript.tsx'

const TONES = { talking: 'well', reconnecting: 'caution', wrapup: 'plain' } as const

/** The call itself: where it stands, for how long, and what can be done with the line. */
export function CallCard({ call, me }: { call: BoardCall; me: Me }) {
  const { board } = useLive()
  const softphone = useSoftphone()
  const view = useSoftphoneView()
  const answersBy = board?.nurses.get(me.staffId)?.answersBy ?? 'browser'
  const tone = call.state in TONES ? TONES[call.state as keyof typeof TONES] : 'action' // the key was just looked up
  const others = board ? othersFrom(board.calls, call) : 0
  const isOver = call.state === 'wrapup'
  return (
    <section className="app-call-card" aria-label="The call">
      <div className="app-call-card__head">
        <Tag tone={tone}>
          {answersBy === 'phone' && isBeforeTalking(call)
            ? 'Your phone is ringing'
            : CALL_STATE_WORDS[call.state]}
        </Tag>
        <span className="app-call-card__clock">
          <Elapsed since={call.endedAt ?? call.talkingSince ?? call.startedAt} />
        </span>
        <span className="app-call-card__from">{showFrom(call.from)}</span>
        {call.wasCutOff ? <Tag tone="caution">Was cut off</Tag> : null}
        {others > 0 ? <Tag tone="caution">{others + 1} calls from this number now</Tag> : null}
        {isOver ? (
          <span className="app-quiet">The call is over. Write the outcome to be free again.</span>
        ) : (
          <CallControls call={call} answersBy={answersBy} />
        )}
      </div>
      {answersBy === 'phone' && isBeforeTalking(call) ? (
        <p>
          Answer {me.phoneNumber ? showPhoneNumber(me.phoneNumber) : 'your phone'} and press <b>1</b> on it:
          then you talk with the caller.
        </p>
      ) : null}
      {isOver ? null : <LostLine call={call} answersBy={answersBy} />}
      {view.callId === call.callId && softphone.say ? (
        <Transcript heard={view.heard} canSay={view.line.kind === 'talking'} onSay={softphone.say} />
      ) : null}
    </section>
  )
}

function isBeforeTalking(call: BoardCall): boolean {
  return call.state === 'claimed' || call.state === 'connecting'
}
