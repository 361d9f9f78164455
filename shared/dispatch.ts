import { z } from 'zod'
import { CallId, PatientId, StaffId, TaskId, TeamTaskId } from './ids.ts'
import { E164 } from './phoneNumber.ts'
import { Instant } from './time.ts'

/** What is owed to somebody. Visits by community teams join this list with the next issues. Five of them follow a death. */
export const TaskKind = z.enum([
  'call_back_abandoned',
  'call_back_requested',
  'hear_voicemail',
  'call_back_promised',
  'write_up_on_call',
  'verify_death',
  'tell_services',
  'bereavement_day',
  'bereavement_weeks',
  'bereavement_months',
  'ring_round',
  'after_visit',
])
export type TaskKind = z.infer<typeof TaskKind>

/** Rings to those who are left: each is made good or declined by an answer of its own. */
export const BEREAVEMENT_KINDS = ['bereavement_day', 'bereavement_weeks', 'bereavement_months'] as const
export type BereavementKind = (typeof BEREAVEMENT_KINDS)[number]
export function isBereavement(kind: TaskKind): kind is BereavementKind {
  return (BEREAVEMENT_KINDS as readonly TaskKind[]).includes(kind)
}

/** Somebody is to be rung, because they asked for it, hung up waiting, or were promised it. */
export const CALL_BACK_KINDS = ['call_back_abandoned', 'call_back_requested', 'call_back_promised'] as const
function isCallBack(kind: TaskKind): boolean {
  return (CALL_BACK_KINDS as readonly TaskKind[]).includes(kind)
}

export const TaskState = z.enum(['open', 'taken', 'done'])
export type TaskState = z.infer<typeof TaskState>

/** A task as the board shows it. Its owner is the line's desk until a nurse takes it: never nobody. */
export const BoardTask = z.object({
  taskId: TaskId,
  version: z.int(),
  kind: TaskKind,
  state: TaskState,
  callId: CallId.nullable(),
  from: E164.nullable(),
  raisedAt: Instant,
  dueAt: Instant,
  owner: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('desk') }),
    z.object({ kind: z.literal('nurse'), staffId: StaffId, name: z.string() }),
  ]),
  /** Set once a person was confirmed; the name is fetched through the audited door, never here. */
  patientId: PatientId.nullable(),
  /** Another record of this person is the one that is written to: that one. */
  keptAt: PatientId.optional(),
  /** They have died: whoever rings does not ask for them by name. */
  hasDied: z.boolean().optional(),
  recordingSid: z.string().nullable(),
  /** They had been answered, and the line was lost: with whom they talked last, and until when. */
  cutOff: z.object({ staffId: StaffId, name: z.string(), at: Instant }).optional(),
  /** Whole seconds the caller waited before giving up, since the line was lost if it was; or the length of a message. */
  seconds: z.int().nullable(),
  tries: z.int(),
  /** Of a call that is owed after a visit: which team task it was. */
  afterTeamTask: TeamTaskId.optional(),
  /** Of a promise that another call back is to answer too: which one, and who said so to her caller. */
  answeredBy: z.object({ taskId: TaskId, promisedBy: z.string() }).optional(),
})
export type BoardTask = z.infer<typeof BoardTask>

/**
 * Whether this call back stands for a promise that it is to answer too: as long as it is one, about the same person, and nobody has taken
 * the promise by itself. From then on the promise is owed beside it. `isToBeMade` in owedAboutStore.ts asks the same of a row.
 */
export function answersToo(task: BoardTask | undefined, promise: BoardTask): boolean {
  return (
    task !== undefined &&
    task.taskId === promise.answeredBy?.taskId &&
    task.state !== 'done' &&
    isCallBack(task.kind) &&
    promise.state === 'open' &&
    promise.kind === 'call_back_promised' &&
    isAboutOnePerson(task, promise)
  )
}

/** Also by two records of theirs, which are linked. */
function isAboutOnePerson(one: BoardTask, other: BoardTask): boolean {
  return one.patientId !== null && recordKeptOf(one) === recordKeptOf(other)
}

/** Of the records of whom a task is about, the one that is written to. */
export function recordKeptOf({ patientId, keptAt }: BoardTask): PatientId | null {
  return keptAt ?? patientId
}

/** How a task was closed. A task is closed by reaching someone, or by a reason that is kept. */
export const TaskResult = z.enum([
  'reached',
  'answered_by_later_call',
  'not_reached_three_times',
  'no_number',
  'not_needed',
])
export type TaskResult = z.infer<typeof TaskResult>
