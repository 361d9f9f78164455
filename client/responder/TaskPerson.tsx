import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { DoorRow } from '#client/doors/DoorRow.tsx'
import '#client/doors/Doors.css'
import { REASON_WORDS } from '#client/outcomes/core/words.ts'
import { askedWords, outcomeWords } from '#client/patients/core/pastTaskWords.ts'
import { SummaryItem } from '#client/summary/SummaryItem.tsx'
import { Button } from '#client/ui/Button.tsx'
import { quoted } from '#client/ui/core/quoted.ts'
import { showMoment } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import type { DoorKept, DoorKind } from '#shared/doors.ts'
import type { PatientId, TeamTaskId } from '#shared/ids.ts'
import type { HeldTask, Person } from '#shared/onThePhone.ts'
import { routes } from '#shared/routes.ts'
import type { EmergencySummary } from '#shared/summary.ts'
import { onceOnly } from '#shared/summaryOnce.ts'
import { moreWords, summaryWarnings, withCodesBelow } from '#shared/summaryWords.ts'
import { teamTaskStates } from '#shared/teamTasks.ts'
import type { Instant } from '#shared/time.ts'
import type { Phone } from './phone.ts'

type Props = { held: HeldTask; phone: Phone; now: Instant; isHeard: boolean }
type Open = Extract<Person, { kind: 'open' }>

/** Of whom it is: where it is and how to get in, then what a crew needs, in its order, then the last calls. */
export function TaskPerson({ held, phone, now, isHeard }: Props) {
  const { task, person, readAt } = held
  if (!person)
    return isHeard ? (
      <Skeleton lines={8} label="Opening what you need to know…" />
    ) : (
      <Notice tone="caution" title="The record was not read before the signal went.">
        Ring the line: they read it to you.
      </Notice>
    )
  if (person.kind === 'closed') return <Closed held={held} phone={phone} />
  const { parts } = onceOnly(person.summary)
  const way = parts.filter(isWay)
  const hasCodes = isHeard && person.doors !== null && person.doors.length > 0
  return (
    <div className="app-stack">
      {readAt ? (
        <p className="app-quiet app-numbers">
          {isHeard ? 'Read' : 'Kept on this phone, as read'} {showMoment(readAt, now)}. It is wiped when you
          are done.
        </p>
      ) : null}
      {summaryWarnings(person.summary).map(words => (
        <p key={words} className="app-phone__beware">
          <span aria-hidden="true">△ </span>
          {words}
        </p>
      ))}
      <Parts parts={hasCodes ? way.map(withCodesBelow) : way} />
      {person.doors && person.doors.length > 0 && task.patientId ? (
        <Entry doors={person.doors} patientId={task.patientId} now={now} isHeard={isHeard} />
      ) : null}
      <Parts parts={parts.filter(part => !isWay(part))} />
      <LastContacts person={person} now={now} />
      <LastVisits person={person} but={task.teamTaskId} now={now} />
    </div>
  )
}

/** Not shared with whoever goes, or only when they ask: the line knows the way, and reads it to them. */
function Closed({ held, phone }: Pick<Props, 'held' | 'phone'>) {
  const [problem, setProblem] = useState<string | null>(null)
  const person = held.person?.kind === 'closed' ? held.person : null
  if (!person) return null
  const isAsked = person.standing.kind === 'ask_first'
  const ask = () =>
    phone.askedThem(held).catch((error: unknown) => {
      if (!(error instanceof CallFailed)) throw error
      setProblem(error.message)
    })
  return (
    <Notice
      tone="caution"
      title={isAsked ? 'They want to be asked first.' : 'The record is not shared with you.'}
      actions={isAsked ? <Button onClick={ask}>They were asked, and said yes</Button> : null}
    >
      {problem ??
        'Ring the line before you go on: they tell you whether it is still wanted, where it is and how to get in.'}
    </Notice>
  )
}

type EntryProps = { doors: readonly DoorKept[]; patientId: PatientId; now: Instant; isHeard: boolean }

