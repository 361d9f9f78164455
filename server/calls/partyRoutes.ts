import type { PeopleRouter } from '#server/platform/serve.ts'
import { serve } from '#server/platform/serve.ts'
import { readLineServices } from '#server/staff/lineServiceStore.ts'
import { routes } from '#shared/routes.ts'
import { bringIn, holdCaller, letGo, notePartyReference } from './bringIn.ts'
import { callDetail } from './callDetail.ts'
import type { CallDeps } from './changeCall.ts'

/** What a nurse does to bring somebody into her call. */
export function partyRoutes(people: PeopleRouter, deps: CallDeps): void {
  const { db } = deps

  serve(people, routes.lineServices, 'call:handle', async ({ actor }) => {
    const services = await readLineServices(db, actor.lineId)
    return { services: services.map(({ key, name }) => ({ key, name })) }
  })

  serve(people, routes.bringIn, 'call:handle', async ({ actor, params, body }) =>
    callDetail(db, await bringIn(deps, actor, params.callId, body)),
  )

  serve(people, routes.letGo, 'call:handle', async ({ actor, params, body }) =>
    callDetail(db, await letGo(deps, actor, params.callId, body.party)),
  )

  serve(people, routes.notePartyReference, 'call:handle', async ({ actor, params, body }) =>
    callDetail(db, await notePartyReference(deps, actor, params.callId, body)),
  )

  serve(people, routes.holdCaller, 'call:handle', async ({ actor, params, body }) =>
    callDetail(db, await holdCaller(deps, actor, params.callId, body)),
  )
}
