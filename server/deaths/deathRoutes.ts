import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import { routes } from '#shared/routes.ts'
import { personOfTask, wayOfTask } from './aboutTask.ts'
import { closeBereavement } from './closeBereavement.ts'
import type { DeathDeps } from './deathWay.ts'
import { undoDeath } from './takeBackDeath.ts'
import { verifyDeath } from './verifyDeath.ts'

/** What needs neither a call nor an open record: undoing a report, and the tasks that follow one. */
export function deathRoutes(people: PeopleRouter, deps: DeathDeps): void {
  serve(people, routes.undoDeath, 'death:report_shared', ({ actor, params, requestId }) =>
    undoDeath(deps, actor, params.deathId, requestId),
  )

  serve(people, routes.personOfTask, 'task:take', ({ actor, params, requestId }) =>
    personOfTask(deps, actor, params.taskId, requestId),
  )

  serve(people, routes.verifyDeathOfTask, 'task:close', async ({ actor, params, body, requestId }) =>
    verifyDeath(deps, await wayOfTask(deps, actor, params.taskId, requestId), body),
  )

  serve(people, routes.closeBereavement, 'task:close', ({ actor, params, body, requestId }) =>
    closeBereavement(deps, actor, params.taskId, body, requestId),
  )
}
