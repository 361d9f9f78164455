import { confirmItems, retractItem } from '#server/patients/correctItems.ts'
import { editItem } from '#server/patients/editItem.ts'
import { dropForm, keepForm } from '#server/patients/halfWritten.ts'
import { historyOf, recordOfThen } from '#server/patients/lookBack.ts'
import { openSealed } from '#server/patients/openSealed.ts'
import type { LastCallsOf } from '#server/patients/revealPlace.ts'
import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import type { LineId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { openShared } from './openShared.ts'
import { followSharing } from './sharingByForm.ts'
import { type AccessDeps, type Asking, byWayIn } from './wayIn.ts'

export type SharedRoutesDeps = AccessDeps & { wakeFeed: (lineId: LineId) => void; lastCallsOf: LastCallsOf }

/** A record that is open without a call: the same acts as in one, by the same use cases, through another way in. */
export function sharedRoutes(people: PeopleRouter, deps: SharedRoutesDeps): void {
  serve(people, routes.openShared, 'shared:read', given => openShared(deps, askingOf(given)))

  serve(people, routes.editShared, 'shared:edit', given =>
    byWayIn(deps, { ...askingOf(given), action: 'changed' }, way =>
      editItem(deps, way, given.body, followSharing(deps)),
    ),
  )

  serve(people, routes.keepSharedForm, 'shared:edit', async given => {
    await byWayIn(deps, { ...askingOf(given), action: null }, way => keepForm(deps, way, given.body))
    return {}
  })

  serve(people, routes.dropSharedForm, 'shared:edit', async given => {
    await byWayIn(deps, { ...askingOf(given), action: null }, way => dropForm(deps, way, given.body))
    return {}
  })

  serve(people, routes.confirmShared, 'shared:edit', given =>
    byWayIn(deps, { ...askingOf(given), action: 'changed' }, way => confirmItems(deps, way, given.body)),
  )

  serve(people, routes.retractShared, 'shared:edit', given =>
    byWayIn(deps, { ...askingOf(given), action: 'changed' }, way =>
      retractItem(deps, way, given.body, followSharing(deps)),
    ),
  )

  serve(people, routes.sharedHistory, 'shared:read', async given => {
    const asked = { ...given.query, itemId: given.params.itemId }
    const { history } = await byWayIn(deps, { ...askingOf(given), action: 'opened' }, way =>
      historyOf(deps, way, asked),
    )
    return { history }
  })

  serve(people, routes.openSealedShared, 'sealed:open', async given => {
    const { items } = await byWayIn(deps, { ...askingOf(given), action: 'opened' }, way =>
      openSealed(deps, way, given.body),
    )
    return { items }
  })

  serve(people, routes.sharedAsOf, 'shared:read', async given => {
    const { record, marks } = await byWayIn(deps, { ...askingOf(given), action: 'opened' }, way =>
      recordOfThen(deps, way, given.query.at),
    )
    return { record, marks }
  })
}

type Given = Pick<Asking, 'actor' | 'requestId'> & {
  params: Pick<Asking, 'patientId'>
  query: { asked?: 'yes' | undefined }
}

/** Who asks for whom, as a request says. */
export function askingOf({ actor, params: { patientId }, query, requestId }: Given): Asking {
  return { actor, patientId, hasAsked: query.asked === 'yes', requestId }
}
