import { endLimit, limitSharing } from '#server/access/limitSharing.ts'
import { settleSharing, viewSharing } from '#server/access/settleSharing.ts'
import { withdrawSharing } from '#server/access/withdrawSharing.ts'
import type { WayIn } from '#server/patients/wayIn.ts'
import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import type { CallId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { Actor } from '#shared/staff.ts'
import type { RecordDeps } from './aboutPatient.ts'
import { inCall } from './inCall.ts'

/** What may be shared, talked about in a call; the same acts beside one are in access/sharingSharedRoutes.ts. */
export function sharingRoutes(people: PeopleRouter, deps: RecordDeps): void {
  serve(people, routes.sharing, 'record:read', async given => {
    const { epoch } = given.query
    const { actor, params, requestId } = given
    const asked = { epoch, action: 'opened' as const, requestId }
    const { sharing } = await inCall(deps, actor, params.callId, asked, way => viewSharing(deps, way))
    return { epoch, sharing }
  })

  serve(people, routes.settleSharing, 'sharing:settle', given =>
    changed(given, way => settleSharing(deps, way, given.body)),
  )

  serve(people, routes.withdrawSharing, 'sharing:settle', async given => {
    const { withdrawn } = await changed(given, way => withdrawSharing(deps, way, given.body))
    return { withdrawn }
  })

  serve(people, routes.limitSharing, 'sharing:settle', given =>
    changed(given, way => limitSharing(deps, way, given.body)),
  )

  serve(people, routes.endLimit, 'sharing:settle', given =>
    changed(given, way => endLimit(deps, way, { ...given.body, itemId: given.params.itemId })),
  )

  function changed<Done extends { kind: string }>(
    { actor, params, body, requestId }: Given,
    act: (way: WayIn) => Promise<Done>,
  ) {
    return inCall(deps, actor, params.callId, { epoch: body.epoch, action: 'changed', requestId }, act)
  }
}

type Given = {
  actor: Actor
  params: { callId: CallId }
  body: { epoch: number }
  requestId: string
}
