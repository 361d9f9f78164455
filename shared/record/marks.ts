import { z } from 'zod'
import { PatientId } from '../ids.ts'
import { Instant, LocalDate } from '../time.ts'

/** What is said over a record on every page that shows it, and is no entry of it: it can be read, and nothing is hidden. */
export const RecordMarks = z.strictObject({
  /** Somebody said that this may be the wrong person's record: nothing is written on it until that is settled. */
  disputed: z
    .strictObject({ disputeId: z.uuid(), since: Instant, by: z.string(), because: z.string() })
    .nullable(),
  /** The other records of this person. */
  linked: z.array(
    z.strictObject({
      patientId: PatientId,
      name: z.string(),
      birthDate: LocalDate.nullable(),
      /** What is new is written there. */
      isKept: z.boolean(),
    }),
  ),
})
export type RecordMarks = z.infer<typeof RecordMarks>

export const NO_MARKS: RecordMarks = { disputed: null, linked: [] }
