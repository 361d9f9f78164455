import { z } from 'zod'
import {
  BereavementAnswer,
  CorrectDeath,
  DeathChanged,
  DeathOffer,
  DeathReported,
  ReportDeath,
  TaskPerson,
  VerifyDeath,
} from './deaths.ts'
import { CallId, CommandId, PatientId, TaskId } from './ids.ts'
import { route } from './route.ts'
import { epochInAddress, Version } from './version.ts'

const none = z.strictObject({})
const call = z.strictObject({ callId: CallId })
const person = z.strictObject({ patientId: PatientId })
const task = z.strictObject({ taskId: TaskId })
const asked = z.strictObject({ asked: z.literal('yes').optional() })
const atEpoch = z.strictObject({ epoch: epochInAddress })
const epoch = Version

/** What follows a death: from a call in hand, from a record that is open without one, and from a task. Part of routes.ts. */
export const deathRoutes = {
  offerDeath: route({
    method: 'GET',
    path: '/api/calls/:callId/record/death',
    params: call,
    query: atEpoch,
    body: z.undefined(),
    reply: DeathOffer,
  }),
  reportDeath: route({
    method: 'POST',
    path: '/api/calls/:callId/record/death',
    params: call,
    query: none,
    body: ReportDeath.extend({ epoch }),
    reply: DeathReported,
  }),
  verifyDeath: route({
    method: 'POST',
    path: '/api/calls/:callId/record/death/verified',
    params: call,
    query: none,
    body: VerifyDeath.extend({ epoch }),
    reply: DeathChanged,
  }),
  correctDeath: route({
    method: 'POST',
    path: '/api/calls/:callId/record/death/in-error',
    params: call,
    query: none,
    body: CorrectDeath.extend({ epoch }),
    reply: DeathChanged,
  }),
  offerDeathShared: route({
    method: 'GET',
    path: '/api/people/:patientId/record/death',
    params: person,
    query: asked,
    body: z.undefined(),
    reply: DeathOffer,
  }),
  reportDeathShared: route({
    method: 'POST',
    path: '/api/people/:patientId/record/death',
    params: person,
    query: asked,
    body: ReportDeath,
    reply: DeathReported,
  }),
  verifyDeathShared: route({
    method: 'POST',
    path: '/api/people/:patientId/record/death/verified',
    params: person,
    query: asked,
    body: VerifyDeath,
    reply: DeathChanged,
  }),
  correctDeathShared: route({
    method: 'POST',
    path: '/api/people/:patientId/record/death/in-error',
    params: person,
    query: asked,
    body: CorrectDeath,
    reply: DeathChanged,
  }),
  /** Within ten minutes, by whoever reported it or a shift lead: the call may be over. */
  undoDeath: route({
    method: 'POST',
    path: '/api/deaths/:deathId/undo',
    params: z.strictObject({ deathId: z.uuid() }),
    query: none,
    body: z.strictObject({ commandId: CommandId }),
    reply: DeathChanged,
  }),
  /** Of somebody who has died: who it is, and whom to speak to instead. */
  personOfTask: route({
    method: 'GET',
    path: '/api/tasks/:taskId/person',
    params: task,
    query: none,
    body: z.undefined(),
    reply: TaskPerson,
  }),
  /** By whoever has taken the task that waits for it, and was told without a call in hand. */
  verifyDeathOfTask: route({
    method: 'POST',
    path: '/api/tasks/:taskId/verified',
    params: task,
    query: none,
    body: VerifyDeath,
    reply: DeathChanged,
  }),
  closeBereavement: route({
    method: 'POST',
    path: '/api/tasks/:taskId/bereavement',
    params: task,
    query: none,
    body: BereavementAnswer,
    reply: DeathChanged,
  }),
}
