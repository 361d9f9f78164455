import { z } from 'zod'
import { CommandId, ItemId, PatientId } from './ids.ts'
import { BlockName } from './record/blocks.ts'
import { oneOf } from './record/coded.ts'
import { waysOfAsking } from './record/consent.ts'
import { SectionName } from './record/sections.ts'
import { SharingChange } from './sharing.ts'
import { isReason, line, longText } from './text.ts'
import { Instant, LocalDate } from './time.ts'

/** Beside a call in hand, only these open a record. Source: reliability guide 2.2.4; Summary Care Record practice. */
export const relationshipKinds = {
  caseload: { text: 'Your organisation looks after this person' },
  /** For as long as it is open and theirs who took it: no reason is asked, and no privacy officer is told. */
  task: { text: 'You have taken a task about this person' },
  claimed: { text: 'You said why you look after this person' },
  break_glass: { text: 'Emergency: the glass was broken' },
} as const
export const RelationshipKind = z.enum(['caseload', 'task', 'claimed', 'break_glass'])
export type RelationshipKind = z.infer<typeof RelationshipKind>

/** How long what one person says of herself is good for. */
export const CLAIM_HOURS = 24
export const GLASS_MINUTES = 60

/** A reason is read by a privacy officer and by the person: a word is not one. */
export const Because = longText(1000).refine(
  text => isReason(text, 10),
  'Say in a sentence why you need this record. The person and a privacy officer can read it.',
)

/**
 * Why this record is open to whoever asks, or why not. `may_exist` is all that somebody without a relationship learns, and the
 * same whether or not there is such a person.
 */
export const Standing = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('open'),
    by: RelationshipKind,
    because: z.string().nullable(),
    until: Instant.nullable(),
    /** Blocks that are not shown, and why in words: the person's wish, or the role. */
    leftOut: z.array(z.object({ block: BlockName, because: z.string() })),
    /** The sections that whoever asks may write: none for a role that only reads. */
    writes: z.array(SectionName),
  }),
  z.object({
    kind: z.literal('may_exist'),
    /** Whoever asks had it open, or had claimed it, until somebody ended that: who did, and what to do. Nobody else learns of it. */
    ended: z.object({ says: z.string(), next: z.string() }).optional(),
  }),
  /** The organisation looks after the person, who has not agreed that it may see the record, or took that back. */
  z.object({
    kind: z.literal('not_shared'),
    because: z.string(),
    /** They took it back just now, said to whoever asks, who had it open until then: what was said and what it came to. */
    closedBy: z.object({ says: z.string(), change: SharingChange }).optional(),
  }),
  /** To be asked each time: say that you have. */
  z.object({ kind: z.literal('ask_first'), because: z.string() }),
])
export type Standing = z.infer<typeof Standing>

/** One who is on the caseload of the asker's organisation, or whom a search found there. */
export const KnownPerson = z.object({
  patientId: PatientId,
  name: z.string(),
  birthDate: LocalDate.nullable(),
  age: z.int().nullable(),
  status: z.string(),
  isDeceased: z.boolean(),
})
export type KnownPerson = z.infer<typeof KnownPerson>

