import { isAlarmed, safetyWords } from '#client/board/core/outOnVisits.ts'
import { needsTheLine } from '#client/board/core/teamTasks.ts'
import { ownerWords, taskWords } from '#client/board/core/words.ts'
import { heldBy, toldOf, whatWasSaid, whereItIs } from '#client/dispatch/teamTaskWords.ts'
import { inWordsDuration } from '#client/ui/core/duration.ts'
import { showMoment } from '#client/ui/core/when.ts'
import type { PatientId, StaffId } from '#shared/ids.ts'
import type { OpenRow } from '#shared/shift.ts'
import { workKinds } from '#shared/teamWork.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'

export type OpenWords = {
  id: string
  who: string
  clock: string
  /** Lines below, what matters most first. */
  more: string[]
  tone: 'broken' | 'soon' | 'in_time'
  /** Where the console opens it. */
  look: string
  /** Not closed after 24 hours. */
  isDayOld: boolean
  /** Whom one could watch: somebody who lives. */
  patientId: PatientId | null
}

const SOON_S = 900

/** A row of what is open, as the board says it: nothing of whom it is about. */
export function openWords(row: OpenRow, now: Instant, me: StaffId): OpenWords {
  const { dueAt, raisedAt, hasDied, patientId } = row.kind === 'task' ? row.task : row.teamTask
  const left = secondsBetween(now, dueAt)
  const isThere = row.kind === 'team_task' && row.teamTask.state === 'arrived'
  const missed = row.kind === 'team_task' ? (row.teamTask.outs ?? []).filter(isAlarmed) : []
  const needs = missed.length > 0 || (row.kind === 'team_task' ? needsTheLine(row.teamTask, now) : left < 0)
  const said = row.kind === 'task' ? lineOwes(row.task, me) : teamIsAsked(row.teamTask, now, me)
  return {
    ...said,
    // By when it was raised two that are alike are told apart: whom they are about stands on no list.
    more: [
      ...missed.map(out => `${out.name}: ${safetyWords(out)}`),
      ...said.more,
      `Since ${showMoment(raisedAt, now)}`,
    ],
    clock: isThere ? 'there' : left < 0 ? `${inWordsDuration(-left)} late` : `in ${inWordsDuration(left)}`,
    tone: needs ? 'broken' : !isThere && left < SOON_S ? 'soon' : 'in_time',
    patientId: hasDied ? null : patientId,
    isDayOld: secondsBetween(raisedAt, now) >= 86_400,
  }
}

type Said = Pick<OpenWords, 'id' | 'who' | 'more' | 'look'>

function lineOwes(task: Extract<OpenRow, { kind: 'task' }>['task'], me: StaffId): Said {
  const { act, why, number } = taskWords(task)
  const about = task.kind === 'verify_death' || task.kind === 'tell_services' ? why : `${number} · ${why}`
  return {
    id: task.taskId,
    who: act,
    more: [task.hasDied ? `${about} · the person has died` : about, ownerWords(task, me)],
    look: `task/${task.taskId}`,
  }
}

function teamIsAsked(
  task: Extract<OpenRow, { kind: 'team_task' }>['teamTask'],
  now: Instant,
  me: StaffId,
): Said {
  const more = [
    task.hasDied ? 'The person has died' : null,
    whatWasSaid(task),
    toldOf(task),
    heldBy(task, me),
  ].filter(Boolean)
  return {
    id: task.teamTaskId,
    who: `${task.urgency} ${workKinds[task.kind].text}`,
    more: [whereItIs(task, now), more.join(' · ')].filter(words => words !== ''),
    look: `team_task/${task.teamTaskId}`,
  }
}
