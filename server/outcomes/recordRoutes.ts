import { drawCode, openSummary } from '#server/access/crewCodes.ts'
import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import { routes } from '#shared/routes.ts'
import { aboutPatient, editForCall, openForCall, type RecordDeps } from './openForCall.ts'
import { withdrawForCall } from './withdrawForCall.ts'

export function recordRoutes(people: PeopleRouter, deps: RecordDeps): void {
  serve(people, routes.openRecord, 'record:read', ({ actor, params, query, requestId }) =>
    openForCall(deps, actor, params.callId, query.epoch, requestId),
  )

  serve(people, routes.editRecord, 'record:edit', ({ actor, params, body, requestId }) =>
    editForCall(deps, actor, params.callId, body, requestId),
  )

  serve(people, routes.summaryForCall, 'record:read', async ({ actor, params, query, requestId }) => {
    const wanted = { action: 'opened' as const, requestId }
    const { looking } = await aboutPatient(deps, actor, params.callId, query.epoch, wanted)
    return openSummary(deps, looking, requestId)
  })

  serve(people, routes.makeCodeForCall, 'record:read', async ({ actor, params, body, requestId }) => {
    const wanted = { action: 'opened' as const, requestId }
    const { looking } = await aboutPatient(deps, actor, params.callId, body.epoch, wanted)
    return drawCode(deps, looking, body, requestId)
  })

  serve(people, routes.withdrawSharing, 'record:edit', ({ actor, params, body, requestId }) =>
    withdrawForCall(deps, actor, params.callId, body, requestId),
  )
}
