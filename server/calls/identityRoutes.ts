import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import { dayInBritain } from '#shared/days.ts'
import { routes } from '#shared/routes.ts'
import { besideAlike } from './besideAlike.ts'
import { callDetail } from './callDetail.ts'
import type { CallDeps } from './changeCall.ts'
import { candidatesOf, checkCandidates, findPerson, type ReadsUnwanted, unwantedOf } from './sayWhoItIs.ts'
import {
  clearIdentity,
  confirmIdentity,
  type GoesAlong,
  makeProvisional,
  moveToLinked,
} from './settleIdentity.ts'

/** Who the call is about: hints, comparisons, confirmation, and the way back from a mistake. */
export function identityRoutes(
  people: PeopleRouter,
  deps: CallDeps & ReadsUnwanted & { goesAlong: GoesAlong },
): void {
  const { db } = deps
  const tools = { ...deps, today: () => dayInBritain(deps.clock()) }

  serve(people, routes.candidates, 'identity:check', async ({ actor, params, requestId }) => {
    const [candidates, unwanted] = await Promise.all([
      candidatesOf(tools, actor, params.callId, requestId),
      unwantedOf(tools, actor, params.callId),
    ])
    return { candidates, unwanted }
  })

  serve(people, routes.checkIdentity, 'identity:check', async ({ actor, params, body, requestId }) => ({
    matches: await checkCandidates(tools, actor, params.callId, body.said, requestId),
  }))

  serve(people, routes.findPerson, 'identity:check', ({ actor, params, body, requestId }) =>
    findPerson(tools, actor, params.callId, body, requestId),
  )

  serve(people, routes.confirmIdentity, 'identity:check', async ({ actor, params, body, requestId }) => {
    const confirmed = await confirmIdentity(deps, actor, params.callId, body, requestId)
    if (confirmed.kind === 'not_enough') return confirmed
    return { kind: 'confirmed' as const, detail: await callDetail(db, confirmed.call) }
  })

  serve(people, routes.provisionalPerson, 'identity:check', async ({ actor, params, body, requestId }) =>
    callDetail(db, await makeProvisional(deps, actor, params.callId, body, requestId)),
  )

  serve(people, routes.besideAlike, 'identity:check', ({ actor, params, body, requestId }) =>
    besideAlike(deps, actor, params.callId, body, requestId),
  )

  serve(people, routes.moveToLinked, 'identity:check', async ({ actor, params, body, requestId }) =>
    callDetail(db, await moveToLinked(deps, actor, params.callId, body, requestId)),
  )

  serve(people, routes.clearIdentity, 'identity:check', async ({ actor, params, body, requestId }) =>
    callDetail(db, await clearIdentity(deps, actor, params.callId, body, requestId)),
  )
}
