import { z } from 'zod'
import { line } from '../text.ts'

/** Dihedral group D5 and its permutation, as Verhoeff's scheme needs them. */
const PRODUCT = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
]
const PERMUTATION = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
]

/**
 * Whether the digits are a SNOMED CT identifier by form: 6 to 18 digits with a right Verhoeff check digit.
 * Source: SNOMED International, SNOMED CT Release File Specifications, section "SCTID check-digit".
 */
export function isSnomedCode(code: string): boolean {
  if (!/^[1-9]\d{5,17}$/.test(code)) return false
  const sum = [...code]
    .reverse()
    .reduce((check, digit, i) => Number(PRODUCT[check]?.[Number(PERMUTATION[i % 8]?.[Number(digit)])]), 0)
  return sum === 0
}

export const SnomedCode = z.string().refine(isSnomedCode, 'That is not a SNOMED CT code: check its digits.')

/** A concept with the words that were chosen. The words stay readable when a code is retired. */
export const Coded = z.strictObject({ code: SnomedCode, system: z.literal('snomed'), text: line(300) })
export type Coded = z.infer<typeof Coded>

/**
 * One choice of a value set: our key, its words, and its code where a standard gives one. `anyOf` is the reference set out of which
 * whoever writes a code takes one, where the standard names that.
 */
export type Choice = { readonly text: string; readonly code?: string; readonly anyOf?: string }

/** Which value set a schema takes its keys from. `oneOf` writes itself down here; a union of kinds does so by hand. */
export const choiceWords = z.registry<Readonly<Record<string, Choice>>>()

/** What a yes says in a standard: a field of yes and no has no choices that could carry a code. */
export const yesMeans = z.registry<Choice>()

/** The value set of a schema, to offer its choices or to say one in words; undefined when it has none. */
export function choicesOf(schema: z.core.$ZodType): Readonly<Record<string, Choice>> | undefined {
  return choiceWords.get(schema)
}

/** The same choices in the same words, for something that the standard has no codes for. */
export function withoutCodes<Key extends string>(
  set: Readonly<Record<Key, Choice>>,
): Readonly<Record<Key, Choice>> {
  const entries = Object.entries<Choice>(set).map(([key, { text }]) => [key, { text }])
  return Object.fromEntries(entries) as Record<Key, Choice> // the keys of the set
}

/** A zod enum of the keys of a value set. */
export function oneOf<const Set extends Record<string, Choice>>(set: Set) {
  const keys = Object.keys(set) as [Extract<keyof Set, string>, ...Extract<keyof Set, string>[]] // never empty
  return z.enum(keys).register(choiceWords, set)
}
