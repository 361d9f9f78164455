import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import { routes } from '#shared/routes.ts'
import type { RecordDeps } from './aboutPatient.ts'
import { endLimitForCall, limitForCall, settleForCall, sharingForCall } from './sharingForCall.ts'
import { withdrawForCall } from './withdrawForCall.ts'

export function sharingRoutes(people: PeopleRouter, deps: RecordDeps): void {
  serve(people, routes.sharing, 'record:read', ({ actor, params, query, requestId }) =>
    sharingForCall(deps, actor, params.callId, query.epoch, requestId),
  )

  serve(people, routes.settleSharing, 'sharing:settle', ({ actor, params, body, requestId }) =>
    settleForCall(deps, actor, params.callId, body, requestId),
  )

  serve(people, routes.withdrawSharing, 'sharing:settle', ({ actor, params, body, requestId }) =>
    withdrawForCall(deps, actor, params.callId, body, requestId),
  )

  serve(people, routes.limitSharing, 'sharing:settle', ({ actor, params, body, requestId }) =>
    limitForCall(deps, actor, params.callId, body, requestId),
  )

  serve(people, routes.endLimit, 'sharing:settle', ({ actor, params, body, requestId }) =>
    endLimitForCall(deps, actor, params.callId, { ...body, itemId: params.itemId }, requestId),
  )
}
