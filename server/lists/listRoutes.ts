import { Problem } from '#server/platform/problems.ts'
import { type PeopleRouter, serve, serveFile } from '#server/platform/serve.ts'
import { afterPassword } from '#server/staff/provePassword.ts'
import { routes } from '#shared/routes.ts'
import {
  type BringDeps,
  bringList,
  bringPiece,
  brought,
  listsBrought,
  readList,
  writeList,
} from './bringList.ts'
import { decideList, listsAsked } from './decideList.ts'
import { leftOutFile, listTemplate, rowsOfList } from './rowsOfList.ts'
import { askForList, fetchList, type ListDeps, listsTaken } from './takeList.ts'

/** Caseloads as files: taken away, and brought in. */
export function listRoutes(people: PeopleRouter, deps: ListDeps & BringDeps): void {
  serve(people, routes.listsTaken, 'caseload:export', async ({ actor }) => ({
    lists: await listsTaken(deps, actor),
  }))

  serve(people, routes.askForList, 'caseload:export', ({ actor, body, requestId }) =>
    askForList(deps, actor, body, requestId),
  )

  serve(people, routes.listsAsked, 'caseload:allow_export', async ({ actor }) => ({
    lists: await listsAsked(deps, actor),
  }))

  serve(people, routes.decideList, 'caseload:allow_export', ({ actor, params, body, requestId }) =>
    decideList(deps, actor, params.exportId, body, requestId),
  )

  serveFile(people, routes.fetchList, 'caseload:export', async ({ actor, params, requestId }) => {
    const file = await afterPassword(deps, actor, () => fetchList(deps, actor, params.exportId, requestId))
    // A file has no other reply to ask with.
    if ('kind' in file)
      throw new Problem('password_again', 'Type your password again. The list was not taken.')
    return file
  })

  serveFile(people, routes.listTemplate, 'caseload:import', async () => listTemplate())

  serve(people, routes.listsBrought, 'caseload:import', async ({ actor }) => ({
    lists: await listsBrought(deps, actor),
  }))

  serve(people, routes.bringList, 'caseload:import', ({ actor, body }) => bringList(deps, actor, body))

  serve(people, routes.bringPiece, 'caseload:import', async ({ actor, params, body }) => {
    await bringPiece(deps, actor, params.importId, body)
    return {}
  })

  serve(people, routes.readList, 'caseload:import', ({ actor, params }) =>
    readList(deps, actor, params.importId),
  )

  serve(people, routes.listBrought, 'caseload:import', ({ actor, params }) =>
    brought(deps, actor, params.importId),
  )

  serve(people, routes.rowsOfList, 'caseload:import', ({ actor, params, query, requestId }) =>
    rowsOfList(deps, actor, params.importId, query, requestId),
  )

  serveFile(people, routes.leftOut, 'caseload:import', ({ actor, params, requestId }) =>
    leftOutFile(deps, actor, params.importId, requestId),
  )

  serve(people, routes.writeList, 'caseload:import', ({ actor, params, body }) =>
    writeList(deps, actor, params.importId, body.writesChanges),
  )
}
