import type { CallDeps } from '#server/calls/changeCall.ts'
import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import { routes } from '#shared/routes.ts'
import { logOutcome } from './logOutcome.ts'

export function outcomeRoutes(people: PeopleRouter, deps: CallDeps): void {
  serve(people, routes.closeCall, 'outcome:log', ({ actor, params, body }) =>
    logOutcome(deps, actor, params.callId, body),
  )
}
