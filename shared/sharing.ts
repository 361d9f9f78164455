import { z } from 'zod'
import { ConsentGuide, GuideLanguage } from './consentGuide.ts'
import { CommandId, ItemId, OrganisationId, StaffId } from './ids.ts'
import { LetterWords } from './letterWords.ts'
import { OrganisationKind } from './organisations.ts'
import type { Choice } from './record/coded.ts'
import { oneOf } from './record/coded.ts'
import { restrictionRules, waysOfAsking } from './record/consent.ts'
import { PartName } from './record/parts.ts'
import { MayBeTold } from './record/people.ts'
import { line, longText } from './text.ts'
import { Instant, LocalDate } from './time.ts'
import { Version } from './version.ts'

/** Who answered. Source: domain guide 2.7; Mental Capacity Act 2005 s.4 (best interests), s.9 and s.16 (attorney, deputy). */
export const deciders = {
  person: { text: 'The person' },
  attorney_or_deputy: { text: 'Their attorney for health and welfare, or deputy' },
  best_interests: { text: 'Decided in their best interests' },
} as const satisfies Record<string, Choice>
export const Decider = oneOf(deciders)
export type Decider = z.infer<typeof Decider>

const BestInterests = z.strictObject({
  decision: longText(2000),
  cannotDecideBecause: longText(1000).optional(),
  assessor: line(120),
  assessorRole: line(120).optional(),
  consulted: z.array(line(120)).min(1, 'Write who was asked: family, carers, or an advocate.').max(20),
  reviewOn: LocalDate,
})

/**
 * Who says it for the person, by name and what they are to them; left out where the person was heard themselves. Nobody decides for
 * somebody by kinship (domain guide 2.7): such a word keeps more back, at once, and is looked at; it opens nothing.
 */
export const ToldBy = line(120)

/** What was said, by whom and how: the evidence of every answer that was given with it. */
export const SaidOfSharing = z
  .strictObject({
    decider: Decider,
    /** Who spoke; for an attorney or deputy their name must be there. */
    by: line(120).optional(),
    toldBy: ToldBy.optional(),
    how: oneOf(waysOfAsking),
    inTheirWords: longText(2000),
    capacityNoted: longText(1000).optional(),
    interpreterUsed: line(120).optional(),
    /** Of which version of the guide, which steps were gone through. */
    guide: z.strictObject({ version: z.int().min(1), steps: z.array(z.string().max(40)).max(12) }).optional(),
    saidBack: longText(500).optional(),
    bestInterests: BestInterests.optional(),
  })
  .refine(said => said.decider === 'person' || said.toldBy === undefined, {
    path: ['toldBy'],
    message: 'An attorney, a deputy or a best-interests decision stands for itself: leave out who tells it.',
  })
  .refine(said => said.decider !== 'attorney_or_deputy' || said.by, {
    path: ['by'],
    message: 'Write the name of the attorney or deputy.',
  })
  .refine(said => (said.decider === 'best_interests') === (said.bestInterests !== undefined), {
    path: ['bestInterests'],
    message: 'Write what was decided, who decided, who was asked and when it is looked at again.',
  })
export type SaidOfSharing = z.infer<typeof SaidOfSharing>

export const SharingAnswer = z.enum(['yes', 'no', 'pending'])
export type SharingAnswer = z.infer<typeof SharingAnswer>

const answer = { says: SharingAnswer, version: Version }
/** One answer to one of the four things. `version` is that of its item on the screen, 0 where there is none yet. */
export const Answer = z.discriminatedUnion('about', [
  z.strictObject({ about: z.literal('register'), ...answer }),
  z.strictObject({ about: z.literal('carers'), ...answer }),
  z.strictObject({ about: z.literal('recording'), ...answer }),
  /** Everybody who gives care. `itemId` is the client's own for something new. */
  z.strictObject({ about: z.literal('everybody'), itemId: ItemId, ...answer }),
  z.strictObject({
    about: z.literal('organisation'),
    organisationId: OrganisationId,
    itemId: ItemId,
    ...answer,
  }),
  z.strictObject({
    about: z.literal('contact'),
    itemId: ItemId,
    mayBeTold: MayBeTold,
    version: Version.min(1),
  }),
])
export type Answer = z.infer<typeof Answer>

