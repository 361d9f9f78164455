import { type ReactNode, useEffect } from 'react'
import { othersFrom } from '#client/board/core/lists.ts'
import { showFrom } from '#client/board/core/words.ts'
import { useLive } from '#client/live/LiveProvider.tsx'
import { useServerNow } from '#client/live/useHearing.ts'
import { useSoftphone, useSoftphoneView } from '#client/softphone/SoftphoneProvider.tsx'
import { Elapsed } from '#client/ui/Elapsed.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { BoardCall } from '#shared/calls.ts'
import type { PartyDetail } from '#shared/parties.ts'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import type { Me } from '#shared/staff.ts'
import './CallCard.css'
import { CallControls } from './CallControls.tsx'
import { type Overdue, overdue } from './core/overdue.ts'
import { lostStanding, standing } from './core/standing.ts'
import { PartyBar } from './PartyBar.tsx'
import { Transcript } from './Transcript.tsx'
import { useLostLine } from './useLostLine.ts'

type Props = { call: BoardCall; me: Me; isOnlooker: boolean; parties: readonly PartyDetail[] }

/** The call itself: where it stands, for how long, and what can be done with the line. What is news takes no new room. */
export function CallCard({ call, me, isOnlooker, parties }: Props) {
  const { board } = useLive()
  const softphone = useSoftphone()
  const view = useSoftphoneView()
  const answersBy = board?.nurses.get(me.staffId)?.answersBy ?? 'browser'
  const lost = useLostLine(call, answersBy, isOnlooker)
  const mayRecall = answersBy === 'browser' && !isOnlooker
  useEffect(() => {
    if (mayRecall) void softphone.recall?.(call.callId)
  }, [mayRecall, softphone, call.callId])
  const { says, since, tone } = lost ? lostStanding(lost.since) : standing(call)
  const ringsHer = answersBy === 'phone' && (call.state === 'claimed' || call.state === 'connecting')
  const late = overdue(call, new Date(useServerNow()).toISOString())
  const others = board ? othersFrom(board.calls, call) : 0
  return (
    <section className={`app-call-card ${lost ? 'app-call-card--lost' : ''}`} aria-label="The call">
      <div className="app-call-card__head">
        <Tag tone={tone}>{ringsHer ? 'Your phone is ringing' : lost ? `■ ${says}` : says}</Tag>
        <span className="app-call-card__clock">{since ? <Elapsed since={since} /> : null}</span>
        <span className="app-call-card__from">{showFrom(call.from)}</span>
        {call.wasCutOff ? <Tag tone="caution">Was cut off</Tag> : null}
        {others > 0 ? <Tag tone="caution">{others + 1} calls from this number now</Tag> : null}
        <span className="app-call-card__words">
          {lost ? (
            <span role="alert">
              <span className="nhsuk-u-visually-hidden">Your line to the caller is lost. </span>
              {lost.says}
            </span>
          ) : late ? (
            <span role="alert">{LATE_WORDS[late]}</span>
          ) : (
            wordsFor(call, me, ringsHer)
          )}
        </span>
        <CallControls call={call} answersBy={answersBy} lost={lost} />
      </div>
      {isOnlooker ? null : <PartyBar call={call} details={parties} />}
      {view.callId === call.callId && softphone.say ? (
        <Transcript heard={view.heard} canSay={view.line.kind === 'talking'} onSay={softphone.say} />
      ) : null}
    </section>
  )
}

const LATE_WORDS: Readonly<Record<Overdue, string>> = {
  outcome_slow: '△ Over for 3 min. Write the outcome: until then no call rings for you.',
  outcome_late: '■ Over for 15 min. Write the outcome now: shift leads are shown it too.',
  talk_ends_soon: '△ The carrier ends this call after 4 h. Say so, and ring back if you are cut off.',
}

function wordsFor(call: BoardCall, me: Me, ringsHer: boolean): ReactNode {
  if (ringsHer)
    return `Answer ${me.phoneNumber ? showPhoneNumber(me.phoneNumber) : 'your phone'} and press 1 on it: then you talk.`
  if (call.state === 'wrapup') return 'The call is over. Write the outcome to be free again.'
  return call.outcomeSavedAt ? (
    <>
      <b className="app-call-card__saved">✓ Outcome saved.</b> The call closes when one of you hangs up.
    </>
  ) : null
}
