import { z } from 'zod'
import { CallId, TeamTaskId } from './ids.ts'
import { route } from './route.ts'
import {
  AnswerOffer,
  HandleTeamTask,
  MyTeamTask,
  MyTeamTasks,
  ProgressTeamTask,
  RaiseTeamTask,
  TeamsToAsk,
  TeamTaskDetail,
  TeamTaskRaised,
  TeamTaskSaid,
} from './teamTasks.ts'
import { WorkKind } from './teamWork.ts'
import { Version } from './version.ts'

const none = z.strictObject({})
const call = z.strictObject({ callId: CallId })
const teamTask = z.strictObject({ teamTaskId: TeamTaskId })

/** What is asked of community teams: raised in a call, handled from the board, answered by those who go. Part of the one table in routes.ts. */
export const teamTaskRoutes = {
  teamsForCall: route({
    method: 'GET',
    path: '/api/calls/:callId/teams',
    params: call,
    query: z.strictObject({ epoch: z.coerce.number().int().min(0), kind: WorkKind }),
    body: z.undefined(),
    reply: TeamsToAsk,
  }),
  raiseTeamTask: route({
    method: 'POST',
    path: '/api/calls/:callId/team-tasks',
    params: call,
    query: none,
    body: RaiseTeamTask.extend({ epoch: Version }),
    reply: TeamTaskRaised,
  }),
  teamTask: route({
    method: 'GET',
    path: '/api/team-tasks/:teamTaskId',
    params: teamTask,
    query: none,
    body: z.undefined(),
    reply: TeamTaskDetail,
  }),
  handleTeamTask: route({
    method: 'POST',
    path: '/api/team-tasks/:teamTaskId/handle',
    params: teamTask,
    query: none,
    body: HandleTeamTask,
    reply: TeamTaskSaid,
  }),
  myTeamTasks: route({
    method: 'GET',
    path: '/api/my/team-tasks',
    params: none,
    query: none,
    body: z.undefined(),
    reply: MyTeamTasks,
  }),
  myTeamTask: route({
    method: 'GET',
    path: '/api/my/team-tasks/:teamTaskId',
    params: teamTask,
    query: none,
    body: z.undefined(),
    reply: MyTeamTask,
  }),
  answerTeamTask: route({
    method: 'POST',
    path: '/api/my/team-tasks/:teamTaskId/answer',
    params: teamTask,
    query: none,
    body: AnswerOffer,
    reply: TeamTaskSaid,
  }),
  progressTeamTask: route({
    method: 'POST',
    path: '/api/my/team-tasks/:teamTaskId/progress',
    params: teamTask,
    query: none,
    body: ProgressTeamTask,
    reply: TeamTaskSaid,
  }),
}
