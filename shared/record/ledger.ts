import { z } from 'zod'
import { Instant, LocalDate } from '../time.ts'
import type { Choice } from './coded.ts'
import { oneOf } from './coded.ts'

/** Whether there is a chart by which a nurse may give them. */
export const chartStates = {
  in_force: { text: 'Signed chart in the house' },
  ran_out: { text: 'The chart ran out' },
  none: { text: 'No signed chart' },
  not_known: { text: 'Not known whether there is a signed chart' },
} as const satisfies Record<string, Choice>

/** Doses so close together or so many that somebody should advise (domain guide 2.6). */
export const doseTriggers = {
  three_in_four_hours: { text: 'Three doses within four hours, without full relief' },
  over_six_in_a_day: { text: 'More than six doses in 24 hours' },
  over_the_most: { text: 'More doses in 24 hours than the chart allows' },
  sooner_than_allowed: { text: 'Given sooner after the dose before than the chart allows' },
} as const satisfies Record<string, Choice>
export const DoseTrigger = oneOf(doseTriggers)
export type DoseTrigger = z.infer<typeof DoseTrigger>

/** Why nobody can say how many are left, although somebody counted or may have. */
export const uncounted = {
  box_not_shown: { text: 'what is in the house is not shown here' },
  doses_not_shown: { text: 'what was given since is not shown here' },
  several_of_the_name: { text: 'what was given since may have been from another of that name: count them' },
} as const satisfies Record<string, Choice>
export const Uncounted = oneOf(uncounted)

/** One medicine kept "just in case": what is left of it, what was given, and when it may be given again. */
export const LedgerLine = z.strictObject({
  drug: z.string(),
  /** Strength, form and route: '10 mg/ml ampoule, subcutaneous'. */
  detail: z.string().optional(),
  indication: z.string().optional(),
  /** False for something that was given and is not among the medicines in the house. */
  isListed: z.boolean(),
  /** As last counted. */
  counted: z.strictObject({ left: z.int().min(0), at: Instant }).optional(),
  /** The count less one for each dose since. */
  left: z.int().min(0).optional(),
  dosesSinceCounted: z.int().min(0),
  /** There is no `left`, and this is why. */
  uncounted: Uncounted.optional(),
  inFourHours: z.int().min(0),
  inADay: z.int().min(0),
  lastGivenAt: Instant.optional(),
  /** The last dose and the least time between doses: not before this. */
  notBefore: Instant.optional(),
  triggers: z.array(DoseTrigger),
  mostInADay: z.string().optional(),
  /** At the rate of the last three days; absent when none was given. */
  daysLeft: z.int().min(0).optional(),
  expiresOn: LocalDate.optional(),
  isOutOfDate: z.boolean(),
})
export type LedgerLine = z.infer<typeof LedgerLine>

/** The anticipatory medicines of one person, counted. */
export const Ledger = z.strictObject({
  state: z.string(),
  place: z.string().optional(),
  chart: z.strictObject({ state: oneOf(chartStates), runsOutOn: LocalDate.optional() }),
  lines: z.array(LedgerLine),
})
export type Ledger = z.infer<typeof Ledger>
