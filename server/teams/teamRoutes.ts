import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import { routes } from '#shared/routes.ts'
import { changeDuty, changeTeams } from './changeTeams.ts'
import { readMyDuties, readRotaWeek, readTeamsTonight, type TonightDeps } from './readTeams.ts'

/** Community teams, for who sends to them, and one's own duties, for who is in one. */
export function teamRoutes(people: PeopleRouter, deps: TonightDeps): void {
  serve(people, routes.teamsTonight, 'teams:read', ({ actor }) => readTeamsTonight(deps, actor))

  serve(people, routes.rotaWeek, 'teams:read', ({ actor, query }) => readRotaWeek(deps, actor, query))

  serve(people, routes.changeTeams, 'teams:change', ({ actor, body }) => changeTeams(deps, actor, body))

  serve(people, routes.myDuties, 'duty:own', ({ actor }) => readMyDuties(deps, actor))

  serve(people, routes.changeDuty, 'duty:own', ({ actor, body }) => changeDuty(deps, actor, body))
}
