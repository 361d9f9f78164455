import { z } from 'zod'
import {
  CallDetail,
  CallerDetails,
  CandidateHint,
  ClaimCall,
  ClaimReply,
  IdentityMatch,
  MayBeTold,
  NOTES_LIMIT,
  Said,
} from './calls.ts'
import { BoardTask, TaskResult } from './dispatch.ts'
import { CallId, CommandId, ItemId, PatientId, TaskId } from './ids.ts'
import { BoardSnapshot, CatchUp } from './live.ts'
import { CloseCall, PastCall } from './outcomes.ts'
import { RecordAtAGlance } from './record/glance.ts'
import { SectionName } from './record/sections.ts'
import { route } from './route.ts'
import { AnswersBy, Me, SignIn } from './staff.ts'
import { LocalDate } from './time.ts'

const none = z.strictObject({})
const call = z.strictObject({ callId: CallId })
const task = z.strictObject({ taskId: TaskId })
const epoch = z.int().min(0)
const saidText = z.string().trim().max(200)

const FindPerson = z.strictObject({
  name: saidText.optional(),
  birthDate: LocalDate.optional(),
  nhsNumber: saidText.optional(),
  postcode: saidText.optional(),
  phone: saidText.optional(),
})

const ConfirmIdentity = z.strictObject({
  commandId: CommandId,
  epoch,
  patientId: PatientId,
  said: Said,
  caller: CallerDetails,
  /** Given when fewer than two identifiers match: why the record must be opened all the same. Reviewed afterwards. */
  skippedBecause: z
    .string()
    .trim()
    .min(3, 'Say in a few words why the checks are skipped.')
    .max(500)
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
  caller: CallerDetails,
})

const EditEntry = z.strictObject({
  commandId: CommandId,
  epoch,
  section: SectionName,
  /** Absent for something new on the record. */
  itemId: ItemId.optional(),
  /** The version the nurse saw; a newer one on the record refuses the save and shows what differs. */
  version: z.int().min(0),
  body: z.unknown(),
})

const SoftphonePass = z.object({
  kind: z.literal('practice'),
  url: z.string(),
  token: z.string(),
  identity: z.string(),
})

