import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import { routes } from '#shared/routes.ts'
import { besideOfLink, decide, listLinks, proposeLink } from './links.ts'
import type { PeopleDeps } from './peopleDeps.ts'

/** Two records of one person: proposed, confirmed by a second person, undone. */
export function linkRoutes(people: PeopleRouter, deps: PeopleDeps): void {
  serve(people, routes.proposeLink, 'people:link', ({ actor, body, requestId }) =>
    proposeLink(deps, actor, body, requestId),
  )

  serve(people, routes.links, 'people:decide_link', async ({ actor, requestId }) => ({
    links: await listLinks(deps, actor, requestId),
  }))

  serve(people, routes.linkBeside, 'people:decide_link', ({ actor, params, requestId }) =>
    besideOfLink(deps, actor, params.linkId, requestId),
  )

  serve(people, routes.decideLink, 'people:decide_link', ({ actor, params, body, requestId }) =>
    decide(deps, actor, params.linkId, body, requestId),
  )
}
