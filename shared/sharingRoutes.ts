import { z } from 'zod'
import { Withdrawal } from './access.ts'
import { CallId, ItemId } from './ids.ts'
import { route } from './route.ts'
import { EndLimit, NewLimit, SettleSharing, SharingSaved, SharingView } from './sharing.ts'
import { Version } from './version.ts'

const none = z.strictObject({})
const call = z.strictObject({ callId: CallId })
const epoch = Version

/** What the person of a call agrees to and keeps back: part of the one table in routes.ts. */
export const sharingRoutes = {
  sharing: route({
    method: 'GET',
    path: '/api/calls/:callId/record/sharing',
    params: call,
    query: z.strictObject({ epoch: z.coerce.number().int().min(0) }),
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
}
