import { z } from 'zod'
import { CallDetail } from './calls.ts'
import { CallId } from './ids.ts'
import {
  BringIn,
  BringInContact,
  ContactsToRing,
  HoldCaller,
  LetGo,
  LineServices,
  PartyReference,
} from './parties.ts'
import { route } from './route.ts'

const none = z.strictObject({})
const call = z.strictObject({ callId: CallId })

/** Bringing somebody into a call, by whoever has it. */
export const partyRoutes = {
  /** The services of the line that may be brought in. */
  lineServices: route({
    method: 'GET',
    path: '/api/line-services',
    params: none,
    query: none,
    body: z.undefined(),
    reply: LineServices,
  }),
  bringIn: route({
    method: 'POST',
    path: '/api/calls/:callId/parties',
    params: call,
    query: none,
    body: BringIn,
    reply: CallDetail,
  }),
  /** Who of the record may be rung; each asking is a look at the contacts of whom the call is about. */
  contactsToRing: route({
    method: 'GET',
    path: '/api/calls/:callId/parties/contacts',
    params: call,
    query: none,
    body: z.undefined(),
    reply: ContactsToRing,
  }),
  bringInContact: route({
    method: 'POST',
    path: '/api/calls/:callId/parties/contacts',
    params: call,
    query: none,
    body: BringInContact,
    reply: CallDetail,
  }),
  letGo: route({
    method: 'POST',
    path: '/api/calls/:callId/parties/let-go',
    params: call,
    query: none,
    body: LetGo,
    reply: CallDetail,
  }),
  /** What an interpreter gives as the job's number, or as their own. */
  notePartyReference: route({
    method: 'PUT',
    path: '/api/calls/:callId/parties/reference',
    params: call,
    query: none,
    body: PartyReference,
    reply: CallDetail,
  }),
  holdCaller: route({
    method: 'POST',
    path: '/api/calls/:callId/hold',
    params: call,
    query: none,
    body: HoldCaller,
    reply: CallDetail,
  }),
} as const
