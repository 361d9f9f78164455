import { useState } from 'react'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { inWordsDuration } from '#client/ui/core/duration.ts'
import { quoted } from '#client/ui/core/quoted.ts'
import { showMoment } from '#client/ui/core/when.ts'
import { Tag } from '#client/ui/Tag.tsx'
import { useFocusAtFirst } from '#client/ui/useFocusAtFirst.ts'
import type { DoneFields, HeldTask } from '#shared/onThePhone.ts'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import type { Me } from '#shared/staff.ts'
import { summaryFacts, summaryName } from '#shared/summaryWords.ts'
import { teamTaskStates } from '#shared/teamTasks.ts'
import { workKinds } from '#shared/teamWork.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'
import type { Stands } from './core/standsAs.ts'
import { placeOnWay, WAY } from './core/taskWords.ts'
import { DoneForm } from './DoneForm.tsx'
import { NextActs, type Progress } from './NextActs.tsx'
import type { Phone } from './phone.ts'
import { TaskPerson } from './TaskPerson.tsx'
import { TwoGoHere } from './TwoGoHere.tsx'
import { useRecordTurned } from './usePhone.ts'

type Props = {
  held: HeldTask
  stands: Stands
  me: Me
  phone: Phone
  now: Instant
  isHeard: boolean
  typed: DoneFields | undefined
  onTyped: (fields: DoneFields | null) => void
  onBack: () => void
}

/** One accepted task: who, why, how to get there, what to know, and at the bottom the next act. */
export function TaskView({ held, stands, me, phone, now, isHeard, typed, onTyped, onBack }: Props) {
  const { task, person } = held
  const [isEnding, setEnding] = useState(false)
  useRecordTurned(phone, held)
  useFocusAtFirst('task-name', true)
  const banner = person?.kind === 'open' ? person.summary.banner : null
  const left = secondsBetween(now, task.dueAt)
  const press = (step: Progress) => {
    const body = { commandId: newCommandId(), at: new Date().toISOString(), ...step }
    return phone.press(task.teamTaskId, { kind: 'progress', body })
  }
  return (
    <article className="app-phone__task" aria-labelledby="task-name">
      <Button look="quiet" className="app-phone__back" onClick={isEnding ? () => setEnding(false) : onBack}>
        {isEnding ? '‹ Back to the task' : '‹ All your tasks'}
      </Button>
      <header>
        <h2 id="task-name" tabIndex={-1}>
          {banner ? summaryName(banner) : workKinds[task.kind].text}
        </h2>
        {banner ? <p>{summaryFacts(banner)}</p> : null}
        {banner ? <p>{workKinds[task.kind].text}</p> : null}
      </header>
      {isEnding ? (
        <DoneForm
          medicines={person?.kind === 'open' ? person.medicines : []}
          now={now}
          acceptedAt={task.acceptedAt}
          typed={typed}
          onTyped={onTyped}
          onDone={outcome => {
            // What was typed goes when it is kept as pressed, and not before.
            void press({ step: 'done', outcome }).then(() => onTyped(null))
            onBack()
          }}
        />
      ) : (
        <>
          <Way stands={stands} now={now} />
          <TwoGoHere two={task.two} goesSecond={task.goesSecond} />
          <p className="app-numbers">
            <Tag tone={left < 0 && stands.arrivedAt === null ? 'danger' : 'caution'}>{task.urgency}</Tag> by{' '}
            <b>{showMoment(task.dueAt, now)}</b>
            {stands.arrivedAt === null
              ? left < 0
                ? `, ${inWordsDuration(-left)} late`
                : `, in ${inWordsDuration(left)}`
              : ''}
          </p>
          <p className="app-phone__why">{quoted(task.why)}</p>
          <a className="app-phone__call" href={`tel:${me.line.phoneNumber}`}>
            Ring the line: {showPhoneNumber(me.line.phoneNumber)}
          </a>
          {task.beware.length > 0 ? (
            <p className="app-phone__beware">
              <span aria-hidden="true">■ </span>
              <b>Beware:</b> {task.beware.join('. ')}.
            </p>
          ) : null}
          <TaskPerson held={held} phone={phone} now={now} isHeard={isHeard} />
          <NextActs
            task={task}
            stands={stands}
            onPress={step => void press(step)}
            onEnd={() => setEnding(true)}
            onBack={onBack}
          />
        </>
      )}
    </article>
  )
}

/** How far it is, on the gold thread. */
function Way({ stands, now }: { stands: Stands; now: Instant }) {
  const place = placeOnWay(stands.state)
  const words =
    stands.state === 'en_route' && stands.expectedAt
      ? `On the way, expected ${showMoment(stands.expectedAt, now)}`
      : stands.arrivedAt && stands.state === 'arrived'
        ? `There since ${showMoment(stands.arrivedAt, now)}`
        : teamTaskStates[stands.state].text
  return (
    <div className="app-phone__way">
      <ol aria-hidden="true">
        {WAY.map((step, at) => (
          <li
            key={step.state}
            className={at <= place ? 'app-phone__step app-phone__step--past' : 'app-phone__step'}
          >
            {step.says}
          </li>
        ))}
      </ol>
      <p role="status">
        <b>{words}</b>
        {stands.isUnsent ? ' (not sent yet)' : ''}
      </p>
    </div>
  )
}
