import { z } from 'zod'

/** A telephone number in E.164: '+' and 7 to 15 digits. */
export const E164 = z.string().regex(/^\+[1-9]\d{6,14}$/)
export type E164 = z.infer<typeof E164>

/**
 * How carriers say that a caller's number is withheld: a word, or the word spelled on a keypad as if it were a number
 * (266696687 is ANONYMOUS). Source: Twilio support article 223179988 and the TwiML voice request page.
 */
const WITHHELD_DIGITS = new Set(['266696687', '7378742833', '2562533', '8656696', '86282452253', '464'])

/**
 * The number a caller may be looked up by, or undefined when it is withheld or not a plausible number.
 * A number only ever suggests who may be calling: it is shared, borrowed and can be forged.
 */
export function callerNumber(from: string): E164 | undefined {
  const digits = from.replace(/^\+/, '')
  const withoutCountry = digits.replace(/^(1|44)(?=\d)/, '')
  if (WITHHELD_DIGITS.has(digits) || WITHHELD_DIGITS.has(withoutCountry)) return undefined
  return E164.safeParse(from).data
}

/** Mobiles of the United Kingdom: 071 to 075, 077 to 079. Never 070 (personal numbers, at any price) or 076 (pagers). */
export const isBritishMobile = (number: string): boolean => /^\+447[1-57-9]\d{8}$/.test(number)
/** Landlines of a place: 01 and 02. */
export const isBritishLandline = (number: string): boolean => /^\+44(1\d{8,9}|2\d{9})$/.test(number)
/** Numbers of no place that cost what a landline costs, or nothing: 03, 0800 and 0808. Services of the health service have them. */
const isBritishService = (number: string): boolean => /^\+44(3\d{9}|80[08]\d{6,7})$/.test(number)

/**
 * Whether a person on a call may be rung at this number: nobody may make us pay a stranger, abroad or at a special rate. Source: hazard
 * T-32; Ofcom, National Telephone Numbering Plan.
 */
export function mayBeRung(number: string): boolean {
  return isBritishMobile(number) || isBritishLandline(number) || isBritishService(number)
}

/** As it is read in Britain: '07700 900 123', '0113 496 0001', '020 7946 0001', '01632 960 001'. Others stay in E.164. */
export function showPhoneNumber(number: E164): string {
  if (!number.startsWith('+44')) return number
  const national = `0${number.slice(3)}`
  if (national.length !== 11) return national
  const [code, middle] = AREAS.find(([is]) => is.test(national))?.[1] ?? [5, 3]
  return `${national.slice(0, code)} ${national.slice(code, code + middle)} ${national.slice(code + middle)}`
}

/** How many digits stand together: area code and middle part. Source: Ofcom, National Telephone Numbering Plan, Appendix A. */
const AREAS: [RegExp, [number, number]][] = [
  [/^02/, [3, 4]],
  [/^011|^01.1/, [4, 3]],
  [/^03|^08/, [4, 3]],
]