export const SettleSharing = z.strictObject({
  commandId: CommandId,
  said: SaidOfSharing,
  answers: z.array(Answer).min(1, 'Choose at least one answer.').max(80),
})
export type SettleSharing = z.infer<typeof SettleSharing>

/** One thing that narrows sharing, whatever was agreed. */
export const NewLimit = z.strictObject({
  commandId: CommandId,
  against: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('organisation'), organisationId: OrganisationId }),
    z.strictObject({ kind: z.literal('person'), staffId: StaffId }),
    z.strictObject({ kind: z.literal('section'), section: PartName }),
  ]),
  rule: oneOf(restrictionRules),
  sections: z.array(PartName).max(80).optional(),
  inTheirWords: longText(1000),
  toldBy: ToldBy.optional(),
})
export type NewLimit = z.infer<typeof NewLimit>
export const EndLimit = z.strictObject({
  commandId: CommandId,
  version: Version.min(1),
  inTheirWords: longText(1000),
  toldBy: ToldBy.optional(),
})
export type EndLimit = z.infer<typeof EndLimit>

export const Sees = z.enum(['everything', 'parts', 'after_asking', 'nothing'])
export type Sees = z.infer<typeof Sees>

/** Of one thing a person agreed to or not: its item, where there is one, and what a nurse may choose next. */
const Settled = z.object({ itemId: ItemId.nullable(), version: z.int(), says: z.string() })

/** What was done about sharing, once; and what it came to for each it touched. In words to the person. */
export const SharingChange = z.object({
  changeId: z.uuid(),
  at: Instant,
  what: z.string(),
  heardBy: z.string(),
  receipts: z.array(z.object({ what: z.string(), at: Instant.nullable() })),
  /** Of what takes sharing back: who can open the record all the same, and what comes of it. */
  allTheSame: z.string().optional(),
})
export type SharingChange = z.infer<typeof SharingChange>

const TheirLanguage = z.object({
  /** Null: the record says that an interpreter is needed, and not for which language. */
  name: z.string().nullable(),
  needsInterpreter: z.boolean(),
  guide: GuideLanguage.nullable(),
})
export type TheirLanguage = z.infer<typeof TheirLanguage>

export const SharingView = z.object({
  /** What a nurse reads, in English. */
  guide: ConsentGuide,
  /** The same talk in other languages, where somebody of the line has written and signed it. */
  otherGuides: z.array(ConsentGuide).readonly(),
  /** The fixed words of the letter that they keep. */
  letter: LetterWords,
  /** What they speak instead of English, as far as the record says; `guide`: which of the guides is in it. */
  theirLanguage: TheirLanguage.nullable(),
  /** They have died, by this record or another of theirs: nothing more is agreed to, and nothing taken back in their name. */
  hasDied: z.boolean(),
  register: Settled,
  everybody: Settled,
  carers: Settled,
  recording: Settled,
  organisations: z.array(
    z.object({
      organisationId: OrganisationId,
      name: z.string(),
      kind: OrganisationKind,
      looksAfter: z.boolean(),
      sees: Sees,
      own: Settled,
      people: z.array(z.object({ staffId: StaffId, name: z.string(), role: z.string() })),
    }),
  ),
  contacts: z.array(
    z.object({
      itemId: ItemId,
      version: z.int(),
      name: z.string(),
      relationship: z.string(),
      mayBeTold: MayBeTold.nullable(),
    }),
  ),
  limits: z.array(z.object({ itemId: ItemId, version: z.int(), says: z.string() })),
  changes: z.array(SharingChange),
  /** Who has it open in an emergency at this moment, whatever was agreed: in words to the person. */
  openInEmergency: z.array(z.string()).optional(),
})
export type SharingView = z.infer<typeof SharingView>
/** What a line has: the guide that its nurses read, and those in other languages, by the name of the language. */
export type GuidesOfLine = Pick<SharingView, 'guide' | 'otherGuides'>

export const SharingSaved = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved'), change: SharingChange }),
  /** A colleague was quicker; nothing was saved. */
  z.object({ kind: z.literal('changed_meanwhile'), by: z.array(z.string()) }),
])
export type SharingSaved = z.infer<typeof SharingSaved>
