import { z } from 'zod'
import { CallId, CommandId, ItemId, PatientId, StaffId } from './ids.ts'
import { OutcomeInProgress } from './outcomes.ts'
import { BoardParty, CallerHold, PartyDetail } from './parties.ts'
import { Marks } from './patients.ts'
import { E164 } from './phoneNumber.ts'
import { AnswersBy } from './staff.ts'
import { Instant, LocalDate } from './time.ts'

/**
 * Where a call is. The order is the usual way of a call; which follows which is server/calls/core/call.ts.
 * `abandoned`, `voicemail` and `callback_requested` end the caller's side and owe a task.
 */
export const CallState = z.enum([
  'new',
  'greeting',
  'waiting',
  'offered',
  'claimed',
  'connecting',
  'talking',
  'reconnecting',
  'oncall_ringing',
  'wrapup',
  'closed',
  'abandoned',
  'voicemail',
  'callback_requested',
])
export type CallState = z.infer<typeof CallState>

/** States in which a nurse may take the call. */
export const CLAIMABLE: readonly CallState[] = ['new', 'greeting', 'waiting', 'offered', 'oncall_ringing']
/** States that the board no longer shows. */
export const OFF_BOARD: readonly CallState[] = ['closed', 'abandoned', 'voicemail', 'callback_requested']

/** A call as the board of its own line shows it: no name, no clinical word. */
export const BoardCall = z.object({
  callId: CallId,
  version: z.int(),
  state: CallState,
  /** Null when withheld or not a telephone number. */
  from: E164.nullable(),
  startedAt: Instant,
  /** When the present spell of waiting began: a caller who was cut off waits again, in front. */
  waitingSince: Instant.nullable(),
  talkingSince: Instant.nullable(),
  endedAt: Instant.nullable(),
  // The next three have defaults: rows of the feed from before they were there are still sent to whoever asks for them.
  /** Since when the nurse's line to a caller who is still there is lost. */
  lostSince: Instant.nullable().default(null),
  /** An outcome may be saved while the two still talk: the call then closes by itself when one of them hangs up. */
  outcomeSavedAt: Instant.nullable().default(null),
  /** We rang them, and not they us. */
  isCallBack: z.boolean().default(false),
  /** Whom the nurse brought in, or tried to, the first first. */
  parties: z.array(BoardParty).default([]),
  callerHold: CallerHold.nullable().default(null),
  claimedBy: z.object({ staffId: StaffId, name: z.string() }).nullable(),
  offeredTo: z.array(StaffId),
  wasCutOff: z.boolean(),
  isIdentified: z.boolean(),
  /** The nurse said that a child rings: shift leads are told. A row of before it was there does not have it. */
  isFromChild: z.boolean().default(false),
})
export type BoardCall = z.infer<typeof BoardCall>

/** What a number suggests about who it may be: initials and month of birth, never more. */
export const CandidateHint = z.object({
  patientId: PatientId,
  initials: z.string(),
  birthMonth: z.string(),
  /** A death is on the record: whoever answers does not ask for them. */
  hasDied: z.boolean().optional(),
  /** 'their own', 'wife', 'care home' …: whose number it is on the record. */
  numberIs: z.string(),
  sharedWith: z.int(),
})
export type CandidateHint = z.infer<typeof CandidateHint>

/** So many hoax or abusive calls from one number within so many days are said to whoever answers the next. For the line to judge. */
export const UNWANTED_FROM = 2
export const UNWANTED_DAYS = 30
/** That a number has misused the line before. Nobody is turned away for it: numbers are shared, lent and forged. */
export const UnwantedBefore = z.object({ count: z.int(), lastAt: Instant, lastWith: z.string() })
export type UnwantedBefore = z.infer<typeof UnwantedBefore>

export const Identifier = z.enum(['name', 'birth_date', 'address', 'nhs_number', 'phrase'])
export type Identifier = z.infer<typeof Identifier>

const saidText = z.string().trim().max(200)
/** What the caller said, as the nurse typed it. Compared on the server; the record's own value is never sent before. */
export const Said = z.strictObject({
  name: saidText.optional(),
  birthDate: LocalDate.optional(),
  address: saidText.optional(),
  nhsNumber: saidText.optional(),
  phrase: saidText.optional(),
})
export type Said = z.infer<typeof Said>

