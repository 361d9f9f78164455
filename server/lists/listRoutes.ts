import { type PeopleRouter, serve, serveFile } from '#server/platform/serve.ts'
import { routes } from '#shared/routes.ts'
import { askForList, fetchList, type ListDeps, listsTaken } from './takeList.ts'

/** Caseloads as files. */
export function listRoutes(people: PeopleRouter, deps: ListDeps): void {
  serve(people, routes.listsTaken, 'caseload:export', async ({ actor }) => ({
    lists: await listsTaken(deps, actor),
  }))

  serve(people, routes.askForList, 'caseload:export', ({ actor, body }) => askForList(deps, actor, body))

  serveFile(people, routes.fetchList, 'caseload:export', ({ actor, params, requestId }) =>
    fetchList(deps, actor, params.exportId, requestId),
  )
}
