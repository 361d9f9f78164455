import { z } from 'zod'
import { CallerSaid, IdentityMatch, Said, WHY_SKIPPED } from './calls.ts'
import { CallId, CommandId, PatientId } from './ids.ts'
import { PastCall } from './outcomes.ts'
import { E164 } from './phoneNumber.ts'
import { TypePassword } from './proof.ts'
import { SeenItem } from './recordActs.ts'
import { isReason, line, longText } from './text.ts'
import { Instant } from './time.ts'
import { Version } from './version.ts'

/** For how many days whoever saved an outcome may say that it was about somebody else; after that a shift lead does. */
export const MOVED_BY_SAVER_DAYS = 7

/**
 * For how many days a shift lead may: as long as a complaint about the call may be made, which is how a mistake of long ago comes to
 * light (England's NHS complaints regulations of 2009: twelve months). A call that is on nobody's record stays hers however old.
 */
export const MOVED_BY_LEAD_DAYS = 365

/** Whom a saved call was really about; nobody, while that is not known. */
export const RightPerson = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('person'),
    patientId: PatientId,
    said: Said,
    skippedBecause: line(500)
      .refine(text => isReason(text, 3), WHY_SKIPPED)
      .optional(),
    /** Said once more: whom the nurse chose of the record that the call leaves is not carried over. */
    caller: CallerSaid,
    /** What was written was read once more: nothing in it tells of the person it leaves. */
    isRead: z.literal(true, 'Read what was written once more, and say that you have.'),
  }),
  z.strictObject({ kind: z.literal('nobody') }),
])
export type RightPerson = z.infer<typeof RightPerson>

/** "This call was about somebody else", said after its outcome was saved. */
export const MoveOutcome = z.strictObject({
  commandId: CommandId,
  epoch: Version,
  /** Read on both records: it names nobody. */
  because: line(300).refine(text => isReason(text, 3), 'Say in a few words why it was the wrong person.'),
  to: RightPerson,
})
export type MoveOutcome = z.infer<typeof MoveOutcome>

export const OutcomeMoved = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('moved'),
    epoch: z.int(),
    /** What the call wrote on the record that it leaves, and what is still there. */
    entriesLeft: z.int(),
  }),
  z.object({ kind: z.literal('not_enough'), match: IdentityMatch }),
])
export type OutcomeMoved = z.infer<typeof OutcomeMoved>

/**
 * Within how many hours a saved call that came off a record is to be on the right one: whoever looks after the person next reads that
 * record, and a practice the night's calls by eight (domain guide 3.6). Until then it is its nurse's, and afterwards a shift lead's.
 */
export const FOUND_WITHIN_HOURS = 12

const CallAboutNobody = z.object({
  callId: CallId,
  epoch: z.int(),
  at: Instant,
  /** Who saved it, and whether that is whoever asks. */
  nurse: z.string(),
  isYours: z.boolean(),
  from: E164.nullable(),
  /** Whom it was about was found out in the call itself: it has only to be moved there. */
  isFoundOut: z.boolean().default(false),
  /** Since when it is on nobody's record, and by when it is to be on somebody's. */
  since: Instant,
  dueAt: Instant,
})

/** A call that wrote on a record which it left: that is to be looked at there, by its nurse, and once it is late by a shift lead. */
export const LeftBehind = z.object({
  callId: CallId,
  at: Instant,
  nurse: z.string(),
  isYours: z.boolean(),
  from: E164.nullable(),
  since: Instant,
  dueAt: Instant,
  count: z.int(),
  /** On which records: by these it is heard that one of them changed. Who that is, is a look of its own. */
  records: z.array(PatientId).default([]),
})
export type LeftBehind = z.infer<typeof LeftBehind>

