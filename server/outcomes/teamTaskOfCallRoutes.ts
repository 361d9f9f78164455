import type { TeamTaskDeps } from '#server/dispatch/changeTeamTask.ts'
import { raiseTeamTask } from '#server/dispatch/raiseTeamTask.ts'
import type { TeamsToRaise } from '#server/dispatch/teamsToAsk.ts'
import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import { routes } from '#shared/routes.ts'
import { aboutPatient, type RecordDeps } from './aboutPatient.ts'
import { inCall } from './inCall.ts'

export type TeamTaskOfCallDeps = RecordDeps & TeamTaskDeps & { teamsToRaise: TeamsToRaise }

/** What a nurse asks of community teams in a call: for the person that it is about, as of the identity she saw. */
export function teamTaskOfCallRoutes(people: PeopleRouter, deps: TeamTaskOfCallDeps): void {
  serve(people, routes.teamsForCall, 'team_task:raise', async ({ actor, params, query, requestId }) => {
    const { epoch, kind } = query
    const { patientId } = await aboutPatient(deps, actor, params.callId, epoch, {
      action: 'opened',
      requestId,
    })
    return { teams: await deps.teamsToRaise(actor.lineId, { patientId, kind, at: deps.clock() }) }
  })

  serve(people, routes.raiseTeamTask, 'team_task:raise', async ({ actor, params, body, requestId }) => {
    const { epoch, ...asked } = body
    const { callId } = params
    const wanted = { epoch, action: 'changed' as const, requestId }
    const raised = await inCall(deps, actor, callId, wanted, way => raiseTeamTask(deps, way, callId, asked))
    return raised.kind === 'not_raised' ? raised.reply : raised
  })
}
