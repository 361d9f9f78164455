import { z } from 'zod'
import type { Choice } from './coded.ts'
import { oneOf } from './coded.ts'

/**
 * How a paper stands, as far as the record can tell: from calm to grave, and the gravest reason decides. It is never a verdict:
 * the paper is shown whatever its standing, and whoever treats the person decides. Source: domain guide 2.4.
 */
export const standingStates = {
  in_order: { text: 'In order, as recorded' },
  waits: { text: 'For when the person cannot decide' },
  incomplete: { text: 'Incomplete' },
  in_doubt: { text: 'In doubt' },
  no_say: { text: 'No say in treatment' },
  superseded: { text: 'Overtaken by something later' },
  withdrawn: { text: 'Withdrawn' },
} as const satisfies Record<string, Choice>

export const StandingState = oneOf(standingStates)
export type StandingState = z.infer<typeof StandingState>

/** Nothing speaks against the paper as it is. */
export function isCalm(state: StandingState): boolean {
  return state === 'in_order' || state === 'waits'
}

/** One thing that a rule has to say about a paper. `in_order` reasons are notes: how the paper is to be read. */
export const StandingReason = z.strictObject({
  key: z.string(),
  leadsTo: StandingState,
  words: z.string(),
  /** Whose rule it is: an Act and its section, a guideline. */
  source: z.string(),
})
export type StandingReason = z.infer<typeof StandingReason>

/** The standing of one paper on the record, with every reason for it, the gravest first. */
export const PaperStanding = z.strictObject({
  state: StandingState,
  words: z.string(),
  reasons: z.array(StandingReason),
})
export type PaperStanding = z.infer<typeof PaperStanding>