/** Codes and keys, one at a time, each showing in the log. None of them is kept on the phone. */
function Entry({ doors, patientId, now, isHeard }: EntryProps) {
  const [turn, setTurn] = useState<DoorKind | null>(null)
  const reveal = (kind: DoorKind) =>
    call(routes.revealDoor, { params: { patientId }, query: {}, body: { kind } })
  return (
    <section className="app-stack" aria-labelledby="task-entry">
      <h3 id="task-entry">How to get in</h3>
      <ul className="app-doors">
        {doors.map(door => (
          <DoorRow
            key={`${door.kind} ${door.version}`}
            door={door}
            now={now}
            isStale={!isHeard}
            isTurn={turn === door.kind}
            reveal={reveal}
            onTurn={() => setTurn(door.kind)}
            onChange={null}
          />
        ))}
      </ul>
      {isHeard ? null : <p className="app-quiet">Without a signal, ring the line: they read it to you.</p>}
    </section>
  )
}

type Part = EmergencySummary['parts'][number]

/** Where it is and what is before the door: for whoever still drives it comes first. */
function isWay({ title }: Part): boolean {
  return title === 'Getting in'
}

function Parts({ parts }: { parts: readonly Part[] }) {
  return (
    <>
      {parts.map(part => (
        <section key={part.title} className="app-phone__part">
          <h3>{part.title}</h3>
          {part.items.map((item, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a page that is read and never changed
            <SummaryItem key={`${item.title} ${place}`} part={part} place={place} />
          ))}
          {moreWords(part.more) ? <p className="app-quiet">{moreWords(part.more)}</p> : null}
        </section>
      ))}
    </>
  )
}

const LAST = 3

function LastContacts({ person: { calls }, now }: { person: Open; now: Instant }) {
  if (!calls) return null
  return (
    <section className="app-phone__part">
      <h3>Last calls</h3>
      {calls.leftOut ? <p className="app-quiet">{calls.leftOut}</p> : null}
      {calls.calls.length === 0 && !calls.leftOut ? <p className="app-quiet">None yet.</p> : null}
      {calls.calls.slice(0, LAST).map(({ callId, at, outcome, callerName, nurse }) => (
        <div key={callId} className="app-phone__item">
          <b>
            {showMoment(at, now)}: {REASON_WORDS[outcome.reason]}
          </b>
          <span className="app-quiet">{[callerName, nurse].filter(Boolean).join(' · ')}</span>
          {outcome.found ? <span>Found: {outcome.found}</span> : null}
          {outcome.advice ? <span>Advice: {outcome.advice}</span> : null}
          {outcome.next ? <span>Next: {outcome.next}</span> : null}
        </div>
      ))}
    </section>
  )
}

/** What was asked of teams before, without what is open here: who was there last, and what they found. */
function LastVisits({ person: { calls }, but, now }: { person: Open; but: TeamTaskId; now: Instant }) {
  const others = calls?.teamTasks.filter(({ teamTaskId }) => teamTaskId !== but) ?? []
  if (others.length === 0) return null
  return (
    <section className="app-phone__part">
      <h3>Asked of teams before</h3>
      {others.slice(0, LAST).map(task => (
        <div key={task.teamTaskId} className="app-phone__item">
          <b>
            {showMoment(task.raisedAt, now)}: {askedWords(task)},{' '}
            {teamTaskStates[task.state].text.toLowerCase()}
          </b>
          {task.takings.length > 0 ? (
            <span className="app-quiet">
              {task.takings.map(({ by, team }) => `${by.name}, ${team}`).join(' · ')}
            </span>
          ) : null}
          {task.ended?.words ? <span>{quoted(task.ended.words)}</span> : null}
          {task.ended?.outcome
            ? outcomeWords(task.ended.outcome, at => showMoment(at, now)).map(([name, words]) => (
                <span key={name}>
                  {name}: {words}
                </span>
              ))
            : null}
        </div>
      ))}
    </section>
  )
}
