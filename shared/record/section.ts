import type { z } from 'zod'
import type { BlockName } from './blocks.ts'

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
  /** Its absence is said in words: an empty space never says "no". */
  readonly isExpected?: true
  /** Each item is one measurement at a time; the newest counts and all of them make the chart. */
  readonly isSeries?: true
  /** Left out of every ordinary read; opened on its own, for a reason, with its own line in the access log. */
  readonly isSealed?: true
}

const QUARTER = 92
export const review = { reviewAfterDays: QUARTER } as const
export const expected = { isExpected: true } as const
export const one = { cardinality: 'one' } as const
export const many = { cardinality: 'many' } as const
export const series = { cardinality: 'many', isSeries: true } as const
