import { type DeathDeps, type DeathWay, offerDeath } from '#server/deaths/deathWay.ts'
import { reportDeath } from '#server/deaths/reportDeath.ts'
import { correctDeath } from '#server/deaths/takeBackDeath.ts'
import { verifyDeath } from '#server/deaths/verifyDeath.ts'
import { NO_REASON } from '#server/patients/openRecord.ts'
import { Problem } from '#server/platform/problems.ts'
import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import { routes } from '#shared/routes.ts'
import { askingOf } from './sharedRoutes.ts'
import { type AccessDeps, type Asking, decide, logRefused, wayOf } from './wayIn.ts'

/** A death that somebody knows of who has the record open without a call: the same two steps, and the same statement. */
export function deathSharedRoutes(people: PeopleRouter, deps: AccessDeps & DeathDeps): void {
  serve(people, routes.offerDeathShared, 'death:report_shared', async given =>
    offerDeath(deps, await wayIn(deps, askingOf(given), 'opened')),
  )

  serve(people, routes.reportDeathShared, 'death:report_shared', async given =>
    reportDeath(deps, await wayIn(deps, askingOf(given), 'changed'), given.body),
  )

  serve(people, routes.verifyDeathShared, 'death:report_shared', async given =>
    verifyDeath(deps, await wayIn(deps, askingOf(given), 'changed'), given.body),
  )

  serve(people, routes.correctDeathShared, 'death:correct', async given =>
    correctDeath(deps, await wayIn(deps, askingOf(given), 'changed'), given.body),
  )
}

async function wayIn(deps: AccessDeps, asking: Asking, action: 'opened' | 'changed'): Promise<DeathWay> {
  const gone = () => new Problem('not_allowed', NO_REASON)
  const decision = await decide(deps, asking)
  if (decision.kind !== 'open') {
    await logRefused(deps, asking, action)
    throw gone()
  }
  return { ...wayOf(deps, asking, decision), from: null, gone }
}
