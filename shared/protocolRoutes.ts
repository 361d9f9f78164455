import { z } from 'zod'
import { ProtocolId } from './ids.ts'
import {
  BeginDraft,
  ListedProtocol,
  ProtocolAct,
  ProtocolInForce,
  ProtocolVersion,
  WithdrawProtocol,
  WriteDraft,
} from './protocols.ts'
import { route } from './route.ts'
import { Version } from './version.ts'

const none = z.strictObject({})
const protocol = z.strictObject({ protocolId: ProtocolId })
const version = z.strictObject({ protocolId: ProtocolId, version: z.coerce.number().pipe(Version) })
const refused = z.object({ kind: z.literal('refused'), because: z.string() })

/** How nurses ask, as content: part of the one table in routes.ts. */
export const protocolRoutes = {
  protocols: route({
    method: 'GET',
    path: '/api/protocols',
    params: none,
    query: none,
    body: z.undefined(),
    reply: z.object({ protocols: z.array(ListedProtocol) }),
  }),
  /** Everything that a nurse may open in a call, with its words: asked for once, since in a call nothing is waited for. */
  protocolsInForce: route({
    method: 'GET',
    path: '/api/protocols-in-force',
    params: none,
    query: none,
    body: z.undefined(),
    reply: z.object({
      protocols: z.array(ProtocolInForce),
      withdrawn: z.array(z.object({ title: z.string(), because: z.string() })),
    }),
  }),
  /** The newest first, the starter among them. */
  protocolVersions: route({
    method: 'GET',
    path: '/api/protocols/:protocolId',
    params: protocol,
    query: none,
    body: z.undefined(),
    reply: z.object({ versions: z.array(ProtocolVersion) }),
  }),
  beginProtocol: route({
    method: 'POST',
    path: '/api/protocols/:protocolId/drafts',
    params: protocol,
    query: none,
    body: BeginDraft,
    reply: z.discriminatedUnion('kind', [z.object({ kind: z.literal('begun'), version: Version }), refused]),
  }),
  writeProtocol: route({
    method: 'PUT',
    path: '/api/protocols/:protocolId/versions/:version',
    params: version,
    query: none,
    body: WriteDraft,
    reply: z.discriminatedUnion('kind', [z.object({ kind: z.literal('saved'), revision: Version }), refused]),
  }),
  actOnProtocol: route({
    method: 'POST',
    path: '/api/protocols/:protocolId/versions/:version/acts',
    params: version,
    query: none,
    body: ProtocolAct,
    reply: z.discriminatedUnion('kind', [z.object({ kind: z.literal('done') }), refused]),
  }),
  withdrawProtocol: route({
    method: 'POST',
    path: '/api/protocols/:protocolId/withdrawal',
    params: protocol,
    query: none,
    body: WithdrawProtocol,
    reply: z.discriminatedUnion('kind', [z.object({ kind: z.literal('done') }), refused]),
  }),
}
