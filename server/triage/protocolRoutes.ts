import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import { routes } from '#shared/routes.ts'
import { actOnProtocol, withdrawProtocol, writeProtocol } from './changeProtocol.ts'
import {
  beginProtocol,
  listProtocols,
  type ProtocolDeps,
  protocolsInForce,
  protocolVersions,
} from './protocols.ts'

/** How nurses ask, as content: read by all who ask, written by those who lead. */
export function protocolRoutes(people: PeopleRouter, deps: ProtocolDeps): void {
  serve(people, routes.protocols, 'protocol:read', async ({ actor }) => ({
    protocols: await listProtocols(deps, actor),
  }))

  serve(people, routes.protocolsInForce, 'protocol:read', ({ actor }) => protocolsInForce(deps, actor))

  serve(people, routes.protocolVersions, 'protocol:read', async ({ actor, params }) => ({
    versions: await protocolVersions(deps, actor, params.protocolId),
  }))

  serve(people, routes.beginProtocol, 'protocol:edit', ({ actor, params, body }) =>
    beginProtocol(deps, actor, params.protocolId, body),
  )

  serve(people, routes.writeProtocol, 'protocol:edit', ({ actor, params, body }) =>
    writeProtocol(deps, actor, params, body),
  )

  serve(people, routes.actOnProtocol, 'protocol:edit', ({ actor, params, body }) =>
    actOnProtocol(deps, actor, params, body),
  )

  serve(people, routes.withdrawProtocol, 'protocol:edit', ({ actor, params, body }) =>
    withdrawProtocol(deps, actor, params.protocolId, body),
  )
}