/** Every route for people. Webhooks are elsewhere: they are guarded by signature, not by session. */
export const routes = {
  signIn: route({ method: 'POST', path: '/api/sign-in', params: none, query: none, body: SignIn, reply: Me }),
  signOut: route({
    method: 'POST',
    path: '/api/sign-out',
    params: none,
    query: none,
    body: none,
    reply: none,
  }),
  me: route({ method: 'GET', path: '/api/me', params: none, query: none, body: z.undefined(), reply: Me }),

  board: route({
    method: 'GET',
    path: '/api/board',
    params: none,
    query: none,
    body: z.undefined(),
    reply: BoardSnapshot,
  }),
  feed: route({
    method: 'GET',
    path: '/api/feed',
    params: none,
    query: z.strictObject({ after: z.coerce.number().int().min(0) }),
    body: z.undefined(),
    reply: CatchUp,
  }),
  sayReady: route({
    method: 'POST',
    path: '/api/readiness',
    params: none,
    query: none,
    body: z.strictObject({ state: z.enum(['away', 'ready']), answersBy: AnswersBy }),
    reply: none,
  }),
  softphonePass: route({
    method: 'POST',
    path: '/api/softphone-pass',
    params: none,
    query: none,
    body: none,
    reply: SoftphonePass,
  }),

  callDetail: route({
    method: 'GET',
    path: '/api/calls/:callId',
    params: call,
    query: none,
    body: z.undefined(),
    reply: CallDetail,
  }),
  claimCall: route({
    method: 'POST',
    path: '/api/calls/:callId/claim',
    params: call,
    query: none,
    body: ClaimCall,
    reply: ClaimReply,
  }),
  /** Give the call back to the queue, in front: nobody talked yet. */
  releaseCall: route({
    method: 'POST',
    path: '/api/calls/:callId/release',
    params: call,
    query: none,
    body: none,
    reply: CallDetail,
  }),
  /** My own leg was lost (reload, crash): make it again. */
  rejoinCall: route({
    method: 'POST',
    path: '/api/calls/:callId/rejoin',
    params: call,
    query: none,
    body: z.strictObject({ answersBy: AnswersBy }),
    reply: CallDetail,
  }),
  endCall: route({
    method: 'POST',
    path: '/api/calls/:callId/end',
    params: call,
    query: none,
    body: none,
    reply: CallDetail,
  }),
  candidates: route({
    method: 'GET',
    path: '/api/calls/:callId/candidates',
    params: call,
    query: none,
    body: z.undefined(),
    reply: z.object({ candidates: z.array(CandidateHint) }),
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
    reply: z.object({ matches: z.array(IdentityMatch), more: z.boolean() }),
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
  openRecord: route({
    method: 'GET',
    path: '/api/calls/:callId/record',
    params: call,
    query: z.strictObject({ epoch: z.coerce.number().int().min(0) }),
    body: z.undefined(),
    reply: z.object({
      epoch,
      record: RecordAtAGlance,
      mayBeTold: z.object({ level: MayBeTold, because: z.string() }),
      pastCalls: z.array(PastCall),
    }),
  }),
  editRecord: route({
    method: 'POST',
    path: '/api/calls/:callId/record/entries',
    params: call,
    query: none,
    body: EditEntry,
    reply: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('saved'), itemId: ItemId, version: z.int() }),
      z.object({ kind: z.literal('changed_meanwhile'), by: z.string(), version: z.int(), body: z.unknown() }),
    ]),
  }),
  saveNotes: route({
    method: 'PUT',
    path: '/api/calls/:callId/notes',
    params: call,
    query: none,
    body: z.strictObject({ text: z.string().max(NOTES_LIMIT), revision: z.int().min(0) }),
    reply: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('saved'), revision: z.int() }),
      z.object({ kind: z.literal('changed_meanwhile'), text: z.string(), revision: z.int() }),
    ]),
  }),
  closeCall: route({
    method: 'POST',
    path: '/api/calls/:callId/outcome',
    params: call,
    query: none,
    body: CloseCall,
    reply: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('closed'), callId: CallId, taskId: TaskId.nullable() }),
      z.object({ kind: z.literal('refused'), because: z.string() }),
    ]),
  }),

  takeTask: route({
    method: 'POST',
    path: '/api/tasks/:taskId/take',
    params: task,
    query: none,
    body: z.strictObject({ version: z.int() }),
    reply: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('taken'), task: BoardTask }),
      z.object({ kind: z.literal('refused'), because: z.string() }),
    ]),
  }),
  /** Ring back: a new call to the number of the task, with this nurse on it. */
  callBack: route({
    method: 'POST',
    path: '/api/tasks/:taskId/call-back',
    params: task,
    query: none,
    body: ClaimCall,
    reply: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('calling'), detail: CallDetail }),
      z.object({ kind: z.literal('refused'), because: z.string() }),
    ]),
  }),
  closeTask: route({
    method: 'POST',
    path: '/api/tasks/:taskId/close',
    params: task,
    query: none,
    body: z.strictObject({ version: z.int(), result: TaskResult, note: z.string().trim().max(2_000) }),
    reply: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('done'), task: BoardTask }),
      z.object({ kind: z.literal('refused'), because: z.string() }),
    ]),
  }),
  voicemail: route({
    method: 'GET',
    path: '/api/tasks/:taskId/voicemail',
    params: task,
    query: none,
    body: z.undefined(),
    reply: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('ready'),
        audioUrl: z.string(),
        words: z.string().nullable(),
        seconds: z.int(),
      }),
      z.object({ kind: z.literal('not_ready'), because: z.string() }),
    ]),
  }),
}
