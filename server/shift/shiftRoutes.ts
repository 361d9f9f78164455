import { readIncidents } from '#server/dispatch/incidentStore.ts'
import { changeIncident } from '#server/dispatch/incidents.ts'
import { readBoardTasks } from '#server/dispatch/taskStore.ts'
import { readBoardTeamTasks } from '#server/dispatch/teamTaskStore.ts'
import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import { routes } from '#shared/routes.ts'
import { openRows } from './core/openRows.ts'
import { changeWatch, readWatchList, type ShiftDeps } from './watch.ts'
import { readWatchMark } from './watchStore.ts'

/** The shift: what is open, whom the nurses watch, what was drafted. */
export function shiftRoutes(people: PeopleRouter, deps: ShiftDeps): void {
  const { db, clock } = deps

  serve(people, routes.shiftNow, 'shift:read', async ({ actor, query }) => {
    const at = clock()
    const [tasks, teamTasks, watchMark] = await Promise.all([
      readBoardTasks(db, actor.lineId),
      readBoardTeamTasks(db, actor.lineId),
      readWatchMark(db, actor.lineId, at),
    ])
    return { at, ...openRows({ tasks, teamTasks }, { ...query, at }), watchMark }
  })

  serve(people, routes.watchList, 'shift:read', ({ actor, requestId }) =>
    readWatchList(deps, actor, requestId),
  )

  serve(people, routes.changeWatch, 'shift:watch', ({ actor, body, requestId }) =>
    changeWatch(deps, actor, body, requestId),
  )

  serve(people, routes.incidents, 'incident:read', async ({ actor }) => ({
    at: clock(),
    incidents: await readIncidents(db, actor.lineId),
  }))

  serve(people, routes.changeIncident, 'incident:write', ({ actor, body }) =>
    changeIncident(deps, actor, body),
  )
}
