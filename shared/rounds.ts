import { z } from 'zod'
import type { TaskResult } from './dispatch.ts'
import { CommandId, PatientId, RoundCallId, StaffId, TaskId } from './ids.ts'
import { type Choice, oneOf } from './record/coded.ts'
import { longText } from './text.ts'
import { Instant, LocalDate } from './time.ts'

/** Why somebody is rung. Source: domain guide 7.1.14, before surgeries shut, for weekends double the load; 5.3.6, after a discharge. */
export const roundReasons = {
  dying: { text: 'Dying' },
  unstable: { text: 'Unstable' },
  chart_ends: { text: 'The chart ends before the next weekend or bank holiday is over' },
  medicines_expire: { text: 'Medicines expire before the next weekend or bank holiday is over' },
  stock_out: { text: 'A just-in-case medicine is used up' },
  discharged: { text: 'Discharged from hospital or hospice' },
  no_carer: { text: 'Getting worse, and no main carer is known' },
} as const satisfies Record<string, Choice>
export const RoundReason = oneOf(roundReasons)
export type RoundReason = z.infer<typeof RoundReason>

export const RoundCall = z.object({
  roundCallId: RoundCallId,
  patientId: PatientId,
  initials: z.string(),
  birthMonth: z.string().nullable(),
  why: z.array(RoundReason),
  /** Home again since, and by when they are to be rung for that; null: rung before surgeries shut. A server of yesterday does not say it. */
  discharge: z.object({ on: LocalDate, dueAt: Instant }).nullable().default(null),
  assigned: z.object({ staffId: StaffId, name: z.string() }).nullable(),
  /** What is owed for it, from when it was put on the board: open until it is closed. */
  task: z
    .object({
      taskId: TaskId,
      isDone: z.boolean(),
      result: z.string().nullable(),
      /** Who is to ring; null: the desk. A server of yesterday does not say it. */
      owner: z.object({ staffId: StaffId, name: z.string() }).nullable().default(null),
      /** A call about it is up at this moment. */
      isCalled: z.boolean().default(false),
    })
    .nullable(),
  skipped: z.object({ by: z.string(), because: z.string() }).nullable(),
})
export type RoundCall = z.infer<typeof RoundCall>

const NOBODY_REACHED: readonly string[] = ['not_reached_three_times', 'no_number'] satisfies TaskResult[]

/** Closed, and nobody was spoken to: they may be put on the board once more. */
export function reachedNobody(task: { isDone: boolean; result: string | null }): boolean {
  return task.isDone && NOBODY_REACHED.includes(task.result ?? '')
}

export const Round = z.object({
  at: Instant,
  day: LocalDate,
  /** The last day on which surgeries are shut, of the closure that comes next. */
  closedUntil: LocalDate,
  calls: z.array(RoundCall),
  nurses: z.array(z.object({ staffId: StaffId, name: z.string() })),
})
export type Round = z.infer<typeof Round>

export const ChangeRound = z.discriminatedUnion('act', [
  /** Draws up the round of today: whoever is on it already stays as they are. */
  z.strictObject({ act: z.literal('draw'), commandId: CommandId }),
  z.strictObject({
    act: z.literal('assign'),
    commandId: CommandId,
    roundCallId: RoundCallId,
    staffId: StaffId,
  }),
  /** It is owed from now on by whoever was chosen, or else whoever says so, and rung from the console. */
  z.strictObject({ act: z.literal('ring'), commandId: CommandId, roundCallId: RoundCallId }),
  z.strictObject({
    act: z.literal('skip'),
    commandId: CommandId,
    roundCallId: RoundCallId,
    because: longText(300),
  }),
])
export type ChangeRound = z.infer<typeof ChangeRound>
