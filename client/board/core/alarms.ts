import { overdue } from '#client/calls/core/overdue.ts'
import type { Board } from '#client/live/core/board.ts'
import type { BoardAnswer } from '#shared/answers.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import type { Me } from '#shared/staff.ts'
import type { BoardTeamTask } from '#shared/teamTasks.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'
import { waitingAnswers } from './answers.ts'
import { callOf, nearness, owedTasks } from './lists.ts'
import { isAlarmed, isForThePolice, type OutRow, outOnVisits } from './outOnVisits.ts'
import { lacksSecond, openTeamTasks } from './teamTasks.ts'

/** While a broken promise is nobody's it is heard again after this long. Source: telephony guide 2.2 (paging of messages). */
export const AGAIN_AFTER_S = 5 * 60

/**
 * What this console chimes for now, each under a name of its own: a name that was not there before is one chime. While she
 * talks there are none, and what began meanwhile is heard afterwards; while her outcome waits there is only her own.
 */
export function alarmsFor(board: Board, me: Pick<Me, 'staffId' | 'role'>, at: Instant): string[] {
  const own = callOf(board.calls, me.staffId)
  const isLead = me.role === 'shift_lead'
  const calls = [...board.calls.values()].flatMap(call => {
    const what = overdue(call, at)
    const isMine = call.callId === own?.callId
    return what && (isMine || (isLead && what !== 'outcome_slow'))
      ? [{ isMine, name: `${what}/${call.callId}` }]
      : []
  })
  // Told to who leads, and once: she may be the only other grown-up who knows.
  const ofChildren = [...board.calls.values()].flatMap(({ callId, isFromChild }) =>
    isFromChild && isLead && callId !== own?.callId ? [`child/${callId}`] : [],
  )
  const inDanger = outOnVisits(board.teamTasks).flatMap(out => ofSafety(out, at))
  // Somebody may be hurt: it is the one thing that is heard in mid-call too.
  const now = inDanger.flatMap(({ isNow, name }) => (isNow ? [name] : []))
  if (own)
    return [
      ...ofChildren,
      ...now,
      ...(own.state === 'wrapup' ? calls.flatMap(({ isMine, name }) => (isMine ? [name] : [])) : []),
    ]
  return [
    ...ofChildren,
    ...inDanger.map(({ name }) => name),
    ...calls.map(({ name }) => name),
    ...owedTasks(board.tasks).flatMap(task => ofTask(task, me, at)),
    ...openTeamTasks(board.teamTasks).flatMap(task => ofTeamTask(task, me, at)),
    ...waitingAnswers(board.answers).map(answer => ofAnswer(answer, at)),
  ]
}

/** Near, broken, and again while it is broken: for everybody what nobody took, for its nurse hers, for a shift lead all. */
function ofTask(task: BoardTask, { staffId, role }: Pick<Me, 'staffId' | 'role'>, at: Instant): string[] {
  const near = nearness(task.dueAt, at)
  if (near === 'in_time') return []
  if (near === 'soon') return [`soon/${task.taskId}`]
  const again = Math.floor(secondsBetween(task.dueAt, at) / AGAIN_AFTER_S)
  const isHers = task.owner.kind === 'desk' || task.owner.staffId === staffId || role === 'shift_lead'
  return isHers ? [`broken/${task.taskId}/${again}`] : []
}

/** Who is asked for by 999 is heard again after so long, and who was not heard of. Seconds. */
const SAFETY_AGAIN_S = { now: 30, soon: 120 } as const

/** The same where the board is not: on the page of the shift. */
export function alarmsOfOuts(outs: readonly OutRow[], at: Instant): string[] {
  return outs.flatMap(out => ofSafety(out, at)).map(({ name }) => name)
}

/** Each step of somebody who was not heard of, and again for as long as nobody knows that they are safe: for everybody. */
function ofSafety(out: OutRow, at: Instant): { isNow: boolean; name: string }[] {
  if (!isAlarmed(out)) return []
  const isNow = isForThePolice(out) && !out.isMistaken
  const since = out.helpAt ?? out.by
  const again = Math.max(0, Math.floor(secondsBetween(since, at) / SAFETY_AGAIN_S[isNow ? 'now' : 'soon']))
  return [{ isNow, name: `not_safe/${out.teamTaskId}/${out.taking}/${out.step}/${again}` }]
}

/** What nobody could use by a rule is everybody's until somebody has seen to it: heard at once, and again while it waits. */
function ofAnswer({ answerId, at }: BoardAnswer, now: Instant): string {
  return `answer/${answerId}/${Math.max(0, Math.floor(secondsBetween(at, now) / AGAIN_AFTER_S))}`
}

/**
 * A team that says no is heard by who sees to it; that nobody accepts, by shift leads, and by everybody while nobody sees to it; that it is
 * late, as what is owed. Each once, and late again while it is.
 */
function ofTeamTask(
  task: BoardTeamTask,
  { staffId, role }: Pick<Me, 'staffId' | 'role'>,
  at: Instant,
): string[] {
  const { owner, before, alerted, teamTaskId, state, dueAt } = task
  const isHers = owner.kind === 'desk' || owner.staffId === staffId
  const isLead = role === 'shift_lead'
  const isLate = dueAt < at && state !== 'arrived' && state !== 'on_hold'
  const again = Math.floor(secondsBetween(dueAt, at) / AGAIN_AFTER_S)
  const isWithLine = owner.kind !== 'responder' || lacksSecond(task)
  return [
    ...(isWithLine && before && isHers ? [`said_no/${teamTaskId}/${before.at}`] : []),
    ...(isWithLine && alerted !== 'nobody' && (isHers || isLead)
      ? [`nobody_accepts/${teamTaskId}/${alerted}`]
      : []),
    ...(state === 'no_access' ? [`no_access/${teamTaskId}`] : []),
    ...(isLate && (isHers || isLead || !isWithLine) ? [`team_late/${teamTaskId}/${again}`] : []),
  ]
}
