import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import { routes } from '#shared/routes.ts'
import { readMissed, readMissedPlace, seeToMissed } from './missed.ts'
import type { TellDeps } from './telling.ts'

/** For whoever was told that a colleague is missed. */
export function missedRoutes(people: PeopleRouter, deps: TellDeps): void {
  serve(people, routes.missed, 'missed:told', ({ actor }) => readMissed(deps, actor))

  serve(people, routes.missedPlace, 'missed:told', ({ actor, params, requestId }) =>
    readMissedPlace(deps, actor, params.teamTaskId, requestId),
  )

  serve(people, routes.seeToMissed, 'missed:told', ({ actor, params, body }) =>
    seeToMissed(deps, actor, params.teamTaskId, body),
  )
}
