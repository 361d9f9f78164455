import { placeIn } from '#client/calls/core/said.ts'
import { spokenDate } from '#client/calls/core/spokenDate.ts'
import { nhsDigits, nhsNumberFault } from '#shared/nhsNumber.ts'

/** What somebody types who looks for a person whose record is not open to her yet. */
export type FindForm = { nhsNumber: string; name: string; birthDate: string; address: string; phone: string }
export const NOTHING_TYPED: FindForm = { nhsNumber: '', name: '', birthDate: '', address: '', phone: '' }

export type FindQuery = {
  nhsNumber?: string
  name?: string
  birthDate?: string
  street?: string
  postcode?: string
  phone?: string
}
export type Judged =
  | { kind: 'ready'; query: FindQuery }
  | { kind: 'wanting'; errors: { id: string; says: string }[] }

/** Whom one looks after is found by anything; of anybody else the server asks for the NHS number, or both names and birth date. */
export function judgeFinding(form: FindForm, thisYear: number): Judged {
  const { nhsNumber, name, birthDate } = form
  const address = form.address.trim()
  const phone = form.phone.trim()
  const digits = nhsDigits(nhsNumber)
  const fault = digits ? nhsNumberFault(nhsNumber) : undefined
  const words = name.trim().split(/\s+/).filter(Boolean)
  const date = spokenDate(birthDate, thisYear)
  const errors = [
    ...(fault === undefined ? [] : [{ id: 'find-nhsNumber', says: fault }]),
    ...(birthDate.trim() && !date
      ? [
          {
            id: 'find-birthDate',
            says: 'There is no such day. Type the birth date day first, like 14 5 1955.',
          },
        ]
      : []),
    ...(!digits && words.length === 0 && !birthDate.trim() && !address && !phone
      ? [
          {
            id: 'find-nhsNumber',
            says: 'Type an NHS number, a name, a birth date, an address or a telephone number.',
          },
        ]
      : []),
  ]
  if (errors.length > 0) return { kind: 'wanting', errors }
  return {
    kind: 'ready',
    query: {
      ...(digits ? { nhsNumber: digits } : {}),
      ...(words.length > 0 ? { name: words.join(' ') } : {}),
      ...(date ? { birthDate: date } : {}),
      ...(address ? placeIn(address) : {}),
      ...(phone ? { phone } : {}),
    },
  }
}