export const IdentityMatch = z.object({
  patientId: PatientId,
  /** Name as on the record, only when the caller said it; else initials. */
  label: z.string(),
  birthMonth: z.string(),
  age: z.int().nullable(),
  deceased: z.boolean(),
  matched: z.array(Identifier),
  notMatched: z.array(Identifier),
  /** Said, and neither: the record has nothing to hold it against, or it is not used. */
  notCompared: z.array(Identifier).default([]),
  /** Right as far as it goes, such as a street without its house: it counts neither way. */
  inPart: z.array(Identifier).default([]),
  /** How a search found them; nothing when the number suggested them. */
  marks: Marks,
  /** Enough was matched to open the record: two of the five (domain guide 3.6). */
  isEnough: z.boolean(),
  /** Plain words on what tells this person from another in the list, when they look alike. */
  differences: z.array(z.string()),
})
export type IdentityMatch = z.infer<typeof IdentityMatch>

/** To whoever opens a record with fewer than two identifiers that match: it is looked at afterwards. */
export const WHY_SKIPPED = 'Say in a few words why the checks are skipped.'

/** Who is on the telephone, as they say themselves. */
export const CallerSaid = z.strictObject({
  name: z.string().trim().max(120),
  relationship: z.string().trim().max(80),
  isPatient: z.boolean().optional(),
  /** A child rings: they are asked to prove nothing, and told nothing of the record (domain guide 3.6 and S9). */
  isChild: z.boolean().optional(),
})
export type CallerSaid = z.infer<typeof CallerSaid>

/** What is asked of whoever confirms without it; of the person themselves, and where the checks are skipped, it may be wanting. */
export const CALLER_WANTING = {
  name: "Ask the caller's own name.",
  relationship: 'Ask who the caller is to the person.',
} as const

/** Why nothing was checked where a child rings: said by the server, whatever was typed. */
export const CHILD_IS_NOT_ASKED = 'A child is calling, and is not asked to prove anything.'
/** Of whom nobody is rung afterwards nobody knows whether they are safe: an outcome of such a call promises it. */
export const CHILD_IS_FOLLOWED =
  'A child rang. Choose by when a grown-up of the family is rung: by tomorrow at the latest.'

/** Chosen instead of an item: the caller is nobody of those whose name fits. A server that does not know it finds nobody chosen. */
export const NONE_OF_THEM = ItemId.parse('00000000-0000-0000-0000-000000000000')

export const CallerDetails = CallerSaid.extend({
  /** The contact or professional of the record whom the nurse chose, where what was said does not tell; or none of them. */
  contactItemId: ItemId.optional(),
})
export type CallerDetails = z.infer<typeof CallerDetails>

/** Somebody of the record whom the caller may be, by the name they gave. */
export const CallerMayBe = z.object({
  itemId: ItemId,
  name: z.string(),
  /** To the person, or their role in the care. */
  relationship: z.string(),
  /** The call comes from a number that is kept for them: a hint, and never proof. */
  hasThisNumber: z.boolean(),
})
export type CallerMayBe = z.infer<typeof CallerMayBe>

/** What this caller may hear, and why: from the person's own list of contacts, or nothing. */
export const MayBeTold = z.enum(['all', 'condition', 'logistics', 'nothing'])
export type MayBeTold = z.infer<typeof MayBeTold>

export const CallIdentity = z.object({
  /** Grows with every change of person; a save that names an older one is refused. */
  epoch: z.int(),
  patientId: PatientId.nullable(),
  checked: z.array(Identifier),
  skippedBecause: z.string().nullable(),
  caller: CallerDetails.nullable(),
  provisional: z.boolean(),
})
export type CallIdentity = z.infer<typeof CallIdentity>

/** One line of a call's own history, in plain words. */
export const CallMoment = z.object({ at: Instant, what: z.string(), by: z.string().nullable() })
export type CallMoment = z.infer<typeof CallMoment>

export const CallNotes = z.object({ text: z.string(), revision: z.int(), savedAt: Instant.nullable() })
export type CallNotes = z.infer<typeof CallNotes>

export const CallDetail = z.object({
  call: BoardCall,
  identity: CallIdentity,
  notes: CallNotes,
  /** What the nurse had filled in so far; null when she has not begun. */
  outcomeDraft: OutcomeInProgress.nullable(),
  moments: z.array(CallMoment),
  parties: z.array(PartyDetail).default([]),
  /** The colleagues who had it before, by name: what stands in the notes and the outcome may be theirs. */
  heldBefore: z.array(z.string()).default([]),
  /** Its outcome was on a record, and left it: the call was said to be about somebody else after it was saved. */
  outcomeHasLeft: z.boolean().default(false),
})
export type CallDetail = z.infer<typeof CallDetail>

export const ClaimCall = z.strictObject({ commandId: CommandId, answersBy: AnswersBy })

/** The answer to a claim: exactly one nurse gets `claimed`. */
export const ClaimReply = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('claimed'), detail: CallDetail }),
  z.object({ kind: z.literal('taken'), by: z.string() }),
  z.object({ kind: z.literal('gone'), because: z.string() }),
])
export type ClaimReply = z.infer<typeof ClaimReply>

export const NOTES_LIMIT = 20_000
