import { Fragment, useEffect, useState } from 'react'
import { call } from '#client/api/call.ts'
import { useSend } from '#client/api/useSend.ts'
import { isAlarmed, safetyWords, seenWords } from '#client/board/core/outOnVisits.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { inWordsDuration } from '#client/ui/core/duration.ts'
import { showMoment } from '#client/ui/core/when.ts'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { Select } from '#client/ui/Select.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import type { OutOnVisit, VisitPlace, WhereTheyAre } from '#shared/loneWork.ts'
import { E164, showPhoneNumber } from '#shared/phoneNumber.ts'
import { routes } from '#shared/routes.ts'
import type { Me } from '#shared/staff.ts'
import type { BoardTeamTask } from '#shared/teamTasks.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'
import { SeeToIt } from './SeeToIt.tsx'

type Props = {
  task: BoardTeamTask
  where: readonly WhereTheyAre[]
  me: Me
  now: Instant
  isStale: boolean
}

/** Who is out for this task: by when, where they were last known to be if nothing is heard, and how a nurse ends it. */
export function SafetyOfTask({ task, where, me, now, isStale }: Props) {
  return (task.outs ?? []).map(out => (
    <OneOut
      key={out.taking}
      task={task}
      out={out}
      where={where.find(({ taking }) => taking === out.taking)}
      me={me}
      now={now}
      isStale={isStale}
    />
  ))
}

type OneProps = Omit<Props, 'where'> & { out: OutOnVisit; where: WhereTheyAre | undefined }

function OneOut({ task, out, where, me, now, isStale }: OneProps) {
  const [isEnding, setEnding] = useState(false)
  const left = secondsBetween(now, out.by)
  const title = `${out.name} is out on this visit`
  const id = `out-${out.taking}`
  // What was pressed has gone with what it did: how it stands now is read next.
  useFocusIfGone(id, 'section, dialog')
  const clock =
    left < 0
      ? `To be out by ${showMoment(out.by, now)}, ${inWordsDuration(-left)} ago.`
      : `To be out by ${showMoment(out.by, now)}, in ${inWordsDuration(left)}.`
  return (
    <Notice
      tone={isAlarmed(out) ? 'danger' : 'plain'}
      title={isAlarmed(out) ? `${out.name}: ${safetyWords(out)}.` : title}
    >
      <p className="app-numbers" id={id} tabIndex={-1}>
        Out since {showMoment(out.since, now)}. {clock}
      </p>
      <div className="app-stack">
        {where ? <Where where={where} now={now} /> : null}
        {isAlarmed(out) ? (
          <p className="app-numbers">
            <b>{seenWords(out) ?? 'Nobody sees to it yet'}.</b>
          </p>
        ) : null}
        {isAlarmed(out) && !isEnding ? (
          <SeeToIt task={task} out={out} me={me} now={now} isStale={isStale} />
        ) : null}
        {isEnding ? (
          <EndAlarm task={task} out={out} isStale={isStale} onLeave={() => setEnding(false)} />
        ) : (
          <Button disabled={isStale} onClick={() => setEnding(true)}>
            They are safe…
          </Button>
        )}
      </div>
    </Notice>
  )
}

function Where({
  where: { phone, place, isPlaceTold, also, ...visit },
  now,
}: {
  where: WhereTheyAre
  now: Instant
}) {
  const number = E164.safeParse(phone).data
  return (
    <dl className="app-task__where">
      <dt>Ring them</dt>
      <dd>
        {number ? (
          <a className="app-numbers" href={`tel:${number}`}>
            {showPhoneNumber(number)}
          </a>
        ) : (
          'No telephone of theirs is known here'
        )}
      </dd>
      <dt>The visit is at</dt>
      <dd>{houseWords(visit)}</dd>
      {also.map(({ teamTaskId, ...other }) => (
        <Fragment key={teamTaskId}>
          <dt>Or at another visit of theirs</dt>
          <dd>{houseWords(other)}</dd>
        </Fragment>
      ))}
      {place ? (
        <>
          <dt>Their phone</dt>
          <dd className="app-numbers">
            {place.latitude.toFixed(5)}, {place.longitude.toFixed(5)}, to {place.metres} m,{' '}
            {showMoment(place.at, now)}
          </dd>
        </>
      ) : isPlaceTold ? (
        <>
          <dt>Their phone</dt>
          <dd>Told where it is, and not shown: it would tell the protected place</dd>
        </>
      ) : null}
    </dl>
  )
}

function houseWords({ address, isProtected }: VisitPlace): string {
  if (isProtected)
    return 'Not shown here: it is protected, or kept from you. Open the record, and press “Show where they are…”'
  return address.length > 0 ? address.join(', ') : 'Not known here'
}

/** Each is chosen by somebody: that nothing more is asked of one who may still be in the house is nobody's default. */
const STAYS = [
  { value: 'over', says: 'They are out: nothing more is asked' },
  { value: '30', says: 'They stay half an hour more' },
  { value: '60', says: 'They stay an hour more' },
  { value: '120', says: 'They stay two hours more' },
] as const

type EndProps = Pick<Props, 'task' | 'isStale'> & { out: OutOnVisit; onLeave: () => void }

function EndAlarm({ task, out, isStale, onLeave }: EndProps) {
  const [words, setWords] = useState('')
  const [stays, setStays] = useState<(typeof STAYS)[number]['value'] | ''>('')
  const [wrongs, setWrongs] = useState<{ id: string; says: string }[]>([])
  const { isBusy, refusals, send } = useSend()
  const { teamTaskId, version } = task
  const wordsId = `alarm-words-${out.taking}`
  const staysId = `alarm-stays-${out.taking}`
  useEffect(() => document.getElementById(wordsId)?.focus(), [wordsId])
  async function end() {
    const missing = [
      ...(words.trim() === ''
        ? [{ id: wordsId, says: 'Say in a few words how you know that they are safe.' }]
        : []),
      ...(stays === '' ? [{ id: staysId, says: 'Choose whether they are out, or stay longer.' }] : []),
    ]
    setWrongs(missing)
    if (stays === '' || missing.length > 0) return
    const body = {
      act: 'end_alarm' as const,
      commandId: newCommandId(),
      version,
      taking: out.taking,
      words,
      after:
        stays === 'over' ? { kind: 'over' as const } : { kind: 'longer' as const, minutes: Number(stays) },
    }
    if (await send(() => call(routes.handleTeamTask, { params: { teamTaskId }, body }))) onLeave()
  }
  return (
    <form
      className="app-stack"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        void end()
      }}
    >
      <ErrorSummary errors={[...wrongs, ...refusals]} title="Nothing was ended" />
      <TextArea
        id={wordsId}
        label="How you know that they are safe"
        value={words}
        onChange={setWords}
        maxLength={500}
      />
      <Select id={staysId} label="And then" value={stays} choices={STAYS} onChange={setStays} />
      <div className="app-row">
        <Button type="submit" look="primary" disabled={isStale || isBusy}>
          They are safe
        </Button>
        <Button look="quiet" onClick={onLeave}>
          Leave it
        </Button>
      </div>
    </form>
  )
}
