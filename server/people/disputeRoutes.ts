import { askingOf } from '#server/access/sharedRoutes.ts'
import { logRefused, wayInOf } from '#server/access/wayIn.ts'
import { aboutPatient } from '#server/outcomes/aboutPatient.ts'
import { countOpenDisputes } from '#server/patients/disputeStore.ts'
import { NO_REASON } from '#server/patients/openRecord.ts'
import { Problem } from '#server/platform/problems.ts'
import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import { routes } from '#shared/routes.ts'
import { itemsOfDispute, listDisputes, seenByWhom } from './disputes.ts'
import type { PeopleDeps } from './peopleDeps.ts'
import { disputeIdentity } from './raiseDispute.ts'
import { settle } from './settleDispute.ts'

/** Whose record it is: disputed, settled. */
export function disputeRoutes(people: PeopleRouter, deps: PeopleDeps): void {
  serve(people, routes.disputeForCall, 'record:edit', async ({ actor, params, body, requestId }) => {
    const wanted = { action: 'changed' as const, requestId }
    const { looking } = await aboutPatient(deps, actor, params.callId, body.epoch, wanted)
    await disputeIdentity(deps, looking, { ...body, callId: params.callId }, requestId)
    return {}
  })

  serve(people, routes.disputeShared, 'dispute:raise', async given => {
    const asking = askingOf(given)
    const way = await wayInOf(deps, asking)
    if (!way) {
      await logRefused(deps, asking, 'changed')
      throw new Problem('not_allowed', NO_REASON)
    }
    await disputeIdentity(deps, way, { ...given.body, callId: null }, given.requestId)
    return {}
  })

  serve(people, routes.disputes, 'dispute:read', async ({ actor, requestId }) => ({
    disputes: await listDisputes(deps, actor, requestId),
  }))

  serve(people, routes.openDisputes, 'dispute:read', async ({ actor }) => {
    const [row] = await deps.db.run(countOpenDisputes(deps.db.sql, actor))
    return { open: row?.open ?? 0 }
  })

  serve(people, routes.seenBy, 'dispute:read', ({ actor, params, query, requestId }) =>
    seenByWhom(deps, actor, params.disputeId, query.from, requestId),
  )

  serve(people, routes.disputedItems, 'dispute:settle', ({ actor, params, requestId }) =>
    itemsOfDispute(deps, actor, params.disputeId, requestId),
  )

  serve(people, routes.settleDispute, 'dispute:settle', ({ actor, params, body, requestId }) =>
    settle(deps, actor, params.disputeId, body, requestId),
  )
}
