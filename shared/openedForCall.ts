import { z } from 'zod'
import { CallerMayBe, MayBeTold } from './calls.ts'
import { DoorKept } from './doors.ts'
import { ItemId } from './ids.ts'
import { PastCall } from './outcomes.ts'
import { PastTeamTask } from './pastTeamTasks.ts'
import { RecordAtAGlance } from './record/glance.ts'
import { HalfWritten } from './record/halfWritten.ts'
import { RecordMarks } from './record/marks.ts'

/** The record of the person a call is about, for the nurse who holds it, and what its caller may hear of it. */
export const OpenedForCall = z.object({
  epoch: z.int(),
  record: RecordAtAGlance,
  marks: RecordMarks,
  mayBeTold: z.object({ level: MayBeTold, because: z.string() }),
  /** Whom of the record the caller may be, where what was said does not tell, and who was chosen, or that it is none of them. */
  callerMayBe: z.object({ chosen: ItemId.nullable(), among: z.array(CallerMayBe) }),
  /** Whether this caller may be told who has looked: the person themselves, or whom they named for it. */
  mayHearLog: z.object({ may: z.boolean(), because: z.string() }),
  /** They wanted to be off the register: only who they are and what keeps them safe is shown. */
  isMinimum: z.boolean(),
  pastCalls: z.array(PastCall),
  pastTeamTasks: z.array(PastTeamTask),
  /** Which codes there are; none of them. */
  doors: z.array(DoorKept),
  /** What this nurse began to write in this call and did not save. */
  halfWritten: z.array(HalfWritten),
})
export type OpenedForCall = z.infer<typeof OpenedForCall>