/** Why a person looks at a review, in words. New kinds are added; what a row was raised for stays. */
export const reviewKinds = {
  break_glass: { text: 'The glass was broken', short: 'Glass broken' },
  claimed: { text: 'Somebody claimed to look after the person', short: 'Claimed' },
  skipped_checks: {
    text: 'A record was opened in a call without the identity checks',
    short: 'Checks skipped',
  },
  own_record: { text: 'Somebody may have opened their own record', short: 'Own record' },
  same_surname: { text: 'Same surname as the person', short: 'Same surname' },
  same_street: { text: 'Same street as the person', short: 'Same street' },
  no_call_or_task: {
    text: 'Opened with no call and no task about the person within a day',
    short: 'No call or task',
  },
  many_in_an_hour: { text: 'Very many records in an hour', short: 'Many in an hour' },
  identity_disputed: { text: 'Whose record it is, is disputed', short: 'Identity disputed' },
  after_death: { text: 'Opened after the person had died', short: 'After death' },
  door_without_call: {
    text: 'A keysafe or door code was shown without a call or a caseload',
    short: 'Code without call',
  },
  joined_by_list: {
    text: 'People came onto a caseload by a list that was brought in',
    short: 'Joined by a list',
  },
  /** From before such lists waited for a second person: what was raised then is still judged. */
  exported: { text: 'A list of people was taken away for planning or research', short: 'List taken' },
  location_without_call: {
    text: 'A protected place was shown without a call or a caseload',
    short: 'Place without call',
  },
  on_anothers_word: {
    text: 'Less is shared, on somebody else’s word',
    short: 'Another’s word',
  },
  own_limit: {
    text: 'A limit was lifted by those from whom it kept something',
    short: 'Own limit',
  },
  many_reveals: { text: 'Very many codes or protected places in one day', short: 'Many shown' },
  asked_about: { text: 'The person, or somebody for them, asks about a look', short: 'Asked about' },
  second_place_ended: {
    text: 'The access log is no longer anchored in a second place',
    short: 'No second place',
  },
  log_restored: {
    text: 'Looks are missing from the access log: the database was restored',
    short: 'Log restored',
  },
} as const
export type ReviewKind = keyof typeof reviewKinds
export const ReviewKind = oneOf(reviewKinds)

/** About the house itself, and no look of anybody's: the reason says who did what. */
export const kindsOfTheHouse: readonly ReviewKind[] = ['second_place_ended', 'log_restored']

/**
 * What a review that a rule raised most often comes to when there was nothing in it: one press each. A verdict is never without a
 * reason; what somebody did knowingly, a broken glass or a claim, is answered in words of one's own.
 */
export const usualReasons: Readonly<Record<ReviewKind, readonly string[]>> = {
  break_glass: [],
  claimed: [],
  skipped_checks: ['The caller could not speak', 'The person was known from a call just before'],
  own_record: ['Somebody else of the same name'],
  same_surname: ['Not related: a common name', 'Related, and on the rota; told the team'],
  same_street: ['Does not know them', 'Neighbours; the visit was hers to make'],
  no_call_or_task: [
    'Seen in clinic or at home',
    'Talked about in the weekly meeting',
    'The first call was about the wrong person',
  ],
  many_in_an_hour: ['The weekly meeting', 'A busy night', 'Checked the list for review dates'],
  door_without_call: ['Rang the crew: they stood at the door'],
  location_without_call: ['Rang the crew: they were on their way'],
  many_reveals: ['A night with many visits'],
  on_anothers_word: ['Asked the person: it is what they want'],
  own_limit: ['Asked the person: it is what they want'],
  identity_disputed: [],
  after_death: ['Wrote to the family', 'Reviewed the death', 'The certificate'],
  exported: [],
  joined_by_list: ['They are registered with the practice'],
  asked_about: [],
  second_place_ended: [],
  log_restored: [],
}

export const verdicts = {
  justified: { text: 'There was good reason' },
  not_justified: { text: 'There was no good reason' },
  followed_up: { text: 'Taken further' },
} as const
export const Verdict = z.enum(['justified', 'not_justified', 'followed_up'])
export type Verdict = z.infer<typeof Verdict>

/** One look, for a privacy officer: where it stands in the log, and what it showed by its titles. */
export const ReviewedLook = z.object({
  id: z.int(),
  /** The link of the organisation's chain, as the verifier names it. */
  link: z.int(),
  at: Instant,
  did: z.string(),
  what: z.array(z.string()),
  /** 'Edge on Windows'; null for a look from before it was noted. */
  device: z.string().nullable(),
})
export type ReviewedLook = z.infer<typeof ReviewedLook>

/** A call in which they looked, and which was about somebody else: since when it is not on this person's record, who said so, and why. */
export const CallTakenOff = z.object({
  at: Instant,
  by: z.string(),
  because: z.string().nullable(),
  /** It was put right in the call itself, before anything that was saved of it stood on this person's record. */
  wasInHand: z.boolean().default(false),
})
export type CallTakenOff = z.infer<typeof CallTakenOff>

