import { z } from 'zod'
import { Instant } from '../time.ts'

/** The measures that are drawn over time, in the order in which they are shown. */
export const SERIES = ['phaseOfIllness', 'akps', 'gsf', 'clinicalFrailty', 'ipos'] as const
export const SeriesName = z.enum(SERIES)
export type SeriesName = z.infer<typeof SeriesName>

/** One measurement. */
export const SeriesPoint = z.strictObject({
  at: Instant,
  /** Where it stands between the ends of the scale. */
  value: z.number(),
  words: z.string(),
  /** For beside the point: 'Deteriorating', '60'. */
  short: z.string(),
  /** Name and role, as they were. */
  author: z.string(),
})
export type SeriesPoint = z.infer<typeof SeriesPoint>

/** One measure over time, the oldest point first. */
export const Series = z.strictObject({
  name: SeriesName,
  title: z.string(),
  /** The ends of the scale; the first is drawn at the bottom, for up is better in every chart. */
  scale: z.strictObject({ from: z.number(), to: z.number(), fromWords: z.string(), toWords: z.string() }),
  /** A step holds until the next measurement; a line runs from one to the next. */
  shape: z.enum(['step', 'line']),
  points: z.array(SeriesPoint).min(1),
  direction: z.enum(['single', 'steady', 'rising', 'falling', 'both_ways', 'changed', 'not_comparable']),
  /** In words: 'Falling: from 60 to 30 in 4 months'. */
  directionWords: z.string(),
})
export type Series = z.infer<typeof Series>
