import { useCallback } from 'react'
import { isFree, othersFrom, waitsSince } from '#client/board/core/lists.ts'
import { CALL_STATE_WORDS, showFrom } from '#client/board/core/words.ts'
import type { Saved } from '#client/board/EmptyDesk.tsx'
import { useLive } from '#client/live/LiveProvider.tsx'
import { useHearing } from '#client/live/useHearing.ts'
import { OFF_THE_RECORD } from '#client/outcomes/core/words.ts'
import { Button } from '#client/ui/Button.tsx'
import { showTime } from '#client/ui/core/when.ts'
import { Elapsed } from '#client/ui/Elapsed.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { useFocusAtFirst } from '#client/ui/useFocusAtFirst.ts'
import { useFocusIfLost } from '#client/ui/useFocusIfLost.ts'
import { useSettled } from '#client/ui/useSettled.ts'
import type { BoardCall } from '#shared/calls.ts'
import type { CallId } from '#shared/ids.ts'
import type { Me } from '#shared/staff.ts'
import { CandidateHints } from './CandidateHints.tsx'
import { useTakeKey } from './useTakeKey.ts'
import './RingingCall.css'
import './Thread.css'
import type { TakeCall } from './useTakeCall.ts'

type Props = {
  callId: CallId
  /** The call in whose place this one stands. */
  after?: CallId | undefined
  isAsked?: boolean | undefined
  me: Me
  take: TakeCall
  onDone: () => void
  /** What she saved before this rang. */
  saved: Saved | null
}

/** A call that nobody has taken yet: how long, from where, who it may be, and one large button. */
export function RingingCall({ callId, after, isAsked, me, take, saved, onDone }: Props) {
  const { board } = useLive()
  const isStale = useHearing() === 'stale'
  const call = board?.calls.get(callId) ?? board?.left.find(gone => gone.callId === callId)
  const isWaiting = board !== null && isFree(board.calls, callId)
  const others = call && board ? othersFrom(board.calls, call) : 0
  const isForMe = call?.offeredTo.includes(me.staffId) ?? false
  const press = useCallback(() => void take.take(callId), [take.take, callId])
  const isSettled = useSettled(after !== undefined)
  const refused = take.refusedOf(callId)
  const canTake = isWaiting && !take.isBusy && !isStale && isSettled
  const gone = after
    ? (board?.left.find(call => call.callId === after) ?? board?.calls.get(after))
    : undefined
  useTakeKey(canTake ? press : null)
  useFocusAtFirst('ringing-title', isAsked)
  useFocusIfLost('ringing-title', isWaiting)
  const back = () => {
    take.forget()
    onDone()
  }

  return (
    <main className="app-console__centre app-console__centre--wide app-thread app-ringing">
      {!call || !isWaiting || refused ? (
        <Notice
          tone="plain"
          role="status"
          title={refused ?? goneWords(call, me)}
          actions={<Button onClick={back}>Back to the board</Button>}
        >
          {call && leavesATask(call) ? 'What we owe them is on the Owed list.' : null}
        </Notice>
      ) : null}
      {call && isWaiting ? (
        <div className="app-knot app-knot--first">
          <section
            className={`app-ringing__card ${isForMe ? 'app-ringing__card--now' : ''}`}
            aria-label="A caller who waits"
          >
            <h2 className="app-ringing__state" id="ringing-title" tabIndex={-1}>
              <span className="app-ringing__bell" aria-hidden="true" />
              {isForMe ? 'A call is ringing for you' : CALL_STATE_WORDS[call.state]}
            </h2>
            <p className="app-ringing__from">{showFrom(call.from)}</p>
            <p>
              Waiting{' '}
              <b className="app-ringing__clock">
                <Elapsed since={waitsSince(call)} />
              </b>
              {call.wasCutOff ? ' · was cut off before' : ''}
              {others > 0 ? ` · ${others} more from this number` : ''}
            </p>
            <Button look="primary" size="large" shortcut="A" disabled={!canTake} onClick={press}>
              {take.isBusy ? 'Taking the call…' : 'Take the call'}
            </Button>
          </section>
        </div>
      ) : null}
      {call && isWaiting ? (
        <div className="app-knot app-knot--last">
          <CandidateHints callId={callId} isWithheld={call.from === null} />
        </div>
      ) : null}
      {saved ? (
        <Notice tone="plain" title={`Before this, saved at ${showTime(saved.at)}.`}>
          {saved.hasLeft ? OFF_THE_RECORD : saved.words}
        </Notice>
      ) : null}
      {gone && isWaiting ? (
        <Notice tone="plain" role="status" title={`Before this: ${showFrom(gone.from)}.`}>
          {goneWords(gone, me)} {leavesATask(gone) ? 'What we owe them is on the Owed list.' : ''}
        </Notice>
      ) : null}
    </main>
  )
}

function goneWords(call: BoardCall | undefined, me: Me): string {
  if (!call) return 'This call is no longer on the board.'
  if (call.claimedBy && call.claimedBy.staffId !== me.staffId)
    return `${call.claimedBy.name} has taken this call.`
  if (nobodyAnswered(call)) return 'Nobody answered.'
  switch (call.state) {
    case 'abandoned':
      return 'The caller has hung up.'
    case 'voicemail':
      return 'The caller is leaving a message.'
    case 'callback_requested':
      return 'The caller asked to be called back.'
    default:
      return `This call: ${CALL_STATE_WORDS[call.state].toLowerCase()}.`
  }
}

/** Whoever gives up waiting is owed something; so is whoever did not answer when we rang. */
function leavesATask(call: BoardCall): boolean {
  return ['abandoned', 'voicemail', 'callback_requested'].includes(call.state) || nobodyAnswered(call)
}

function nobodyAnswered({ state, talkingSince }: BoardCall): boolean {
  return state === 'closed' && talkingSince === null
}
