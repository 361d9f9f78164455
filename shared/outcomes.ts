import { z } from 'zod'
import { CallId, CommandId, PatientId, TaskId } from './ids.ts'
import { PastTeamTask } from './pastTeamTasks.ts'
import { Instant } from './time.ts'
import { SavedTriage, TriageInProgress } from './triageTaken.ts'
import { Version } from './version.ts'

/** Why people ring, most common first. Sources: domain guide 3.1 and 3.3. */
export const CallReason = z.enum([
  'pain',
  'breathlessness',
  'agitation',
  'nausea_vomiting',
  'secretions',
  'bleeding',
  'seizure',
  'bowels_or_bladder',
  'catheter',
  'syringe_pump',
  'fall',
  'other_symptom',
  'death_reported',
  'wants_visit',
  'medicines_query',
  'equipment_or_oxygen',
  'carer_distress',
  'advice_or_information',
  'record_update',
  'bereavement',
  'professional_query',
  'other',
])
export type CallReason = z.infer<typeof CallReason>

/**
 * What was done, exactly one: the list is exhaustive so that a report adds up to all calls.
 * Source: domain guide 6, "disposition split".
 */
export const Disposition = z.enum([
  'advice_only',
  'district_nurse',
  'gp_or_out_of_hours',
  'hospice_at_home',
  'specialist_palliative_care',
  'pharmacy',
  'ambulance_999',
  'emergency_department',
  'hospital_admission',
  'hospice_admission',
  'death_reported',
  'other',
])
export type Disposition = z.infer<typeof Disposition>

/** Where the person is when the call ends: the figure "stayed at home" is counted from this. */
export const WhereAfter = z.enum([
  'usual_home',
  'care_home',
  'family_home',
  'hospice',
  'hospital',
  'on_the_way_to_hospital',
  'died',
  'elsewhere',
  'not_known',
])
export type WhereAfter = z.infer<typeof WhereAfter>

/** Why somebody is to be rung twice about one person. */
export const SECOND_BECAUSE_LIMIT = 300

/** Whether somebody is rung back: by a promise of this call's own, or by the one that is owed about the person already. */
export const CallBack = z.discriminatedUnion('needed', [
  z.strictObject({ needed: z.literal(false) }),
  z.strictObject({
    needed: z.literal(true),
    dueAt: Instant,
    /** Wanting where nothing was owed. */
    secondBecause: z.string().trim().max(SECOND_BECAUSE_LIMIT).optional(),
  }),
  z.strictObject({ needed: z.literal('owed'), taskId: TaskId }),
])
export type CallBack = z.infer<typeof CallBack>

const words = z.string().trim().max(20_000)

export const OutcomeDraft = z.strictObject({
  reason: CallReason,
  found: words,
  advice: words,
  disposition: Disposition,
  whereAfter: WhereAfter,
  next: words,
  callBack: CallBack,
  /** What was ticked of the prompts, in the words and the version that were on the screen; wanting where none was used. */
  triage: SavedTriage.nullable().optional(),
})
export type OutcomeDraft = z.infer<typeof OutcomeDraft>

/** As it is saved. What was found and advised may be empty, for a call may be over before either; what "something else" was may not. */
const WholeOutcome = OutcomeDraft.refine(({ disposition, next }) => disposition !== 'other' || next !== '', {
  path: ['next'],
  error: 'Say what was done: "something else" alone says nothing.',
})

const asTyped = z.string().max(20_000)

/** The outcome as it stands in the fields, kept while it is written: an empty string is a choice not made yet. */
export const OutcomeInProgress = z.strictObject({
  reason: CallReason.or(z.literal('')),
  found: asTyped,
  advice: asTyped,
  disposition: Disposition.or(z.literal('')),
  whereAfter: WhereAfter.or(z.literal('')),
  next: asTyped,
  callBack: z.enum(['no', 'yes', 'owed', '']),
  /** 'HH:MM' of the next 24 hours. */
  callBackAt: z.string().max(5),
  /** A draft of yesterday does not have it. */
  secondBecause: z.string().max(SECOND_BECAUSE_LIMIT).default(''),
  /** What is ticked of the prompts; a draft of before they were there does not have it. */
  triage: TriageInProgress.nullable().default(null),
})
export type OutcomeInProgress = z.infer<typeof OutcomeInProgress>

/** A call about nobody's care. Counted among calls, never among clinical figures. */
export const NonClinicalKind = z.enum([
  'wrong_number',
  'silent',
  'hoax',
  'abusive',
  'test_call',
  'asked_for_other_service',
])
export type NonClinicalKind = z.infer<typeof NonClinicalKind>

/** Closing a call. `epoch` is the call's identity epoch that the nurse saw; a stale one is refused. */
export const CloseCall = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('clinical'),
    commandId: CommandId,
    epoch: Version,
    notesRevision: Version,
    outcome: WholeOutcome,
  }),
  z.strictObject({
    kind: z.literal('non_clinical'),
    commandId: CommandId,
    epoch: Version,
    notesRevision: Version,
    call: NonClinicalKind,
    note: words,
  }),
])
export type CloseCall = z.infer<typeof CloseCall>

/** One call on a person's timeline. */
export const PastCall = z.object({
  callId: CallId,
  patientId: PatientId,
  at: Instant,
  seconds: z.int().nullable(),
  callerName: z.string().nullable(),
  callerRelationship: z.string().nullable(),
  nurse: z.string(),
  /** Where the person was afterwards, and what was done: null where it is not told. */
  outcome: OutcomeDraft.extend({ whereAfter: WhereAfter.nullable(), disposition: Disposition.nullable() }),
  notes: z.string(),
  /** What was said may tell a protected place: neither words nor caller nor where they were are in it, nor what was done where that may have moved them. */
  isCovered: z.boolean(),
  /** It was saved on another record first. Nobody is named: the reason is empty where words are covered. */
  moved: z.object({ at: Instant, by: z.string(), because: z.string() }).nullable(),
  /** For whoever may say that it was about somebody else: the call's epoch as it is now. */
  moveEpoch: z.int().nullable(),
})
export type PastCall = z.infer<typeof PastCall>

/** The timeline as it is shown without a call in hand. */
export const SharedCalls = z.object({
  calls: z.array(PastCall),
  /** What was asked of teams, told to whoever is told of the calls. */
  teamTasks: z.array(PastTeamTask),
  /** Why the calls are not shown: an empty space must never be read as "nothing". */
  leftOut: z.string().nullable(),
})
export type SharedCalls = z.infer<typeof SharedCalls>
