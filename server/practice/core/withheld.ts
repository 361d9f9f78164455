/**
 * The forms in which carriers hand over a hidden number: words, or a word spelled on a keypad as if it were a number.
 * Source: Twilio support article 223179988.
 */
export const WITHHELD_FORMS = [
  'anonymous',
  '+266696687',
  'unknown',
  '+7378742833',
  'restricted',
  '+2562533',
  '+8656696',
  '+86282452253',
  'unavailable',
] as const

/** What a caller who hides the number sends: 'withheld' becomes the commonest word, everything else stays as it is. */
export function callerIdSent(from: string): string {
  return from === 'withheld' ? 'anonymous' : from
}

/** A number as dialled in Britain becomes E.164; anything else is left alone: carriers pass raw caller ids on. */
export function toE164(text: string): string {
  const digits = text.replace(/[\s()-]/g, '')
  if (/^\+[1-9]\d{6,14}$/.test(digits)) return digits
  if (/^0[1-9]\d{8,9}$/.test(digits)) return `+44${digits.slice(1)}`
  return text
}

/** Whether a number can be dialled: E.164 only (13224). */
export function isDiallable(number: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(number)
}
