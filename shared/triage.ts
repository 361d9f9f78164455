import { z } from 'zod'
import { CallReason } from './outcomes.ts'
import type { Choice } from './record/coded.ts'
import { oneOf } from './record/coded.ts'
import { DoseTrigger } from './record/ledger.ts'
import { WorkKind } from './teamWork.ts'
import { line, longText } from './text.ts'
import { Urgency } from './urgency.ts'

/**
 * A protocol: how nurses ask about one thing, as content. What somebody responsible on a line wrote, and another signed; until then the
 * starter set is shown, which says that nobody has. The rule that turns what was ticked into an urgency is client/triage/core/suggest.ts.
 */

/** Where a protocol stands in the list of a call. */
export const protocolGroups = {
  opening: { text: 'Every call' },
  symptom: { text: 'Symptoms and troubles' },
  emergency: { text: 'Emergencies' },
  death: { text: 'Death' },
  caller: { text: 'The caller' },
} as const satisfies Record<string, Choice>
export const ProtocolGroup = oneOf(protocolGroups)
export type ProtocolGroup = z.infer<typeof ProtocolGroup>

/** When an ambulance is thought of: what of the person's wishes must be seen beside it, and decides first. */
export const ambulanceWhen = {
  /** Nobody breathes: the decision about CPR. */
  arrest: { text: 'Not breathing' },
  /** An emergency that could be treated: the ceiling of treatment, and what they say themselves. */
  if_wanted: { text: 'Treatment may be wanted' },
  /** One was called already: word of the decision goes to the crew. */
  on_its_way: { text: '999 is on its way' },
  /** Somebody else is in danger: the person's wishes say nothing about that. */
  somebody_else: { text: 'Somebody else is not safe' },
} as const satisfies Record<string, Choice>
export const AmbulanceWhen = oneOf(ambulanceWhen)
export type AmbulanceWhen = z.infer<typeof AmbulanceWhen>

const Key = z.string().regex(/^[a-z0-9_]{2,40}$/, 'Use small letters, digits and _.')
/** Whose rule it is; null is shown as "unverified". */
const Source = line(300).nullable()

/** Asked at the beginning. `log`: the words under which the answer is written down. */
export const Question = z.strictObject({ key: Key, ask: line(200), log: line(60) })
export type Question = z.infer<typeof Question>

const sign = {
  key: Key,
  /** What is ticked, as it stands in the log. */
  sign: line(160),
  /** How to have it described: a yes or a no tells too little (domain guide 3.1, [DK]). */
  describe: line(300),
  source: Source,
  /** What of the record says the same: it is pointed out, and never ticked by itself. */
  fromRecord: DoseTrigger.optional(),
  /** The protocol that goes on from here, by its name. */
  see: Key.optional(),
}

export const RedPrompt = z.strictObject({
  ...sign,
  colour: z.literal('red'),
  action: longText(600),
  urgency: Urgency,
  /** Only of U0. `otherwise`: how soon somebody is to be there where the wishes are against it. */
  ambulance: z.strictObject({ when: AmbulanceWhen, otherwise: Urgency }).optional(),
  /** What a team is asked for; null where nobody is sent. */
  work: WorkKind.nullable(),
})
export const Prompt = z.discriminatedUnion('colour', [
  RedPrompt,
  z.strictObject({ ...sign, colour: z.literal('amber') }),
  z.strictObject({ ...sign, colour: z.literal('green') }),
])
export type Prompt = z.infer<typeof Prompt>

/** Read out to the caller; never a dose that is not prescribed and charted. */
export const Advice = z.strictObject({ key: Key, say: longText(500), source: Source })
export type Advice = z.infer<typeof Advice>

const once = (of: readonly { key: string }[]) => new Set(of.map(({ key }) => key)).size === of.length
const NAMED_TWICE = 'Two of these have the same key. Give each its own.'

/** As many prompts as there are keys to tick them with: 1 to 9, then a to z without what is easily mistaken. */
export const MOST_PROMPTS = 24

export const ProtocolContent = z
  .strictObject({
    /** By which another protocol leads here. */
    name: Key,
    title: line(80),
    group: ProtocolGroup,
    /** Why people ring, for which this is opened. */
    reasons: z.array(CallReason).max(6),
    /** For the nurse alone, before anything is asked. */
    forTheNurse: longText(900).optional(),
    questions: z.array(Question).max(12).refine(once, NAMED_TWICE),
    prompts: z.array(Prompt).max(MOST_PROMPTS).refine(once, NAMED_TWICE),
    advice: z.array(Advice).max(14).refine(once, NAMED_TWICE),
    /** How soon, where two ambers came together and no red. */
    twoAmbers: Urgency,
    /** What a team is asked for then, and where one amber alone is to be followed up: null where the line does that itself. */
    work: z.strictObject({ faceToFace: WorkKind.nullable(), followUp: WorkKind.nullable() }),
    /** What it rests on as a whole. */
    sources: z.array(line(300)).max(12),
  })
  .refine(({ prompts }) => prompts.every(isAmbulanceOfU0), {
    path: ['prompts'],
    error: 'Only what is U0 names an ambulance, and what is U0 says when.',
  })
export type ProtocolContent = z.infer<typeof ProtocolContent>

function isAmbulanceOfU0(prompt: Prompt): boolean {
  return prompt.colour !== 'red' || (prompt.urgency === 'U0') === (prompt.ambulance !== undefined)
}

export const protocolStates = {
  starter: { text: 'Starter: needs local sign-off' },
  draft: { text: 'Draft' },
  in_review: { text: 'In review' },
  approved: { text: 'Approved' },
  withdrawn: { text: 'Withdrawn' },
} as const satisfies Record<string, Choice>
export const ProtocolState = oneOf(protocolStates)
export type ProtocolState = z.infer<typeof ProtocolState>
