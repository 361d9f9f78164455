import { overdue } from '#client/calls/core/overdue.ts'
import type { Board } from '#client/live/core/board.ts'
import type { BoardAnswer } from '#shared/answers.ts'
import type { BoardCall } from '#shared/calls.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import type { Me } from '#shared/staff.ts'
import type { BoardTeamTask } from '#shared/teamTasks.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'
import { waitingAnswers } from './answers.ts'
import { callOf, nearness, owedTasks } from './lists.ts'
import { isAlarmed, isCalling, type OutRow, outOnVisits } from './outOnVisits.ts'
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
  const ofChildren = childrenFor(board, me).map(({ callId }) => `child/${callId}`)
  if (own)
    return [
      ...ofChildren,
      ...(own.state === 'wrapup' ? calls.flatMap(({ isMine, name }) => (isMine ? [name] : [])) : []),
    ]
  return [
    ...ofChildren,
    ...outOnVisits(board.teamTasks).flatMap(out => ofSafety(out, me, at)),
    ...calls.map(({ name }) => name),
    ...owedTasks(board.tasks).flatMap(task => ofTask(task, me, at)),
    ...openTeamTasks(board.teamTasks).flatMap(task => ofTeamTask(task, me, at)),
    ...waitingAnswers(board.answers).map(answer => ofAnswer(answer, at)),
  ]
}

/** Children who are calling somebody else. Told to who leads, and once: she may be the only other grown-up who knows. */
export function childrenFor({ calls }: Board, { staffId, role }: Pick<Me, 'staffId' | 'role'>): BoardCall[] {
  const own = callOf(calls, staffId)
  return role === 'shift_lead'
    ? [...calls.values()].filter(({ callId, isFromChild }) => isFromChild && callId !== own?.callId)
    : []
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

/** Who was not heard of is heard again after so long. Seconds. */
const SAFETY_AGAIN_S = 120

/** The same where the board is not: on the page of the shift, where nobody is reminded of what somebody sees to. */
export function alarmsOfOuts(outs: readonly OutRow[], at: Instant): string[] {
  return outs.flatMap(out => ofSafety(out, null, at))
}

/**
 * Each step of somebody who was not heard of, and again for as long as nobody knows that they are safe: for everybody, and once somebody has
 * said that they see to it, for that one, and for all when 999 is asked for. A call for help has a sound of its own.
 */
function ofSafety(out: OutRow, me: Pick<Me, 'staffId'> | null, at: Instant): string[] {
  if (!isAlarmed(out) || isCalling(out)) return []
  const name = `not_safe/${out.teamTaskId}/${out.taking}/${out.step}`
  if (out.seenTo && out.seenTo.staffId !== me?.staffId)
    return out.step === 'police' && !out.rung999 ? [name] : []
  const since = out.helpAt ?? out.by
  return [`${name}/${Math.max(0, Math.floor(secondsBetween(since, at) / SAFETY_AGAIN_S))}`]
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
