import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import { routes } from '#shared/routes.ts'
import { completePerson } from './completePerson.ts'
import type { PeopleDeps } from './peopleDeps.ts'
import { registeringOffer } from './readRegistration.ts'
import { registerPerson } from './registerPerson.ts'

/** Referral and registration: of somebody new, and of a provisional person in the call about them. */
export function registerRoutes(people: PeopleRouter, deps: PeopleDeps): void {
  serve(people, routes.registering, 'people:register', ({ actor }) => registeringOffer(deps, actor))

  serve(people, routes.registerPerson, 'people:register', ({ actor, body, requestId }) =>
    registerPerson(deps, actor, body, requestId),
  )

  serve(people, routes.completePerson, 'record:edit', ({ actor, params, body, requestId }) =>
    completePerson(deps, actor, params.callId, body, requestId),
  )
}
