import { z } from 'zod'
import { ProtocolId } from './ids.ts'
import type { Choice } from './record/coded.ts'
import { oneOf } from './record/coded.ts'
import { isReason } from './text.ts'
import { Urgency } from './urgency.ts'
import { Version } from './version.ts'

/** What a nurse ticked in a call: kept while she writes, and saved with the outcome in the words that she saw. */

/** What a prompt weighs. Source: UKONS 24-hour triage, version 3 (domain guide 3.1). */
export const colours = {
  red: { text: 'Red' },
  amber: { text: 'Amber' },
  green: { text: 'Green' },
} as const satisfies Record<string, Choice>
export const Colour = oneOf(colours)
export type Colour = z.infer<typeof Colour>

const words = z.string().max(600)
const Key = z.string().max(40)

export const Ticked = z.strictObject({ key: Key, colour: Colour, sign: words, said: words })
export type Ticked = z.infer<typeof Ticked>
export const Answered = z.strictObject({ key: Key, log: words, said: words })
export type Answered = z.infer<typeof Answered>
export const AdviceGiven = z.strictObject({ key: Key, say: words })
export type AdviceGiven = z.infer<typeof AdviceGiven>

/** One protocol in one call, with the very version that was on the screen. */
export const ProtocolUsed = z.strictObject({
  protocolId: ProtocolId,
  version: Version,
  /** Nobody on the line had signed it. */
  isStarter: z.boolean(),
  title: words,
  answers: z.array(Answered).max(12),
  ticks: z.array(Ticked).max(24),
  advice: z.array(AdviceGiven).max(14),
})
export type ProtocolUsed = z.infer<typeof ProtocolUsed>

export const results = {
  face_to_face: { text: 'Face to face' },
  follow_up: { text: 'Follow up within 24 hours' },
  advice: { text: 'Advice' },
} as const satisfies Record<string, Choice>
export const TriageResult = oneOf(results)
export type TriageResult = z.infer<typeof TriageResult>

export const MOST_PROTOCOLS = 8
/** Why she chose otherwise than was suggested. */
export const OVERRIDE_LIMIT = 500

const taken = {
  used: z.array(ProtocolUsed).max(MOST_PROTOCOLS),
  isCallerWorried: z.boolean(),
}

/** As it stands in the panel. */
export const TriageInProgress = z.strictObject({
  ...taken,
  chosen: Urgency.or(z.literal('')),
  overrideBecause: z.string().max(OVERRIDE_LIMIT),
  /** The words that the panel wrote into the outcome last: they are written anew as long as nobody has changed them. */
  wrote: z.strictObject({ found: z.string().max(20_000), advice: z.string().max(20_000) }),
})
export type TriageInProgress = z.infer<typeof TriageInProgress>

export const SavedTriage = z
  .strictObject({
    ...taken,
    suggested: z.strictObject({
      result: TriageResult,
      urgency: Urgency,
      because: z.array(words).max(30),
    }),
    chosen: Urgency,
    /** Kept where she chose sooner or later than was suggested. */
    override: z
      .strictObject({
        way: z.enum(['sooner', 'later']),
        because: z
          .string()
          .trim()
          .max(OVERRIDE_LIMIT)
          .refine(text => isReason(text, 3), 'Say why in a few words.'),
      })
      .nullable(),
  })
  .refine(({ suggested, chosen, override }) => (chosen === suggested.urgency) === (override === null), {
    path: ['override'],
    error: 'Say why it is to be sooner or later than suggested.',
  })
export type SavedTriage = z.infer<typeof SavedTriage>
