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
      /** A death is on that record: it is this person's, whichever of their records tells of it. */
      hasDied: z.boolean(),
    }),
  ),
})
export type RecordMarks = z.infer<typeof RecordMarks>

/** Whether another record of the person tells of their death. */
export function hasDiedElsewhere({ linked }: RecordMarks): boolean {
  return linked.some(({ hasDied }) => hasDied)
}

export const NO_MARKS: RecordMarks = { disputed: null, linked: [] }