/** Saved calls that are about nobody yet, those first that came off a record first; of those whom they are about nothing is known, and nothing is told. */
export const AboutNobody = z.object({
  calls: z.array(CallAboutNobody),
  /** Whoever asks leads the shift: she may let one rest, and take it up again. Whose call it was sees that it rests, and why. A server of yesterday says neither. */
  mayRest: z.boolean().default(false),
  resting: z
    .array(CallAboutNobody.extend({ restsSince: Instant, restBy: z.string(), restBecause: z.string() }))
    .default([]),
  /** What whoever asks saved last, in these hours, and stands on a record: also a page that was reloaded offers to move it. */
  yourLast: CallAboutNobody.pick({ callId: true, epoch: true, at: true, from: true })
    .extend({ movedAt: Instant.nullable().default(null) })
    .nullable()
    .default(null),
  leftBehind: z.array(LeftBehind).default([]),
})
export type AboutNobody = z.infer<typeof AboutNobody>

/** "Let it rest": nobody can find out whom a saved call was about. Taken up again, it is on the list as it was. */
export const RestCall = z.strictObject({
  commandId: CommandId,
  epoch: Version,
  act: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('rest'),
      because: line(500).refine(text => isReason(text, 3), 'Say in a few words why nobody can find it out.'),
    }),
    z.strictObject({ kind: z.literal('take_up') }),
  ]),
})
export type RestCall = z.infer<typeof RestCall>

export const CallRests = z.object({ isResting: z.boolean() })
export type CallRests = z.infer<typeof CallRests>

/** What the access log calls it, of nobody's record. */
export const restInLog = { rest: 'call let rest', take_up: 'call taken up again' } as const

/** What was saved of a call, for whoever may move it: read once more before it goes onto another record. Covered as the past call is. */
export const SavedWords = PastCall.pick({
  outcome: true,
  nurse: true,
  notes: true,
  callerName: true,
  callerRelationship: true,
  isCovered: true,
}).extend({
  /** On whose record it is: that is nobody to move it to. */
  patientId: PatientId.nullable().default(null),
  /** What they are called there. */
  personName: z.string().nullable().default(null),
})
export type SavedWords = z.infer<typeof SavedWords>

/** What a call wrote on records that it left, and nobody has looked at since. */
export const LeftWritten = z.object({
  records: z.array(
    z.object({
      patientId: PatientId,
      name: z.string().nullable(),
      items: z.array(
        z.object({
          item: SeenItem,
          title: z.string(),
          says: z.string(),
          /** The call changed what was there before: struck out, that is gone as well. */
          wasThere: z.boolean(),
          mayStrike: z.boolean(),
        }),
      ),
      /** What is kept apart, or may tell a protected place: how much. */
      notShown: z.int(),
      /** Which codes the call kept; none of them. */
      codes: z.array(z.string()),
    }),
  ),
})
export type LeftWritten = z.infer<typeof LeftWritten>

/** What becomes of one of them. */
export const SettleLeft = z.strictObject({
  commandId: CommandId,
  patientId: PatientId,
  item: SeenItem,
  act: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('strike'),
      /** Read on that record. */
      because: longText(500).refine(text => isReason(text, 3), 'Say in a few words why it is struck out.'),
    }),
    z.strictObject({ kind: z.literal('right') }),
  ]),
})
export type SettleLeft = z.infer<typeof SettleLeft>

/** The same in full where it may tell a protected place, for a reason; shown as long as the place would be. */
export const SavedWordsShown = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('shown'), saved: SavedWords }),
  z.strictObject({ kind: z.literal('not_shown'), because: z.string() }),
  TypePassword,
])
export type SavedWordsShown = z.infer<typeof SavedWordsShown>

/** What the access log of each record calls it. */
export const movedInLog = {
  off: 'call taken off',
  on: 'call put on',
  back: 'call put back',
  unchecked: 'without the checks',
  left: 'written in a call that left',
} as const

/** The same in words, to the person whose log it is. */
export const movedWhat: Readonly<Record<string, string>> = {
  [movedInLog.off]: 'A call that was about somebody else',
  [movedInLog.on]: 'A call about you that had been written down for somebody else',
  [movedInLog.back]: 'A call about you that had been taken off in the same call',
  [movedInLog.left]: 'What a call that was about somebody else had written',
  [movedInLog.unchecked]: 'Without comparing what was said with your record',
}
