import { z } from 'zod'
import { Standing } from './access.ts'
import { DoorKept } from './doors.ts'
import { CommandId, ItemId, StaffId, TeamTaskId } from './ids.ts'
import { SharedCalls } from './outcomes.ts'
import { oneOf } from './record/coded.ts'
import { LedgerLine } from './record/ledger.ts'
import { doseBenefits } from './record/medicines.ts'
import { Me } from './staff.ts'
import { EmergencySummary } from './summary.ts'
import { AnswerOffer, MyTeamTask, ProgressTeamTask } from './teamTasks.ts'
import { Instant } from './time.ts'

/** What a phone keeps of its own, and nothing else: parsed on its way out, as what an older version of the page wrote may be there. */

/** Something that was pressed. Its id is made once, so that however often it is sent it is done once. */
export const Act = z.object({
  commandId: CommandId,
  teamTaskId: TeamTaskId,
  /** Who pressed it: nobody else sends it. */
  of: StaffId,
  at: Instant,
  asked: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('answer'), body: AnswerOffer }),
    z.object({ kind: z.literal('progress'), body: ProgressTeamTask }),
  ]),
})
export type Act = z.infer<typeof Act>

/** What is not sent yet, in the order in which it was pressed, and what the server did not take, until it is read. */
export const Queue = z.object({
  waiting: z.array(Act),
  refused: z.array(z.object({ act: Act, because: z.string(), at: Instant })),
})
export type Queue = z.infer<typeof Queue>

/** Of whom an accepted task is: what a phone screen needs, and no more of the record. */
export const Person = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('open'),
    summary: EmergencySummary,
    doors: z.array(DoorKept).nullable(),
    calls: SharedCalls.nullable(),
    medicines: z.array(LedgerLine),
  }),
  /** Not shown to this reader, and why: of such a person nothing is kept. */
  z.object({ kind: z.literal('closed'), standing: Standing }),
])
export type Person = z.infer<typeof Person>

/** A task with what is known of it on this phone. `readAt`: when the server was asked for the person last. */
export const HeldTask = z.object({
  task: MyTeamTask,
  person: Person.nullable(),
  readAt: Instant.nullable(),
})
export type HeldTask = z.infer<typeof HeldTask>

/** The copy for when there is no signal. `heardAt`: when the server last said that it stands. */
export const Copy = z.object({ me: Me, heardAt: Instant, tasks: z.array(HeldTask) })
export type Copy = z.infer<typeof Copy>

/** A dose as it is typed. `drug`: one of the house, or OTHER, and then `other`. */
export const DoseFields = z.object({
  doseId: ItemId,
  drug: z.string(),
  other: z.string(),
  dose: z.string(),
  route: z.string(),
  time: z.string(),
  because: z.string(),
  benefit: oneOf(doseBenefits).or(z.literal('')),
})
export type DoseFields = z.infer<typeof DoseFields>

/** The end of a visit as it is typed. */
export const DoneFields = z.object({
  found: z.string(),
  done: z.string(),
  plan: z.string(),
  askOfLine: z.string(),
  review: z.object({ date: z.string(), time: z.string() }),
  doses: z.array(DoseFields),
})
export type DoneFields = z.infer<typeof DoneFields>

/** What somebody was writing when the page went. */
export const HalfDone = z.object({
  of: StaffId,
  visits: z.array(z.object({ teamTaskId: TeamTaskId, fields: DoneFields })),
})
export type HalfDone = z.infer<typeof HalfDone>
