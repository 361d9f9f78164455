import { z } from 'zod'
import { PatientId } from './ids.ts'
import { NhsNumber } from './nhsNumber.ts'
import { E164 } from './phoneNumber.ts'
import { PersonName, Postcode } from './record/who.ts'
import { line } from './text.ts'
import { LocalDate } from './time.ts'

/** What somebody is known by before there is a record of them: of a referral, of a row of a list. Everything may be missing. */
export const IdentifyingFacts = z.strictObject({
  name: PersonName.optional(),
  birthDate: LocalDate.optional(),
  nhsNumber: NhsNumber.optional(),
  addressLines: z.array(line(70)).max(5).optional(),
  postcode: Postcode.optional(),
  phones: z.array(E164).max(10).optional(),
  gpPractice: line(120).optional(),
  carers: z.array(line(200)).max(10).optional(),
})
export type IdentifyingFacts = z.infer<typeof IdentifyingFacts>

/** How a cell compares with the first column: the same, written otherwise and one name, not the same, or there is nothing to compare. */
export const CellMark = z.enum(['first', 'same', 'like', 'differs', 'nothing'])
export type CellMark = z.infer<typeof CellMark>

/** A piece of a value; `differs` where the first column does not have it. */
export const Part = z.strictObject({ text: z.string(), differs: z.boolean() })
export type Part = z.infer<typeof Part>

/** `says`: how a value that is like the first column's is like it. */
const Cell = z.strictObject({
  mark: CellMark,
  lines: z.array(z.array(Part)),
  says: z.string().optional(),
})

/** Two or three persons held against each other, one row for each identifying fact. The first column is what the others are compared with. */
export const SideBySide = z.strictObject({
  people: z.array(
    z.strictObject({
      /** Null for what was typed and is no record yet. */
      patientId: PatientId.nullable(),
      label: z.string(),
      /** 'Has died', 'Provisional': what must not be overlooked, in words. */
      notes: z.array(z.string()),
    }),
  ),
  rows: z.array(z.strictObject({ what: z.string(), cells: z.array(Cell) })),
})
export type SideBySide = z.infer<typeof SideBySide>
