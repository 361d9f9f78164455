import { z } from 'zod'
import {
  SendVisitLink,
  VisitLinkForm,
  VisitLinkSent,
  VisitLinks,
  WatchedVisit,
  WatchVisit,
} from './carers.ts'
import { CallId, VisitLinkId } from './ids.ts'
import { route } from './route.ts'
import { epochInAddress, Version } from './version.ts'

const none = z.strictObject({})
const call = z.strictObject({ callId: CallId })

/** What a carer is sent so that they can watch a visit coming: made and stopped by a nurse, watched by a telephone. Part of the one table in routes.ts. */
export const carerRoutes = {
  visitLinkForm: route({
    method: 'GET',
    path: '/api/calls/:callId/visit-links/form',
    params: call,
    query: z.strictObject({ epoch: epochInAddress }),
    body: z.undefined(),
    reply: VisitLinkForm,
  }),
  sendVisitLink: route({
    method: 'POST',
    path: '/api/calls/:callId/visit-links',
    params: call,
    query: none,
    body: SendVisitLink.extend({ epoch: Version }),
    reply: VisitLinkSent,
  }),
  visitLinks: route({
    method: 'GET',
    path: '/api/calls/:callId/visit-links',
    params: call,
    query: none,
    body: z.undefined(),
    reply: VisitLinks,
  }),
  stopVisitLink: route({
    method: 'POST',
    path: '/api/visit-links/:visitLinkId/stop',
    params: z.strictObject({ visitLinkId: VisitLinkId }),
    query: none,
    body: none,
    reply: none,
  }),
  /** By whoever has the link: there is no account. */
  watchVisit: route({
    method: 'POST',
    path: '/api/visit',
    params: none,
    query: none,
    body: WatchVisit,
    reply: WatchedVisit,
  }),
}
