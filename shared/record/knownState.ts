import { z } from 'zod'
import type { Choice } from './coded.ts'
import { oneOf } from './coded.ts'

/** Why something is not on the record. An empty space never says "no": PRSB items are "required if known". */
export const notKnownChoices = {
  not_asked: { text: 'Not asked yet' },
  declined: { text: 'Asked; would rather not say' },
  not_known: { text: 'Asked; not known' },
  not_applicable: { text: 'Does not apply' },
} as const satisfies Record<string, Choice>

export const NotKnown = oneOf(notKnownChoices)
export type NotKnown = z.infer<typeof NotKnown>

/** Whether an entry holds content, or says why there is none. */
export const KnownState = z.enum(['known', ...NotKnown.options])
export type KnownState = z.infer<typeof KnownState>

/**
 * A field that holds its value or says why it has none: `{ unknown: 'declined' }`. Leaving it out means nobody wrote anything. Which
 * fields do is decision 032. To an `if` the reason is a yes: ask `known(…)`, or for `true` by name.
 */
export function orUnknown<Schema extends z.ZodType>(schema: Schema) {
  return z.union([schema, z.strictObject({ unknown: NotKnown })])
}

export type Unknown = { unknown: NotKnown }

/** Whether a field says why it has no value. */
export function isUnknown(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && 'unknown' in value
}

/** The value, or undefined when it is left out or not known. */
export function known<Value>(value: Value): Exclude<Value, Unknown | undefined> | undefined {
  // The guard removes exactly the Unknown branch; TypeScript cannot see that through the generic.
  return isUnknown(value) ? undefined : (value as Exclude<Value, Unknown | undefined>)
}
