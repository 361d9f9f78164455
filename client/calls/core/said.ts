import type { Identifier, Said } from '#shared/calls.ts'
import { nhsDigits, nhsNumberFault } from '#shared/nhsNumber.ts'
import { SoughtPostcode } from '#shared/record/who.ts'
import { spokenDate } from './spokenDate.ts'

/** What the nurse typed of what the caller said, as it stands in the fields. */
export type SaidForm = {
  name: string
  birthDate: string
  address: string
  nhsNumber: string
  phrase: string
  phone: string
}
export const NOTHING_SAID: SaidForm = {
  name: '',
  birthDate: '',
  address: '',
  nhsNumber: '',
  phrase: '',
  phone: '',
}

/** Whether the fields say the same, so that what was found by the one still holds of the other. */
export function isSameSaid(one: SaidForm, other: SaidForm): boolean {
  const fields = Object.keys(NOTHING_SAID) as (keyof SaidForm)[] // keys of a const object
  return fields.every(field => one[field].trim() === other[field].trim())
}

export type SaidErrors = Partial<Record<keyof SaidForm, string>>

/** What is wrong with what was typed, before it is held against anybody. */
export function saidErrors(form: SaidForm, thisYear: number): SaidErrors {
  const errors: SaidErrors = {}
  if (form.birthDate.trim() && !spokenDate(form.birthDate, thisYear))
    errors.birthDate = 'There is no such day. Type the birth date day first, like 14 5 1955.'
  const fault = form.nhsNumber.trim() ? nhsNumberFault(form.nhsNumber) : undefined
  if (fault !== undefined) errors.nhsNumber = fault
  return errors
}

/** What the caller said, for the server to hold against the record. Empty fields are left out: nothing was said. */
export function saidFrom(form: SaidForm, thisYear: number): Said {
  const birthDate = spokenDate(form.birthDate, thisYear)
  return {
    ...filled('name', form.name),
    ...(birthDate ? { birthDate } : {}),
    ...filled('address', form.address),
    ...filled('nhsNumber', nhsDigits(form.nhsNumber)),
    ...filled('phrase', form.phrase),
  }
}

/**
 * The same words as a search among everybody: an address counts by its postcode, or by as much of one as was said, and without one as
 * a street.
 */
export function searchFrom(form: SaidForm, thisYear: number) {
  const { name, birthDate, address, nhsNumber } = saidFrom(form, thisYear)
  return {
    ...(name ? { name } : {}),
    ...(birthDate ? { birthDate } : {}),
    ...(nhsNumber ? { nhsNumber } : {}),
    ...(address ? placeIn(address) : {}),
    ...filled('phone', form.phone),
  }
}

/** The postcode within an address, or as much of one as it is: sector or district. Undefined for a street. */
export function postcodeIn(address: string): string | undefined {
  const whole = /[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}/i.exec(address)?.[0]
  if (whole) return whole
  return SoughtPostcode.safeParse(address).success ? address : undefined
}

/** An address as it is searched by: its postcode, or as much of one as there is; without one the street. */
export function placeIn(address: string): { street: string } | { postcode: string } {
  const postcode = postcodeIn(address)
  return postcode === undefined ? { street: address } : { postcode }
}

function filled<Name extends string>(name: Name, text: string): Partial<Record<Name, string>> {
  const trimmed = text.trim()
  // One key with one value; TypeScript widens a computed key to any string.
  return trimmed === '' ? {} : ({ [name]: trimmed } as Record<Name, string>)
}

export const IDENTIFIER_WORDS: Readonly<Record<Identifier, string>> = {
  name: 'Name',
  birth_date: 'Birth date',
  address: 'Address',
  nhs_number: 'NHS number',
  phrase: 'Agreed phrase',
}
