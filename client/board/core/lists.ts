import type { BoardCall, CallState } from '#shared/calls.ts'
import { CLAIMABLE } from '#shared/calls.ts'
import { answersToo, type BoardTask } from '#shared/dispatch.ts'
import type { CallId, StaffId, TaskId } from '#shared/ids.ts'
import type { BoardNurse } from '#shared/staff.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'

type Calls = ReadonlyMap<CallId, BoardCall>
type Tasks = ReadonlyMap<TaskId, BoardTask>

const WITH_A_NURSE: readonly CallState[] = ['claimed', 'connecting', 'talking', 'reconnecting', 'wrapup']

/** Since when a caller has waited: the present spell counts, a caller who was cut off waits again. */
export function waitsSince(call: BoardCall): Instant {
  return call.waitingSince ?? call.startedAt
}

/** Callers whom nobody has taken. Whoever was cut off stands in front; then who has waited longest. */
export function waitingCalls(calls: Calls): BoardCall[] {
  return [...calls.values()]
    .filter(call => CLAIMABLE.includes(call.state) && !call.claimedBy)
    .toSorted(
      (a, b) => Number(b.wasCutOff) - Number(a.wasCutOff) || waitsSince(a).localeCompare(waitsSince(b)),
    )
}

/** Whether a call still waits for somebody to take it. */
export function isFree(calls: Calls, callId: CallId): boolean {
  const call = calls.get(callId)
  return call !== undefined && CLAIMABLE.includes(call.state) && !call.claimedBy
}

/** Callers with a nurse, and calls that still want an outcome. */
export function talkingCalls(calls: Calls): BoardCall[] {
  return [...calls.values()]
    .filter(call => WITH_A_NURSE.includes(call.state))
    .toSorted((a, b) => a.startedAt.localeCompare(b.startedAt))
}

/** What is owed, soonest promise first. A promise for which another call back stands is not there twice. */
export function owedTasks(tasks: Tasks): BoardTask[] {
  return [...tasks.values()]
    .filter(task => !answersToo(otherOf(tasks, task), task))
    .toSorted((a, b) => a.dueAt.localeCompare(b.dueAt) || a.raisedAt.localeCompare(b.raisedAt))
}

/** A call after a visit is on the board from so long before it is due: until then nobody is to ring. Seconds. */
const AFTER_VISIT_BEFORE_S = 15 * 60

/** What is owed now, and what after visits is owed later and taken by nobody: that stands with its time on the page of the shift. */
export function owedByTime(tasks: Tasks, at: Instant): { now: BoardTask[]; later: BoardTask[] } {
  const all = owedTasks(tasks)
  const isLater = ({ kind, state, dueAt }: BoardTask) =>
    kind === 'after_visit' && state === 'open' && secondsBetween(at, dueAt) > AFTER_VISIT_BEFORE_S
  return { now: all.filter(task => !isLater(task)), later: all.filter(isLater) }
}

/** The promises that this one stands for too. */
export function answeredBy(tasks: Tasks, task: BoardTask): BoardTask[] {
  return [...tasks.values()].filter(promise => answersToo(task, promise))
}

function otherOf(tasks: Tasks, { answeredBy: other }: BoardTask): BoardTask | undefined {
  return other && tasks.get(other.taskId)
}

/** The call this nurse has: from taking it until its outcome is saved. */
export function callOf(calls: Calls, me: StaffId): BoardCall | undefined {
  return talkingCalls(calls).find(call => call.claimedBy?.staffId === me)
}

/** How many other live calls come from the same number: two who ring about one person must not be told two things. */
export function othersFrom(calls: Calls, call: BoardCall): number {
  if (!call.from) return 0
  return [...calls.values()].filter(other => other.from === call.from && other.callId !== call.callId).length
}

export function readyNurses(nurses: Iterable<BoardNurse>): BoardNurse[] {
  return [...nurses].filter(nurse => nurse.state === 'ready' && nurse.heard)
}

/** A caller nobody is asked to take rings on every free console after this long. */
export const RINGS_FOR_ALL_AFTER_S = 20

/**
 * Whether this console should sound for a call: it is offered to this nurse, or has waited long with nobody taking it.
 * Never while she has a call of her own: an alarm nobody can answer is noise (hazard H14).
 */
export function ringsFor(calls: Calls, me: StaffId, at: Instant): BoardCall | undefined {
  if (callOf(calls, me)) return undefined
  const waiting = waitingCalls(calls)
  return (
    waiting.find(call => call.offeredTo.includes(me)) ??
    waiting.find(
      call => call.state !== 'greeting' && secondsBetween(waitsSince(call), at) >= RINGS_FOR_ALL_AFTER_S,
    )
  )
}

/** How near a promise is to breaking. */
export type Nearness = 'in_time' | 'soon' | 'broken'
export const SOON_S = 5 * 60
export function nearness(dueAt: Instant, at: Instant): Nearness {
  const left = secondsBetween(at, dueAt)
  if (left < 0) return 'broken'
  return left <= SOON_S ? 'soon' : 'in_time'
}
