import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { E164 } from '#shared/phoneNumber.ts'

/** '07700 900123', '0044 (0)7700 900 123' and '+447700900123' are one number; undefined when it cannot be a number. */
export function phoneInAnySpelling(text: string): E164 | undefined {
  const withoutTrunkZero = text.replace(/\(\s*0\s*\)/g, '')
  return E164.safeParse(parsePhoneNumberFromString(withoutTrunkZero, 'GB')?.number).data
}

/**
 * A British number has ten digits after +44; some old ones that begin with 1 or 800 have nine.
 * Source: Ofcom, National Telephone Numbering Plan, Part B.
 */
const BRITISH = /^\+44([1-9]\d{9}|1\d{8}|800\d{6})$/

/** Whether it has as many digits as numbers of its country have: one that lost a digit would never ring anywhere. */
export function isWholeNumber(number: E164): boolean {
  const isLikely = parsePhoneNumberFromString(number)?.isPossible() ?? false
  return isLikely && (!number.startsWith('+44') || BRITISH.test(number))
}
