import { useCallback, useRef } from 'react'
import type { Board } from '#client/live/core/board.ts'
import { useServerStep } from '#client/live/useHearing.ts'
import { DisputedNow } from '#client/people/DisputedNow.tsx'
import { HandOverNow } from '#client/shift/HandOverNow.tsx'
import { showTime } from '#client/ui/core/when.ts'
import { useShortcut } from '#client/ui/Shortcuts.tsx'
import type { Me } from '#shared/staff.ts'
import './BoardColumn.css'
import { AnswerRow } from './AnswerRow.tsx'
import type { Looking } from './Console.tsx'
import { waitingAnswers } from './core/answers.ts'
import { answeredBy, othersFrom, owedByTime, talkingCalls, waitingCalls } from './core/lists.ts'
import { outOnVisits } from './core/outOnVisits.ts'
import { openTeamTasks } from './core/teamTasks.ts'
import { OutOnVisits } from './OutOnVisits.tsx'
import { OwedRow } from './OwedRow.tsx'
import { TalkingRow } from './TalkingRow.tsx'
import { TeamTaskRow } from './TeamTaskRow.tsx'
import { useStillRows } from './useStillRows.ts'
import { WaitingRow } from './WaitingRow.tsx'

type Props = {
  board: Board
  me: Me
  looking: Looking
  onLook: (looking: Looking) => void
  /** False while the nurse has a call of her own: one person on the screen at a time. */
  canLook: boolean
}

/** To whom the key leads: who rings for her, what she was looking at, what is first. */
const WORTH_GOING_TO = ['.app-board-row--ringing', '[aria-current=true]', 'button']

/** Waiting · Talking · Owed · With teams. */
export function BoardColumn({ board, me, looking, onLook, canLook }: Props) {
  const waiting = useStillRows(waitingCalls(board.calls), call => call.callId)
  const talking = talkingCalls(board.calls)
  const owedAt = owedByTime(board.tasks, new Date(useServerStep(15_000)).toISOString())
  const owed = useStillRows(owedAt.now, task => task.taskId)
  const withTeams = useStillRows(openTeamTasks(board.teamTasks), task => task.teamTaskId)
  const answers = useStillRows(waitingAnswers(board.answers), answer => answer.answerId)
  const list = useRef<HTMLElement>(null)
  useShortcut(
    'W',
    'To the board',
    useCallback(() => {
      const first = WORTH_GOING_TO.map(row => list.current?.querySelector<HTMLElement>(row))
      first.find(row => row)?.focus()
    }, []),
  )
  const isLookedAt = (id: string) =>
    looking?.kind === 'call'
      ? looking.callId === id
      : looking?.kind === 'team_task'
        ? looking.teamTaskId === id
        : looking?.kind === 'answer'
          ? looking.answerId === id
          : looking?.kind === 'task' && looking.taskId === id

  return (
    <nav
      ref={list}
      className="app-board"
      aria-label="The line now"
      // With all its rows at rest, the list itself must be reachable to be scrolled by keyboard.
      tabIndex={canLook ? undefined : 0}
    >
      {me.role === 'shift_lead' ? <DisputedNow /> : null}
      <HandOverNow me={me} />
      <section className="app-board__part" aria-labelledby="waiting" {...waiting.hold}>
        <h2 className="app-board__title" id="waiting">
          Waiting <Count of={waiting.rows.filter(row => !waiting.hasGone(row)).length} />
        </h2>
        {waiting.rows.length === 0 ? <p className="app-board__empty">Nobody is waiting.</p> : null}
        <ul>
          {waiting.rows.map(call => (
            <WaitingRow
              key={call.callId}
              call={
                board.calls.get(call.callId) ?? board.left.find(gone => gone.callId === call.callId) ?? call
              }
              othersFrom={othersFrom(board.calls, call)}
              hasGone={waiting.hasGone(call)}
              me={me}
              isLookedAt={isLookedAt(call.callId)}
              onLook={canLook ? () => onLook({ kind: 'call', callId: call.callId, isAsked: true }) : null}
            />
          ))}
        </ul>
      </section>
      <section className="app-board__part" aria-labelledby="talking">
        <h2 className="app-board__title" id="talking">
          Talking <Count of={talking.length} />
        </h2>
        {talking.length === 0 ? <p className="app-board__empty">Nobody is on a call.</p> : null}
        <ul>
          {talking.map(call => (
            <TalkingRow key={call.callId} call={call} me={me} />
          ))}
        </ul>
      </section>
      <section className="app-board__part" aria-labelledby="owed" {...owed.hold}>
        <h2 className="app-board__title" id="owed">
          Owed <Count of={owed.rows.filter(row => !owed.hasGone(row)).length} />
        </h2>
        {owed.rows.length === 0 ? (
          <p className="app-board__empty">
            Nothing is owed. Missed callers, messages and promised call backs come here.
          </p>
        ) : null}
        <ul>
          {owed.rows.map(task => (
            <OwedRow
              key={task.taskId}
              task={board.tasks.get(task.taskId) ?? task}
              also={answeredBy(board.tasks, task)}
              me={me}
              hasGone={owed.hasGone(task)}
              isLookedAt={isLookedAt(task.taskId)}
              onLook={canLook ? () => onLook({ kind: 'task', taskId: task.taskId, isAsked: true }) : null}
            />
          ))}
        </ul>
        {owedAt.later.length > 0 ? (
          <p className="app-board__empty">
            <a href="/shift" target="goldthread-shift">
              {owedAt.later.length === 1 ? 'One call' : `${owedAt.later.length} calls`} after a visit, later
            </a>
            : the first at {showTime(owedAt.later[0]?.dueAt ?? '')} (opens beside this page).
          </p>
        ) : null}
      </section>
      {answers.rows.length === 0 ? null : (
        <section className="app-board__part" aria-labelledby="answers" {...answers.hold}>
          <h2 className="app-board__title" id="answers">
            Answers to read <Count of={answers.rows.filter(row => !answers.hasGone(row)).length} />
          </h2>
          <ul>
            {answers.rows.map(answer => (
              <AnswerRow
                key={answer.answerId}
                answer={answer}
                hasGone={answers.hasGone(answer)}
                isLookedAt={isLookedAt(answer.answerId)}
                onLook={
                  canLook ? () => onLook({ kind: 'answer', answerId: answer.answerId, isAsked: true }) : null
                }
              />
            ))}
          </ul>
        </section>
      )}
      <section className="app-board__part" aria-labelledby="with-teams" {...withTeams.hold}>
        <h2 className="app-board__title" id="with-teams">
          With teams <Count of={withTeams.rows.filter(row => !withTeams.hasGone(row)).length} />
        </h2>
        {withTeams.rows.length === 0 ? (
          <p className="app-board__empty">Nothing is asked of a community team.</p>
        ) : null}
        <ul>
          {withTeams.rows.map(task => (
            <TeamTaskRow
              key={task.teamTaskId}
              task={board.teamTasks.get(task.teamTaskId) ?? task}
              me={me}
              hasGone={withTeams.hasGone(task)}
              isLookedAt={isLookedAt(task.teamTaskId)}
              onLook={canLook ? onLook : null}
            />
          ))}
        </ul>
      </section>
      <OutOnVisits
        rows={outOnVisits(board.teamTasks)}
        onLook={canLook ? onLook : null}
        isLookedAt={isLookedAt}
      />
    </nav>
  )
}

function Count({ of }: { of: number }) {
  return <span className="app-board__count app-numbers">{of}</span>
}
