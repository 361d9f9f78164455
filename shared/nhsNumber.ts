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

/**
 * The digits of an NHS number in any spelling: '999 000 0018', '999-000-0018', 'NHS no. 9990000018'. What is
 * neither a gap nor a digit stays, so that it is noticed.
 */
export function nhsDigits(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/^\s*NHS\s*(number|no\.?)?\s*[:#]?/i, '')
    .replace(/[\s.,:/()\u00AD\u2010-\u2015-]/g, '')
}

/**
 * Why that is no NHS number, and what to ask for; undefined when it is one. The last digit follows from the nine before it, so
 * that one wrong digit, or two that changed places, are always noticed.
 * Source: NHS Data Dictionary, NHS NUMBER.
 */
export function nhsNumberFault(text: string): string | undefined {
  const digits = nhsDigits(text)
  if (isNhsNumber(digits)) return undefined
  if (!/^\d+$/.test(digits)) return 'An NHS number has ten digits and nothing else.'
  if (digits.length !== 10)
    return `That has ${digits.length} ${digits.length === 1 ? 'digit' : 'digits'}; an NHS number has ten.`
  return 'These ten digits do not fit: one is wrong, or two have changed places.'
}

/** Ten digits without spaces. Refuses a wrong check digit: a slip of the tongue or the finger. */
export const NhsNumber = z.string().transform((text, context) => {
  const fault = nhsNumberFault(text)
  if (fault !== undefined) context.addIssue({ code: 'custom', message: fault })
  return nhsDigits(text)
})

/** '9990000018' as people read it aloud: '999 000 0018'. */
export function showNhsNumber(digits: string): string {
  return `${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`
}
