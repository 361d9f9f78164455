import { call as ask } from '#client/api/call.ts'
import { useSend } from '#client/api/useSend.ts'
import { useHearing, useServerNow } from '#client/live/useHearing.ts'
import { Button } from '#client/ui/Button.tsx'
import { Elapsed } from '#client/ui/Elapsed.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import type { BoardCall } from '#shared/calls.ts'
import type { PartyDetail } from '#shared/parties.ts'
import { routes } from '#shared/routes.ts'
import { goesOnWithoutInterpreter, holdWords, letGoWords, partyWords } from './core/partyWords.ts'
import { JobNumber } from './JobNumber.tsx'
import { newCommandId } from './useTakeCall.ts'

/** Who else is in the call, and what the caller hears; nothing while it is two who talk. The newest third person is the one that counts. */
export function PartyBar({ call, details }: { call: BoardCall; details: readonly PartyDetail[] }) {
  const isStale = useHearing() === 'stale'
  const now = new Date(useServerNow()).toISOString()
  const { isBusy, refused, send } = useSend()
  const { callId, callerHold } = call
  // What was pressed to ring them, or to let them go, has gone.
  useFocusIfGone('in-the-call', '.app-call-card')
  const last = call.parties.at(-1)
  const isLive = last?.state === 'ringing' || last?.state === 'here'
  if (call.state !== 'talking' || (!last && !callerHold)) return null
  const hold = (isOn: boolean) =>
    void send(() => ask(routes.holdCaller, { params: { callId }, body: { commandId: newCommandId(), isOn } }))
  const letGo = (party: number) => void send(() => ask(routes.letGo, { params: { callId }, body: { party } }))
  const isWished = callerHold?.state === 'asked' || callerHold?.state === 'held'
  return (
    <section id="in-the-call" className="app-row" aria-label="Others in the call" tabIndex={-1}>
      <span role="status" className="app-row">
        {last ? (
          <Tag tone={last.state === 'here' ? 'well' : last.state === 'not_reached' ? 'caution' : 'plain'}>
            {partyWords(last, details)}
          </Tag>
        ) : null}
        {last?.state === 'ringing' ? <Elapsed since={last.askedAt} /> : null}
        {callerHold ? (
          <Tag tone={callerHold.state === 'held' ? 'action' : 'caution'}>{holdWords(callerHold)}</Tag>
        ) : null}
        {call.endedAt === null ? null : <b>The caller has hung up. You two talk on.</b>}
        {goesOnWithoutInterpreter(call, now) ? (
          <b>△ No interpreter after 3 min. Go on with the safety questions.</b>
        ) : null}
      </span>
      {refused ? (
        <span role="alert" className="app-field__error">
          {refused}
        </span>
      ) : null}
      {last && isLive ? (
        <>
          {call.endedAt === null ? (
            <Button size="small" disabled={isStale || isBusy} onClick={() => hold(!isWished)}>
              {isWished ? 'Bring the caller back' : 'Hold the caller'}
            </Button>
          ) : null}
          <Button size="small" disabled={isStale || isBusy} onClick={() => letGo(last.party)}>
            {letGoWords(last, details)}
          </Button>
        </>
      ) : null}
      {last?.kind === 'interpreter' && last.state === 'here' ? (
        <JobNumber key={last.party} callId={callId} party={last.party} isStale={isStale} />
      ) : null}
    </section>
  )
}
