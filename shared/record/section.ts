import type { z } from 'zod'
import type { BlockName } from './blocks.ts'
import type { Choice } from './coded.ts'

/** `order` sorts within the block. A section without a block is not part of the record at a glance. */
export type Section = {
  readonly title: string
  /** 'one': a single item that lives as long as the person's record. 'many': a list, each item with its own versions. */
  readonly cardinality: 'one' | 'many'
  readonly schema: z.ZodType
  readonly block?: BlockName
  readonly order: number
  /** Days after which it should be confirmed again: three months (domain guide 5.3.6). */
  readonly reviewAfterDays?: number
  /** The list of fields asks for one at least: domain guide 2.9, column "Card.". What is mandatory is expected as well. */
  readonly isMandatory?: true
  /** Its absence is said in words: an empty space never says "no". */
  readonly isExpected?: true
  /** What a standard says of a record with such an item, where that has a code of its own. */
  readonly standsFor?: Choice
  /** Each item is one measurement at a time; the newest counts and all of them make the chart. */
  readonly isSeries?: true
  /** Left out of every ordinary read; opened on its own, for a reason, with its own line in the access log. */
  readonly isSealed?: true
}

const QUARTER = 92
export const review = { reviewAfterDays: QUARTER } as const
export const expected = { isExpected: true } as const
export const mandatory = { isMandatory: true, isExpected: true } as const
export const one = { cardinality: 'one' } as const
export const many = { cardinality: 'many' } as const
export const series = { cardinality: 'many', isSeries: true } as const

/** How many there are to be, as lists of fields write it. */
export type Occurs = '1' | '0..1' | '1..*' | '0..*'

/** How many items of a section a whole record has. */
export function occursOf({ cardinality, isMandatory }: Section): Occurs {
  if (cardinality === 'one') return isMandatory ? '1' : '0..1'
  return isMandatory ? '1..*' : '0..*'
}
