import type { Refused, WayIn } from '#server/patients/wayIn.ts'
import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import type { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { SharingSaved } from '#shared/sharing.ts'
import type { Actor } from '#shared/staff.ts'
import type { SharingDeps } from './changeSharing.ts'
import {
  type AskedOfSharing,
  askedToEnd,
  askedToLimit,
  askedToSettle,
  askedToWithdraw,
} from './core/askedOfSharing.ts'
import { endLimit, limitSharing } from './limitSharing.ts'
import { isThroughTheGlass, THROUGH_THE_GLASS } from './refuseSharing.ts'
import { sentAgain } from './sentAgain.ts'
import { settleSharing, viewSharing } from './settleSharing.ts'
import { askingOf } from './sharedRoutes.ts'
import { byWayIn } from './wayIn.ts'
import { withdrawSharing } from './withdrawSharing.ts'

/** What may be shared, talked about beside a call: at the bedside, in the surgery. The same acts as in one, by the same use cases. */
export function sharingSharedRoutes(people: PeopleRouter, deps: SharingDeps): void {
  serve(people, routes.sharingShared, 'sharing:settle', async given => {
    const asking = { ...askingOf(given), action: 'opened' as const }
    const { sharing } = await byWayIn(deps, asking, way => viewSharing(deps, way))
    return { sharing }
  })

  serve(
    people,
    routes.settleSharingShared,
    'sharing:settle',
    async given =>
      (await savedBefore(deps, given, askedToSettle(given.body))) ??
      byWayIn(
        deps,
        { ...askingOf(given), action: 'changed' },
        widening(way => settleSharing(deps, way, given.body)),
      ),
  )

  serve(people, routes.withdrawSharingShared, 'sharing:settle', async given => {
    // It closed this very door: sent again because its answer was lost, it is done all the same.
    if (await savedBefore(deps, given, askedToWithdraw(given.body))) return { withdrawn: 0 }
    const asking = { ...askingOf(given), action: 'changed' as const }
    const { withdrawn } = await byWayIn(deps, asking, way => withdrawSharing(deps, way, given.body))
    return { withdrawn }
  })

  serve(
    people,
    routes.limitSharingShared,
    'sharing:settle',
    async given =>
      (await savedBefore(deps, given, askedToLimit(given.body))) ??
      byWayIn(deps, { ...askingOf(given), action: 'changed' }, way => limitSharing(deps, way, given.body)),
  )

  serve(people, routes.endLimitShared, 'sharing:settle', async given => {
    const ended = { ...given.body, itemId: given.params.itemId }
    const asking = { ...askingOf(given), action: 'changed' as const }
    return (
      (await savedBefore(deps, given, askedToEnd(ended))) ??
      byWayIn(
        deps,
        asking,
        widening(way => endLimit(deps, way, ended)),
      )
    )
  })
}

type Sent = { actor: Actor; params: { patientId: PatientId } }

/**
 * The answer as it was given the first time. What was settled may have closed this very door: whoever sends it again because its answer
 * was lost is told that it is saved, and shown nothing that they were not.
 */
function savedBefore(
  deps: SharingDeps,
  { actor, params: { patientId } }: Sent,
  asked: AskedOfSharing,
): Promise<SharingSaved | null> {
  return sentAgain(deps, { actor, patientId }, asked)
}

/** Who broke the glass opens no door for later: what shows more to somebody is not settled by that way. */
function widening<Done>(act: (way: WayIn) => Promise<Done | Refused>) {
  return async (way: WayIn): Promise<Done | Refused> =>
    isThroughTheGlass(way) ? { kind: 'refused', because: THROUGH_THE_GLASS } : act(way)
}
