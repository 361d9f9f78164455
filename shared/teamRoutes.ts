import { z } from 'zod'
import { TeamId } from './ids.ts'
import { route } from './route.ts'
import { ChangeDuty, ChangeReply, ChangeTeams, MyDuties, RotaWeek, TeamsTonight } from './teamRota.ts'
import { LocalDate } from './time.ts'

const none = z.strictObject({})

/** Community teams and their rota: part of the one table in routes.ts. */
export const teamRoutes = {
  teamsTonight: route({
    method: 'GET',
    path: '/api/teams',
    params: none,
    query: none,
    body: z.undefined(),
    reply: TeamsTonight,
  }),
  /** Seven days of one team, from a day on. */
  rotaWeek: route({
    method: 'GET',
    path: '/api/teams/rota',
    params: none,
    query: z.strictObject({ teamId: TeamId, from: LocalDate }),
    body: z.undefined(),
    reply: RotaWeek,
  }),
  changeTeams: route({
    method: 'POST',
    path: '/api/teams/changes',
    params: none,
    query: none,
    body: ChangeTeams,
    reply: ChangeReply,
  }),
  myDuties: route({
    method: 'GET',
    path: '/api/duties',
    params: none,
    query: none,
    body: z.undefined(),
    reply: MyDuties,
  }),
  changeDuty: route({
    method: 'POST',
    path: '/api/duties/changes',
    params: none,
    query: none,
    body: ChangeDuty,
    reply: ChangeReply,
  }),
}
