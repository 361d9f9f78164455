import { spokenDate } from '#client/calls/core/spokenDate.ts'
import { nhsDigits, nhsNumberFault } from '#shared/nhsNumber.ts'

/** What somebody types who looks for a person whose record is not open to her yet. */
export type FindForm = { nhsNumber: string; name: string; birthDate: string }
export const NOTHING_TYPED: FindForm = { nhsNumber: '', name: '', birthDate: '' }

type Query = { nhsNumber?: string; name?: string; birthDate?: string }
export type Judged =
  | { kind: 'ready'; query: Query }
  | { kind: 'wanting'; errors: { id: string; says: string }[] }

/** Only who knows the person finds them: by the NHS number, or by both names and the birth date. */
export function judgeFinding({ nhsNumber, name, birthDate }: FindForm, thisYear: number): Judged {
  const digits = nhsDigits(nhsNumber)
  const fault = digits ? nhsNumberFault(nhsNumber) : undefined
  const words = name.trim().split(/\s+/).filter(Boolean)
  const date = spokenDate(birthDate, thisYear)
  const errors = [
    ...(fault === undefined ? [] : [{ id: 'find-nhsNumber', says: fault }]),
    ...(birthDate.trim() && !date
      ? [{ id: 'find-birthDate', says: 'Type the birth date day first, like 14 5 1955.' }]
      : []),
    ...(!digits && words.length < 2
      ? [{ id: 'find-name', says: 'Type the NHS number, or first name, family name and birth date.' }]
      : []),
    ...(!digits && words.length >= 2 && !birthDate.trim()
      ? [{ id: 'find-birthDate', says: 'Type the birth date as well: many people share a name.' }]
      : []),
  ]
  if (errors.length > 0) return { kind: 'wanting', errors }
  return {
    kind: 'ready',
    query: {
      ...(digits ? { nhsNumber: digits } : {}),
      ...(words.length > 0 ? { name: words.join(' ') } : {}),
      ...(date ? { birthDate: date } : {}),
    },
  }
}
