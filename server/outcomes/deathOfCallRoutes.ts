import { stale } from '#server/calls/settleIdentity.ts'
import type { DeathWay } from '#server/deaths/deathWay.ts'
import { offerDeath } from '#server/deaths/deathWay.ts'
import { reportDeath } from '#server/deaths/reportDeath.ts'
import { correctDeath } from '#server/deaths/takeBackDeath.ts'
import { verifyDeath } from '#server/deaths/verifyDeath.ts'
import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import type { CallId } from '#shared/ids.ts'
import { E164 } from '#shared/phoneNumber.ts'
import { routes } from '#shared/routes.ts'
import type { Actor } from '#shared/staff.ts'
import { aboutPatient, type RecordDeps } from './aboutPatient.ts'

/** A death that is told in a call: by the identity that the nurse saw, so that a stale console reports nobody's. */
export function deathOfCallRoutes(people: PeopleRouter, deps: RecordDeps): void {
  serve(people, routes.offerDeath, 'death:report', async ({ actor, params, query, requestId }) =>
    offerDeath(deps, await wayIn(deps, actor, params.callId, query.epoch, 'opened', requestId)),
  )

  serve(people, routes.reportDeath, 'death:report', async ({ actor, params, body, requestId }) => {
    const { epoch, ...report } = body
    return reportDeath(deps, await wayIn(deps, actor, params.callId, epoch, 'changed', requestId), report)
  })

  serve(people, routes.verifyDeath, 'death:report', async ({ actor, params, body, requestId }) => {
    const { epoch, ...verified } = body
    return verifyDeath(deps, await wayIn(deps, actor, params.callId, epoch, 'changed', requestId), verified)
  })

  serve(people, routes.correctDeath, 'death:correct', async ({ actor, params, body, requestId }) => {
    const { epoch, ...correction } = body
    return correctDeath(
      deps,
      await wayIn(deps, actor, params.callId, epoch, 'changed', requestId),
      correction,
    )
  })
}

async function wayIn(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  epoch: number,
  action: 'opened' | 'changed',
  requestId: string,
): Promise<DeathWay> {
  const { call, looking } = await aboutPatient(deps, actor, callId, epoch, { action, requestId })
  const { direction, from, to } = call.facts
  const other = direction === 'inbound' ? from : E164.safeParse(to).data
  return { ...looking, from: other ?? null, gone: stale }
}
