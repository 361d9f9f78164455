import { askingOf } from '#server/access/sharedRoutes.ts'
import { byWayIn } from '#server/access/wayIn.ts'
import { aboutPatient, refusal } from '#server/outcomes/aboutPatient.ts'
import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import { routes } from '#shared/routes.ts'
import { besideOfLink, decide, listLinks, proposeLink } from './links.ts'
import { otherRecords } from './otherRecords.ts'
import { besideOfPair, listPairs } from './pairs.ts'
import type { PeopleDeps } from './peopleDeps.ts'

/** Two records of one person: proposed, confirmed by a second person, undone. */
export function linkRoutes(people: PeopleRouter, deps: PeopleDeps): void {
  serve(people, routes.proposeLink, 'people:link', ({ actor, body, requestId }) =>
    proposeLink(deps, actor, body, requestId),
  )

  serve(people, routes.otherRecordsForCall, 'people:link', async ({ actor, params, query, requestId }) => {
    const wanted = { action: 'opened' as const, requestId }
    const { looking } = await aboutPatient(deps, actor, params.callId, query.epoch, wanted)
    const looked = await otherRecords(deps, looking, requestId)
    if (looked.kind === 'refused') throw refusal(looked.because)
    return looked
  })

  serve(people, routes.otherRecords, 'people:link', given =>
    byWayIn(deps, { ...askingOf(given), action: 'opened' }, way => otherRecords(deps, way, given.requestId)),
  )

  serve(people, routes.pairs, 'people:decide_link', ({ actor, query, requestId }) =>
    listPairs(deps, actor, query, requestId),
  )

  serve(people, routes.pairBeside, 'people:decide_link', ({ actor, params, requestId }) =>
    besideOfPair(deps, actor, [params.patientId, params.otherId], requestId),
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
