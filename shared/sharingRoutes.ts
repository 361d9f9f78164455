import { z } from 'zod'
import { Withdrawal } from './access.ts'
import { CallId, ItemId, PatientId } from './ids.ts'
import { route } from './route.ts'
import { EndLimit, NewLimit, SettleSharing, SharingSaved, SharingView } from './sharing.ts'
import { epochInAddress, Version } from './version.ts'

const none = z.strictObject({})
const call = z.strictObject({ callId: CallId })
const epoch = Version
const person = z.strictObject({ patientId: PatientId })
/** `asked=yes`: the person wants to be asked each time, and was. */
const asked = z.strictObject({ asked: z.literal('yes').optional() })

/** What a person agrees to and keeps back, in a call and beside one: part of the one table in routes.ts. */
export const sharingRoutes = {
  sharing: route({
    method: 'GET',
    path: '/api/calls/:callId/record/sharing',
    params: call,
    query: z.strictObject({ epoch: epochInAddress }),
    body: z.undefined(),
    reply: z.object({ epoch, sharing: SharingView }),
  }),
  /** Answers to any of the four things, with what was said: all in force when it is answered, or none. */
  settleSharing: route({
    method: 'POST',
    path: '/api/calls/:callId/record/sharing',
    params: call,
    query: none,
    body: SettleSharing.extend({ epoch }),
    reply: SharingSaved,
  }),
  /** The person takes back every agreement to share: in force when it is answered. */
  withdrawSharing: route({
    method: 'POST',
    path: '/api/calls/:callId/record/withdraw-sharing',
    params: call,
    query: none,
    body: Withdrawal.extend({ epoch }),
    reply: z.object({ withdrawn: z.int() }),
  }),
  limitSharing: route({
    method: 'POST',
    path: '/api/calls/:callId/record/limits',
    params: call,
    query: none,
    body: NewLimit.extend({ epoch }),
    reply: SharingSaved,
  }),
  endLimit: route({
    method: 'POST',
    path: '/api/calls/:callId/record/limits/:itemId/end',
    params: z.strictObject({ callId: CallId, itemId: ItemId }),
    query: none,
    body: EndLimit.extend({ epoch }),
    reply: SharingSaved,
  }),
  /** The same beside a call, for a record that is open to who asks. */
  sharingShared: route({
    method: 'GET',
    path: '/api/people/:patientId/record/sharing',
    params: person,
    query: asked,
    body: z.undefined(),
    reply: z.object({ sharing: SharingView }),
  }),
  settleSharingShared: route({
    method: 'POST',
    path: '/api/people/:patientId/record/sharing',
    params: person,
    query: asked,
    body: SettleSharing,
    reply: SharingSaved,
  }),
  withdrawSharingShared: route({
    method: 'POST',
    path: '/api/people/:patientId/record/withdraw-sharing',
    params: person,
    query: asked,
    body: Withdrawal,
    reply: z.object({ withdrawn: z.int() }),
  }),
  limitSharingShared: route({
    method: 'POST',
    path: '/api/people/:patientId/record/limits',
    params: person,
    query: asked,
    body: NewLimit,
    reply: SharingSaved,
  }),
  endLimitShared: route({
    method: 'POST',
    path: '/api/people/:patientId/record/limits/:itemId/end',
    params: person.extend({ itemId: ItemId }),
    query: asked,
    body: EndLimit,
    reply: SharingSaved,
  }),
}
