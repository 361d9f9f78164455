import { z } from 'zod'
import { accessRoutes } from './accessRoutes.ts'
import { answerRoutes } from './answerRoutes.ts'
import { CallDetail, ClaimCall, ClaimReply, NOTES_LIMIT } from './calls.ts'
import { carerRoutes } from './carerRoutes.ts'
import { caseloadRoutes } from './caseloadRoutes.ts'
import { deathRoutes } from './deathRoutes.ts'
import { BoardTask, TaskResult } from './dispatch.ts'
import { doorRoutes } from './doorRoutes.ts'
import { CallId, TaskId } from './ids.ts'
import { listRoutes } from './listRoutes.ts'
import { BoardSnapshot, CatchUp } from './live.ts'
import { missedRoutes } from './missed.ts'
import { movedRoutes } from './movedRoutes.ts'
import { noticeRoutes } from './noticeRoutes.ts'
import { CloseCall, OutcomeInProgress } from './outcomes.ts'
import { partyRoutes } from './partyRoutes.ts'
import { peopleRoutes } from './peopleRoutes.ts'
import { ProvePassword } from './proof.ts'
import { protocolRoutes } from './protocolRoutes.ts'
import { recordRoutes } from './recordRoutes.ts'
import { roleRoutes } from './roleRoutes.ts'
import { route, sound } from './route.ts'
import { sharedRoutes } from './sharedRoutes.ts'
import { sharingRoutes } from './sharingRoutes.ts'
import { shiftRoutes } from './shiftRoutes.ts'
import { AnswersBy, ChoosePassword, Me, SignIn } from './staff.ts'
import { TalkedBefore } from './talkedBefore.ts'
import { teamRoutes } from './teamRoutes.ts'
import { teamTaskRoutes } from './teamTaskRoutes.ts'
import { Version } from './version.ts'

const none = z.strictObject({})
const call = z.strictObject({ callId: CallId })
const task = z.strictObject({ taskId: TaskId })

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
  choosePassword: route({
    method: 'POST',
    path: '/api/me/password',
    params: none,
    query: none,
    body: ChoosePassword,
    reply: none,
  }),
  provePassword: route({
    method: 'POST',
    path: '/api/me/prove',
    params: none,
    query: none,
    body: ProvePassword,
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
  ...partyRoutes,
  ...recordRoutes,
  ...sharingRoutes,
  ...peopleRoutes,
  ...accessRoutes,
  ...carerRoutes,
  ...caseloadRoutes,
  ...listRoutes,
  ...roleRoutes,
  ...sharedRoutes,
  ...deathRoutes,
  ...doorRoutes,
  ...movedRoutes,
  ...protocolRoutes,
  ...teamRoutes,
  ...teamTaskRoutes,
  ...missedRoutes,
  ...shiftRoutes,
  ...answerRoutes,
  ...noticeRoutes,
  saveNotes: route({
    method: 'PUT',
    path: '/api/calls/:callId/notes',
    params: call,
    query: none,
    body: z.strictObject({ text: z.string().max(NOTES_LIMIT), revision: Version }),
    reply: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('saved'), revision: z.int() }),
      z.object({ kind: z.literal('changed_meanwhile'), text: z.string(), revision: z.int() }),
    ]),
  }),
  /** What stands in the outcome's fields, kept as it is written: a reload in mid-call loses none of it. */
  keepOutcomeDraft: route({
    method: 'PUT',
    path: '/api/calls/:callId/outcome-draft',
    params: call,
    query: none,
    body: OutcomeInProgress,
    reply: none,
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
    body: z.strictObject({ version: Version }),
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
    body: z.strictObject({ version: Version, result: TaskResult, note: z.string().trim().max(2_000) }),
    reply: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('done'), task: BoardTask }),
      z.object({ kind: z.literal('refused'), because: z.string() }),
    ]),
  }),
  /** Who talked with the caller of a task before the line was lost, and what they wrote down. */
  talkedBefore: route({
    method: 'GET',
    path: '/api/tasks/:taskId/talked',
    params: task,
    query: none,
    body: z.undefined(),
    reply: TalkedBefore,
  }),
  /** What the caller said, for the ear. */
  voicemailSound: route({
    method: 'GET',
    path: '/api/tasks/:taskId/voicemail/sound',
    params: task,
    query: none,
    body: z.undefined(),
    reply: sound,
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