export const Review = z.object({
  reviewId: z.uuid(),
  kind: ReviewKind,
  /** Null when the review is about no one person, or about somebody who does not exist. */
  patientId: PatientId.nullable(),
  patientName: z.string().nullable(),
  staffName: z.string(),
  organisation: z.string(),
  because: z.string().nullable(),
  raisedAt: Instant,
  dueAt: Instant,
  /** The first of the looks that it is about. */
  looks: z.array(ReviewedLook),
  takenOff: z.array(CallTakenOff).default([]),
  /** How many people were looked at, where it is about no one of them. */
  people: z.int().nullable(),
  /** About whoever reads this: somebody else judges it. */
  isAboutYou: z.boolean(),
  verdict: z
    .object({ verdict: Verdict, note: z.string().nullable(), at: Instant, by: z.string() })
    .nullable(),
})
export type Review = z.infer<typeof Review>

/** A page of the queue, and how much of what kind waits in all of it. */
export const ReviewQueue = z.object({
  reviews: z.array(Review),
  more: z.boolean(),
  late: z.int(),
  judged: z.int(),
  /** What waits to be judged, by kind. */
  waiting: z.partialRecord(ReviewKind, z.int()),
})
export type ReviewQueue = z.infer<typeof ReviewQueue>

/** One line of the access log as its person reads it. */
export const AccessLine = z.object({
  /** Its own, and larger than that of any line before it. */
  id: z.int().min(1),
  /** The link of the organisation's chain, as the verifier names it. */
  link: z.int(),
  at: Instant,
  /** 'Maren Oakley, nurse coordinator, Wharnley Dale Community NHS Trust' */
  who: z.string(),
  /** 'opened your record during a call' */
  did: z.string(),
  /** What was shown, by its titles. */
  what: z.array(z.string()),
  /** The reason in the words of the one who looked, where there is one. */
  because: z.string().nullable(),
  tone: z.enum(['usual', 'emergency', 'refused']),
  /** About a part that is kept apart, or a protected place: to be told to nobody but the person, and only when they are alone. */
  isForThemAlone: z.literal(true).optional(),
  /** What is named was written, and not only shown. */
  isWritten: z.literal(true).optional(),
  /** What was asked about it, the newest first: when, by when an answer is due, and what a privacy officer answered. */
  asked: z
    .array(
      z.object({
        at: Instant,
        dueAt: Instant,
        answer: z.object({ at: Instant, verdict: Verdict, says: z.string() }).nullable(),
      }),
    )
    .optional(),
})
export type AccessLine = z.infer<typeof AccessLine>

/** A question of the person, or of somebody for them, about a look. `lookIds`: lines of one who looked that are read as one. */
export const LookQuestion = z.strictObject({
  commandId: CommandId,
  lookIds: z.array(z.int().min(1)).min(1).max(50),
  askedBy: line(120).refine(text => text.length > 0, 'Say who asks.'),
  question: longText(1000).refine(text => text.length > 0, 'Write down what they ask, in their words.'),
  /** How they want to hear: a telephone number, a time. */
  answerTo: line(200).optional(),
})
export type LookQuestion = z.infer<typeof LookQuestion>

/** A page of the access log, newest first, and where the next one begins. */
export const AccessLog = z.object({ lines: z.array(AccessLine), before: z.int().nullable() })
export type AccessLog = z.infer<typeof AccessLog>
/** As an address says where a page begins: only lines before this one. */
export const logPlace = z.coerce.number().int().min(1).optional()

/** What this change of mind is about, and how it came to us. Whatever is said, it is in force when it is saved. */
export const Withdrawal = z.strictObject({
  commandId: CommandId,
  inTheirWords: longText(2000).refine(text => text.length > 0, 'Write down what they said, in their words.'),
  consequencesExplained: z.boolean(),
  /** How it was said; in a call it is the telephone. */
  how: oneOf(waysOfAsking).optional(),
  capacityNoted: longText(1000).optional(),
  /** Who says it for the person, where it was not heard from themselves: as in sharing.ts. */
  toldBy: line(120).optional(),
  /** They also want to be off the register: this line shows its nurses only what keeps them safe. */
  offRegister: z.boolean().optional(),
  /** Contacts who are to be told nothing from now on. */
  tellNothing: z.array(ItemId).max(50).optional(),
})
export type Withdrawal = z.infer<typeof Withdrawal>
