import { z } from 'zod'
import { AccessLog, LookQuestion, logPlace } from './access.ts'
import {
  CallDetail,
  CallerSaid,
  CandidateHint,
  IdentityMatch,
  Said,
  UnwantedBefore,
  WHY_SKIPPED,
} from './calls.ts'
import { CallId, CommandId, ItemId, PatientId } from './ids.ts'
import { OpenedForCall } from './openedForCall.ts'
import { BesideThis, OtherNotes } from './otherCalls.ts'
import { RecordAtAGlance } from './record/glance.ts'
import { HalfWritten, HalfWrittenKey } from './record/halfWritten.ts'
import { ItemHistory } from './record/history.ts'
import { RecordMarks } from './record/marks.ts'
import { OpenSealed, SealedItems } from './record/sealed.ts'
import { ConfirmEntries, Corrected, EditEntry, Edited, HistoryQuery, RetractEntry } from './recordActs.ts'
import { fileKinds, route } from './route.ts'
import { SideBySide } from './sideBySide.ts'
import { EmergencySummary, MadeCode, MakeCode } from './summary.ts'
import { isReason } from './text.ts'
import { Instant, LocalDate } from './time.ts'
import { epochInAddress, Version } from './version.ts'

const none = z.strictObject({})
const call = z.strictObject({ callId: CallId })
const epoch = Version

const saidText = z.string().trim().max(200)

/** What is known of somebody who is looked for. */
export const FindPerson = z.strictObject({
  name: saidText.optional(),
  birthDate: LocalDate.optional(),
  nhsNumber: saidText.optional(),
  postcode: saidText.optional(),
  street: saidText.optional(),
  phone: saidText.optional(),
})

export const FoundPersons = z.object({
  matches: z.array(IdentityMatch),
  more: z.boolean(),
  /** The telephone could not be read as a number, and was left out of the search. */
  isPhoneUnreadable: z.boolean(),
})

const ConfirmIdentity = z.strictObject({
  commandId: CommandId,
  epoch,
  patientId: PatientId,
  said: Said,
  caller: CallerSaid,
  /** Given when fewer than two identifiers match: why the record must be opened all the same. Reviewed afterwards. */
  skippedBecause: z
    .string()
    .trim()
    .max(500)
    .refine(text => isReason(text, 3), WHY_SKIPPED)
    .optional(),
})

const ConfirmReply = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('confirmed'), detail: CallDetail }),
  z.object({ kind: z.literal('not_enough'), match: IdentityMatch }),
])

const ProvisionalPerson = z.strictObject({
  commandId: CommandId,
  epoch,
  name: saidText,
  birthDate: LocalDate.optional(),
  where: saidText.optional(),
  caller: CallerSaid,
})

