import { parsePhone } from '../../core/typedPhone.ts'
import type { Understood } from './typedTime.ts'

/** A number within its bounds. */
export function typedNumber(
  text: string,
  { min, max, isWhole }: { min: number; max: number; isWhole: boolean },
): Understood<number> {
  const typed = text.trim()
  if (typed === '') return { ok: undefined }
  const number = Number(typed)
  const isRight =
    /^-?\d+(\.\d+)?$/.test(typed) && (!isWhole || Number.isInteger(number)) && number >= min && number <= max
  if (isRight) return { ok: number }
  const kind = isWhole ? 'whole number' : 'number'
  const bounds = Number.isFinite(max)
    ? `from ${min} to ${max}`
    : Number.isFinite(min)
      ? `of ${min} or more`
      : ''
  return { says: `type a ${kind} ${bounds}`.trimEnd().concat('.') }
}

/**
 * Ten digits follow the 0 of a British number; nine in a few old ones that begin with 01 or 08.
 * Source: Ofcom, National Telephone Numbering Plan.
 */
function isBritishLength(digits: string): boolean {
  return digits.length === 10 || (digits.length === 9 && /^[18]/.test(digits))
}

/** A telephone number in E.164. A British one with a digit too few or too many is a slip, and the caller is still there to ask. */
export function typedPhone(text: string): Understood<string> {
  if (text.trim() === '') return { ok: undefined }
  const number = parsePhone(text.replace('(0)', ''))
  if (number === undefined) return { says: 'type the whole number, like 07700 900 123.' }
  const digits = number.startsWith('+44') ? number.slice(3) : undefined
  if (digits !== undefined && !isBritishLength(digits))
    return { says: `that has ${digits.length + 1} digits; a British number has 11. Ask for it again.` }
  return { ok: number }
}
