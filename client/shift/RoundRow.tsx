import { useState } from 'react'
import { TASK_RESULT_WORDS } from '#client/board/core/words.ts'
import { Button } from '#client/ui/Button.tsx'
import { inWordsDuration } from '#client/ui/core/duration.ts'
import { Select } from '#client/ui/Select.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import { showDay, showMoment } from '#shared/days.ts'
import { TaskResult } from '#shared/dispatch.ts'
import { StaffId } from '#shared/ids.ts'
import { type Round, type RoundCall, reachedNobody, roundReasons } from '#shared/rounds.ts'
import type { Me } from '#shared/staff.ts'
import { secondsBetween } from '#shared/time.ts'
import { nameOf } from './core/nameOf.ts'

type Said =
  | { act: 'ring'; roundCallId: RoundCall['roundCallId'] }
  | { act: 'assign'; roundCallId: RoundCall['roundCallId']; staffId: StaffId }
type RowProps = {
  one: RoundCall
  round: Round
  me: Me
  isOff: boolean
  onSay: (change: Said) => void
  onSkip: () => void
}

/** One person of the round: why, by when, who rings, and what came of it. */
export function RoundRow({ one, round, me, isOff, onSay, onSkip }: RowProps) {
  const { roundCallId, why, discharge, assigned, task, skipped } = one
  const [isChoosing, choose] = useState(false)
  const standsId = `round-${roundCallId}`
  useFocusIfGone(standsId, 'li')
  const name = nameOf(one)
  const isAgain = task !== null && reachedNobody(task)
  const isOver = skipped !== null || (task?.isDone === true && !isAgain)
  const late = discharge && !isOver ? secondsBetween(discharge.dueAt, round.at) : 0
  return (
    <li className={`app-shift__row ${late > 0 ? 'app-shift__row--broken' : ''}`}>
      <div className="app-shift__head" id={standsId} tabIndex={-1}>
        <b>{name}</b>
        {skipped ? (
          <Tag>Skipped</Tag>
        ) : task ? (
          <Tag tone={isAgain ? 'caution' : task.isDone ? 'well' : 'action'}>{taskStands(task, me)}</Tag>
        ) : (
          <Tag tone="caution">To ring</Tag>
        )}
        {late > 0 ? (
          <b className="app-numbers">
            <span aria-hidden="true">■ </span>
            {inWordsDuration(late)} late
          </b>
        ) : null}
      </div>
      <p className="app-small">{why.map(reason => roundReasons[reason].text).join(' · ')}</p>
      {discharge ? (
        <p className="app-small">
          Discharged on {showDay(discharge.on)}.{' '}
          {isOver ? null : (
            <>
              Ring by {showMoment(discharge.dueAt)}. In the call the record says what was not gone through
              since: confirm what is still right.
            </>
          )}
        </p>
      ) : null}
      {skipped ? (
        <p className="app-small">
          {skipped.because} <span className="app-quiet">{skipped.by}</span>
        </p>
      ) : null}
      {task?.isDone ? <p className="app-small">{resultWords(task.result)}</p> : null}
      {task && !task.isDone ? (
        <a
          href={`/#look=task/${task.taskId}`}
          target="goldthread-console"
          aria-label={`Open on the console: ${name}`}
        >
          Open on the console
        </a>
      ) : null}
      {(!task || isAgain) && !skipped ? (
        <>
          {isChoosing ? (
            <Select
              label={`Who rings ${name}`}
              value={assigned?.staffId ?? ''}
              choices={round.nurses.map(nurse => ({
                value: nurse.staffId as string,
                says: nurse.staffId === me.staffId ? `${nurse.name} (you)` : nurse.name,
              }))}
              onChange={staffId => {
                if (staffId && !isOff) onSay({ act: 'assign', roundCallId, staffId: StaffId.parse(staffId) })
              }}
            />
          ) : null}
          <div className="app-row">
            <Button
              size="small"
              look="primary"
              disabled={isOff}
              aria-label={`${isAgain ? 'Ring again' : 'Put it on the board'}: ${name}`}
              onClick={() => onSay({ act: 'ring', roundCallId })}
            >
              {isAgain ? 'Ring again' : 'Put it on the board'}
            </Button>
            <Button
              size="small"
              look="quiet"
              aria-expanded={isChoosing}
              aria-label={`Who rings: ${name}`}
              onClick={() => choose(!isChoosing)}
            >
              {assigned
                ? assigned.staffId === me.staffId
                  ? 'You ring…'
                  : `${assigned.name} rings…`
                : 'Who rings…'}
            </Button>
            <Button size="small" look="quiet" disabled={isOff} aria-label={`Skip: ${name}`} onClick={onSkip}>
              Skip…
            </Button>
          </div>
        </>
      ) : null}
    </li>
  )
}

function taskStands(task: NonNullable<RoundCall['task']>, me: Me): string {
  const { isDone, isCalled, owner } = task
  if (reachedNobody(task)) return 'To ring again'
  if (isDone) return 'Closed'
  if (isCalled) return 'Being rung'
  return `To be rung by ${owner ? nameTo(owner, me) : 'the desk'}`
}

function nameTo({ staffId, name }: { staffId: StaffId; name: string }, me: Me): string {
  return staffId === me.staffId ? 'you' : name
}

function resultWords(result: string | null): string {
  const known = TaskResult.safeParse(result)
  return known.success ? TASK_RESULT_WORDS[known.data] : 'Closed'
}