/** Whom a call is about, and the record that this opens: part of the one table in routes.ts. */
export const recordRoutes = {
  candidates: route({
    method: 'GET',
    path: '/api/calls/:callId/candidates',
    params: call,
    query: none,
    body: z.undefined(),
    reply: z.object({
      candidates: z.array(CandidateHint),
      unwanted: UnwantedBefore.nullable().default(null),
    }),
  }),
  /** What the caller said, held against the number's candidates. Nothing of the record leaves but match or no match. */
  checkIdentity: route({
    method: 'POST',
    path: '/api/calls/:callId/identity/check',
    params: call,
    query: none,
    body: z.strictObject({ said: Said }),
    reply: z.object({ matches: z.array(IdentityMatch) }),
  }),
  findPerson: route({
    method: 'POST',
    path: '/api/calls/:callId/identity/find',
    params: call,
    query: none,
    body: FindPerson,
    reply: FoundPersons,
  }),
  confirmIdentity: route({
    method: 'POST',
    path: '/api/calls/:callId/identity/confirm',
    params: call,
    query: none,
    body: ConfirmIdentity,
    reply: ConfirmReply,
  }),
  provisionalPerson: route({
    method: 'POST',
    path: '/api/calls/:callId/identity/provisional',
    params: call,
    query: none,
    body: ProvisionalPerson,
    reply: CallDetail,
  }),
  /** "This is the wrong person": closes the record for this call at once; the next save of it is refused. */
  clearIdentity: route({
    method: 'POST',
    path: '/api/calls/:callId/identity/clear',
    params: call,
    query: none,
    body: z.strictObject({ commandId: CommandId, epoch, because: saidText }),
    reply: CallDetail,
  }),
  /** Somebody whom the caller may mean, beside those who could be taken for them. */
  besideAlike: route({
    method: 'POST',
    path: '/api/calls/:callId/identity/beside',
    params: call,
    query: none,
    body: z.strictObject({ patientId: PatientId, said: Said }),
    reply: SideBySide,
  }),
  /** From one record of a person to the other that is linked to it; the epoch grows. */
  moveToLinked: route({
    method: 'POST',
    path: '/api/calls/:callId/identity/linked',
    params: call,
    query: none,
    body: z.strictObject({ commandId: CommandId, epoch, patientId: PatientId }),
    reply: CallDetail,
  }),
  openRecord: route({
    method: 'GET',
    path: '/api/calls/:callId/record',
    params: call,
    query: z.strictObject({ epoch: epochInAddress }),
    body: z.undefined(),
    reply: OpenedForCall,
  }),
  /** Which of those on the record who go by the caller's name is calling, or none of them; null takes it back. */
  sayWhoCalls: route({
    method: 'POST',
    path: '/api/calls/:callId/identity/caller',
    params: call,
    query: none,
    body: z.strictObject({ commandId: CommandId, epoch, itemId: ItemId.nullable() }),
    reply: none,
  }),
  /** Who has looked at the record, for whoever rings to ask. */
  accessLogForCall: route({
    method: 'GET',
    path: '/api/calls/:callId/record/access-log',
    params: call,
    query: z.strictObject({ epoch: epochInAddress, before: logPlace }),
    body: z.undefined(),
    reply: AccessLog,
  }),
  askAboutLookForCall: route({
    method: 'POST',
    path: '/api/calls/:callId/record/access-log/questions',
    params: call,
    query: none,
    body: LookQuestion.extend({ epoch: Version }),
    reply: z.object({ kind: z.literal('asked'), dueAt: Instant }),
  }),
  /** Who else talks about this person at this moment, and what is owed about them already. */
  otherCalls: route({
    method: 'GET',
    path: '/api/calls/:callId/record/other-calls',
    params: call,
    query: z.strictObject({ epoch: epochInAddress }),
    body: z.undefined(),
    reply: BesideThis,
  }),
  otherNotes: route({
    method: 'GET',
    path: '/api/calls/:callId/record/other-calls/:otherCallId/notes',
    params: z.strictObject({ callId: CallId, otherCallId: CallId }),
    query: z.strictObject({ epoch: epochInAddress }),
    body: z.undefined(),
    reply: OtherNotes,
  }),
  summaryForCall: route({
    method: 'GET',
    path: '/api/calls/:callId/record/summary',
    params: call,
    query: z.strictObject({ epoch: epochInAddress }),
    body: z.undefined(),
    reply: EmergencySummary,
  }),
  summaryPdfForCall: route({
    method: 'GET',
    path: '/api/calls/:callId/record/summary.pdf',
    params: call,
    query: z.strictObject({ epoch: epochInAddress }),
    body: z.undefined(),
    reply: fileKinds.pdf,
  }),
  /** A code for the crew that is on its way, read to whoever is in the house. */
  makeCodeForCall: route({
    method: 'POST',
    path: '/api/calls/:callId/record/crew-code',
    params: call,
    query: none,
    body: MakeCode.extend({ epoch }),
    reply: MadeCode,
  }),
  editRecord: route({
    method: 'POST',
    path: '/api/calls/:callId/record/entries',
    params: call,
    query: none,
    body: EditEntry.extend({ epoch }),
    reply: Edited,
  }),
  /** A form as it is being written, so that a reload in mid-call loses none of it. */
  keepForm: route({
    method: 'PUT',
    path: '/api/calls/:callId/record/half-written',
    params: call,
    query: none,
    body: HalfWritten.extend({ epoch }),
    reply: none,
  }),
  dropForm: route({
    method: 'POST',
    path: '/api/calls/:callId/record/half-written/drop',
    params: call,
    query: none,
    body: HalfWrittenKey.extend({ epoch }),
    reply: none,
  }),
  /** Still right: a new version of each item with the same content. */
  confirmEntries: route({
    method: 'POST',
    path: '/api/calls/:callId/record/confirm',
    params: call,
    query: none,
    body: ConfirmEntries.extend({ epoch }),
    reply: Corrected,
  }),
  /** Entered in error: kept, struck through, with the reason, and never used. */
  retractEntry: route({
    method: 'POST',
    path: '/api/calls/:callId/record/retract',
    params: call,
    query: none,
    body: RetractEntry.extend({ epoch }),
    reply: Corrected,
  }),
  itemHistory: route({
    method: 'GET',
    path: '/api/calls/:callId/record/items/:itemId/history',
    params: z.strictObject({ callId: CallId, itemId: ItemId }),
    query: HistoryQuery.extend({ epoch: epochInAddress }),
    body: z.undefined(),
    reply: z.object({ epoch, history: ItemHistory }),
  }),
  /** One section that is kept apart, for a reason of its own. */
  openSealed: route({
    method: 'POST',
    path: '/api/calls/:callId/record/sealed',
    params: call,
    query: none,
    body: OpenSealed.extend({ epoch }),
    reply: SealedItems,
  }),
  /** The record as it was at a moment that has passed. Nothing of it can be changed. */
  recordAsOf: route({
    method: 'GET',
    path: '/api/calls/:callId/record/as-of',
    params: call,
    query: z.strictObject({ epoch: epochInAddress, at: Instant }),
    body: z.undefined(),
    /** The marks are those of today, whatever the moment: the record may be somebody else’s. */
    reply: z.object({ epoch, record: RecordAtAGlance, marks: RecordMarks }),
  }),
}
