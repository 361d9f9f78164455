import { changeDoor } from '#server/doors/changeDoor.ts'
import { revealDoor } from '#server/doors/revealDoor.ts'
import { revealPlace } from '#server/patients/revealPlace.ts'
import type { ColumnKeys } from '#server/platform/columnKeys.ts'
import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import { afterPassword } from '#server/staff/provePassword.ts'
import { routes } from '#shared/routes.ts'
import { askingOf, type SharedRoutesDeps } from './sharedRoutes.ts'
import { byWayIn } from './wayIn.ts'

export type DoorRoutesDeps = SharedRoutesDeps & { columnKeys: ColumnKeys }

/** Keysafe and door codes, and a protected place, of a record that is open without a call. */
export function doorRoutes(people: PeopleRouter, deps: DoorRoutesDeps): void {
  serve(people, routes.revealDoor, 'door:reveal', given =>
    afterPassword(deps, given.actor, () =>
      byWayIn(deps, { ...askingOf(given), action: 'revealed' }, way =>
        revealDoor(deps, way, given.body.kind),
      ),
    ),
  )

  serve(people, routes.changeDoor, 'door:change', given =>
    byWayIn(deps, { ...askingOf(given), action: 'changed' }, way => changeDoor(deps, way, given.body)),
  )

  serve(people, routes.revealPlace, 'location:reveal', given =>
    afterPassword(deps, given.actor, () =>
      byWayIn(deps, { ...askingOf(given), action: 'revealed' }, way =>
        revealPlace(deps, way, given.body.because),
      ),
    ),
  )
}
