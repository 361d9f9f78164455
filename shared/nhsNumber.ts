import { z } from 'zod'

/**
 * Whether ten digits carry a correct Modulus 11 check digit.
 * Source: NHS Data Dictionary, attribute NHS NUMBER (weights 10..2, check 11 - remainder; 10 is never issued, 11 is 0).
 */
export function isNhsNumber(digits: string): boolean {
  if (!/^\d{10}$/.test(digits)) return false
  const sum = [...digits.slice(0, 9)].reduce((total, digit, i) => total + Number(digit) * (10 - i), 0)
  const check = 11 - (sum % 11)
  return check !== 10 && Number(digits[9]) === (check === 11 ? 0 : check)
}

/** Ten digits without spaces. Refuses a wrong check digit: a slip of the tongue or the finger. */
export const NhsNumber = z
  .string()
  .transform(text => text.replace(/[\s-]/g, ''))
  .refine(isNhsNumber, 'That is not an NHS number: check the ten digits.')

/** '9990000018' as people read it aloud: '999 000 0018'. */
export function showNhsNumber(digits: string): string {
  return `${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`
}
