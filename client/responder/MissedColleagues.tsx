import { useEffect, useRef, useState } from 'react'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { useInSight } from '#client/live/useInSight.ts'
import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import type { MissedColleague } from '#shared/missed.ts'
import { E164, showPhoneNumber } from '#shared/phoneNumber.ts'
import { routes } from '#shared/routes.ts'
import type { Me } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { missedSince, missedTitle, whatToDo, whoSeesToIt } from './core/missedWords.ts'
import './MissedColleagues.css'

const AGAIN_MS = 10_000

/** For whoever was told that a colleague is missed, above everything, for as long as it lasts. Of anybody else nothing comes. */
export function MissedColleagues({ me }: { me: Me }) {
  const loaded = useLoad('missed colleagues', signal => call(routes.missed, { signal }))
  const again = loaded.kind === 'loading' ? undefined : loaded.again
  useInSight(again)
  useEffect(() => {
    if (!again) return
    const turn = setInterval(() => {
      if (document.visibilityState === 'visible') again()
    }, AGAIN_MS)
    return () => clearInterval(turn)
  }, [again])
  const here = loaded.kind === 'here' ? loaded.value : null
  const [safe, forget] = useWhoIsSafe(here?.missed ?? null)
  if (loaded.kind === 'failed')
    return (
      <section className="app-missed" aria-label="Colleagues who are missed">
        <Notice
          tone="caution"
          role="status"
          title="Whether a colleague is missed could not be read."
          actions={<Button onClick={() => again?.()}>Try again</Button>}
        >
          If you were told by text that one is, ring the line.
        </Notice>
      </section>
    )
  if (!here || (here.missed.length === 0 && safe.length === 0)) return null
  return (
    <section className="app-missed" aria-label="Colleagues who are missed">
      {loaded.kind === 'here' && loaded.missed ? (
        <Notice tone="caution" role="status" title="This may be old.">
          The server does not answer. Ring the line.
        </Notice>
      ) : null}
      {here.missed.map(one => (
        <Missed
          key={`${one.teamTaskId} ${one.taking}`}
          one={one}
          me={me}
          now={here.at}
          onChanged={() => again?.()}
        />
      ))}
      {safe.map(name => (
        <Notice
          key={name}
          tone="well"
          role="status"
          title={`${name} is known to be safe.`}
          actions={<Button onClick={() => forget(name)}>I have read this</Button>}
        >
          You need do nothing more.
        </Notice>
      ))}
    </section>
  )
}

/** Who stood here and does not any more: that somebody has gone from a page is no answer. */
function useWhoIsSafe(missed: readonly MissedColleague[] | null): [string[], (name: string) => void] {
  const had = useRef<readonly string[]>([])
  const [safe, setSafe] = useState<string[]>([])
  useEffect(() => {
    if (!missed) return
    const names = missed.map(({ name }) => name)
    const gone = had.current.filter(name => !names.includes(name))
    had.current = names
    setSafe(before => {
      const after = [...new Set([...before, ...gone])].filter(name => !names.includes(name))
      return after.length === before.length && after.every(name => before.includes(name)) ? before : after
    })
  }, [missed])
  return [safe, name => setSafe(before => before.filter(one => one !== name))]
}

type Props = { one: MissedColleague; me: Me; now: Instant; onChanged: () => void }

function Missed({ one, me, now, onChanged }: Props) {
  const { teamTaskId, taking, team, code, seenTo } = one
  const place = useLoad(`where ${teamTaskId}`, signal =>
    call(routes.missedPlace, { params: { teamTaskId }, signal }),
  )
  const { isBusy, refused, send } = useSend()
  const phone = E164.safeParse(one.phone).data
  const seeTo = async () => {
    const body = { commandId: newCommandId(), taking }
    if (await send(() => call(routes.seeToMissed, { params: { teamTaskId }, body }))) onChanged()
  }
  const isAtConsole = me.role === 'coordinator' || me.role === 'shift_lead'
  return (
    <Notice tone="danger" role="alert" title={missedTitle(one)}>
      <dl className="app-missed__facts app-numbers">
        <dt>Since</dt>
        <dd>{missedSince(one, now)}</dd>
        <dt>Team</dt>
        <dd>{team}</dd>
        <dt>Roughly where</dt>
        <dd>
          {place.kind === 'loading' ? 'Looking…' : null}
          {place.kind === 'failed' ? 'Could not be read: the line knows' : null}
          {place.kind === 'here' ? (place.value.district ?? 'Not shown here: the line knows') : null}
        </dd>
        <dt>Sees to it</dt>
        <dd>{whoSeesToIt(one, now)}</dd>
        {code ? (
          <>
            <dt>Task</dt>
            <dd>{code}</dd>
          </>
        ) : null}
      </dl>
      <ol className="app-missed__next">
        {whatToDo(one).map(words => (
          <li key={words}>{words}</li>
        ))}
      </ol>
      {refused ? <Notice tone="danger" role="alert" title={refused} /> : null}
      <div className="app-missed__acts">
        {phone ? (
          <a className="app-missed__call" href={`tel:${phone}`}>
            Ring {one.name}: {showPhoneNumber(phone)}
          </a>
        ) : (
          <p>No telephone of theirs is known here.</p>
        )}
        <a className="app-missed__call" href={`tel:${me.line.phoneNumber}`}>
          Ring the line: {showPhoneNumber(me.line.phoneNumber)}
        </a>
        {one.maySeeTo && !seenTo?.isYou ? (
          <Button look="primary" size="large" disabled={isBusy} onClick={() => void seeTo()}>
            I see to it
          </Button>
        ) : null}
        {isAtConsole ? <a href={`/#look=team_task/${teamTaskId}`}>Where they are, on the board…</a> : null}
      </div>
    </Notice>
  )
}
