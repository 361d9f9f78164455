import { join } from 'node:path'
import express, { type Express, type RequestHandler, Router } from 'express'
import { accessRoutes } from '#server/access/accessRoutes.ts'
import { deathSharedRoutes } from '#server/access/deathSharedRoutes.ts'
import { sharingSharedRoutes } from '#server/access/sharingSharedRoutes.ts'
import { logTried } from '#server/audit/logTried.ts'
import { callRoutes } from '#server/calls/callRoutes.ts'
import { readBoardCalls } from '#server/calls/callStore.ts'
import { identityRoutes } from '#server/calls/identityRoutes.ts'
import { putRightInHand } from '#server/calls/movedStore.ts'
import { partyRoutes } from '#server/calls/partyRoutes.ts'
import { carerRoutes } from '#server/carers/carerRoutes.ts'
import { deathRoutes } from '#server/deaths/deathRoutes.ts'
import { answerRoutes } from '#server/dispatch/answerRoutes.ts'
import { missedRoutes } from '#server/dispatch/missedRoutes.ts'
import { taskRoutes } from '#server/dispatch/taskRoutes.ts'
import { readBoardTasks } from '#server/dispatch/taskStore.ts'
import { teamsToAsk } from '#server/dispatch/teamsToAsk.ts'
import { teamTaskRoutes } from '#server/dispatch/teamTaskRoutes.ts'
import { readTeamTasksOnBoard } from '#server/dispatch/teamTaskStore.ts'
import { lineRoutes } from '#server/line/lineRoutes.ts'
import type { OpenLine } from '#server/line/openLine.ts'
import { listRoutes } from '#server/lists/listRoutes.ts'
import { boardRoutes } from '#server/live/boardRoutes.ts'
import { readBoardAnswers, readStopped } from '#server/messages/boardAnswerStore.ts'
import { bringInContactRoutes } from '#server/outcomes/bringInContact.ts'
import { deathOfCallRoutes } from '#server/outcomes/deathOfCallRoutes.ts'
import { goesAlong } from '#server/outcomes/goesAlong.ts'
import { lastCallsOf } from '#server/outcomes/lastCalls.ts'
import { outcomeRoutes } from '#server/outcomes/outcomeRoutes.ts'
import { recordRoutes } from '#server/outcomes/recordRoutes.ts'
import { sharingRoutes } from '#server/outcomes/sharingRoutes.ts'
import { teamTaskOfCallRoutes } from '#server/outcomes/teamTaskOfCallRoutes.ts'
import { readUnwanted } from '#server/outcomes/unwantedStore.ts'
import { visitLinkOfCallRoutes } from '#server/outcomes/visitLinkOfCallRoutes.ts'
import { drawsElsewhere } from '#server/paper/drawElsewhere.ts'
import { keptRecords } from '#server/patients/keptRecords.ts'
import { glanceWriter } from '#server/patients/writeGlance.ts'
import { disputeRoutes } from '#server/people/disputeRoutes.ts'
import { linkRoutes } from '#server/people/linkRoutes.ts'
import { registerRoutes } from '#server/people/registerRoutes.ts'
import { answerProblem, noSuchRoute } from '#server/platform/answerProblem.ts'
import { clientFiles } from '#server/platform/clientFiles.ts'
import { healthAnswer } from '#server/platform/health.ts'
import { nameRequest, noStore, securityHeaders } from '#server/platform/securityHeaders.ts'
import type { PeopleRouter } from '#server/platform/serve.ts'
import { shiftRoutes } from '#server/shift/shiftRoutes.ts'
import { authorize } from '#server/staff/core/can.ts'
import { noticeRoutes } from '#server/staff/noticePhones.ts'
import { actorOfCookie } from '#server/staff/sessions.ts'
import { staffRoutes } from '#server/staff/staffRoutes.ts'
import { readLine, readNurses } from '#server/staff/staffStore.ts'
import { teamRoutes } from '#server/teams/teamRoutes.ts'
import { protocolRoutes } from '#server/triage/protocolRoutes.ts'
import { SOFTPHONE_PATH } from '#shared/softphone.ts'
import type { Deps } from './deps.ts'

const BODY_LIMIT = '256kb'
const CLIENT = join(import.meta.dirname, '..', 'client', 'dist')

/** The order in which a request meets the house. `practiceOrigin` is where the practice line listens, if there is one. */
export function createApp(deps: Deps, line: OpenLine, practiceOrigin: string | undefined): Express {
  const softphoneUrl = practiceOrigin ? `${practiceOrigin.replace(/^http/, 'ws')}${SOFTPHONE_PATH}` : ''
  const practiceOrigins = practiceOrigin ? [practiceOrigin, new URL(softphoneUrl).origin] : []
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false) // a fingerprint of an answer is a fact about a person
  app.set('trust proxy', deps.config.trustedProxies)
  app.use(nameRequest)
  app.use(securityHeaders({ isHttps: deps.publicUrl.startsWith('https://'), practiceOrigins }))
  app.get('/health', healthAnswer(deps.health, deps.troubles, deps.log))
  app.get('/health/live', (_, response) => void response.json({ alive: true }))
  // The carrier's door is guarded by signature, over the bytes as they came: before anybody reads a body.
  app.use('/webhooks', line.webhooks)
  app.get('/documents/:name', lineDocument(line))
  app.use('/documents', noSuchRoute)
  // Bodies are read as bytes: serve() turns them into values that are safe to hand on. Compressed ones are not taken.
  app.use('/api', noStore, express.raw({ type: () => true, limit: BODY_LIMIT, inflate: false }))
  app.use(peopleRoutes(deps, line, softphoneUrl))
  app.use('/api', noSuchRoute)
  app.use(clientFiles(CLIENT))
  app.use(noSuchRoute)
  app.use(answerProblem(deps.log))
  return app
}

function peopleRoutes(deps: Deps, line: OpenLine, softphoneUrl: string): Router {
  const router = Router()
  const people: PeopleRouter = {
    router,
    origins: deps.origins,
    actorOf: request => actorOfCookie(deps.db, deps.cookie, request.headers),
    authorize,
    refused: (actor, tried) => logTried(deps.db, actor, tried),
    log: deps.log,
  }
  staffRoutes(people, deps)
  noticeRoutes(people, deps)
  boardRoutes(people, {
    ...deps,
    parts: {
      line: lineId => readLine(deps.db, lineId),
      calls: lineId => readBoardCalls(deps.db, lineId),
      tasks: lineId => readBoardTasks(deps.db, lineId),
      teamTasks: lineId => readTeamTasksOnBoard(deps.db, lineId),
      answers: lineId => readBoardAnswers(deps.db, lineId),
      nurses: lineId => readNurses(deps.db, lineId),
    },
  })
  callRoutes(people, { ...deps, joinAgain: line.joinAgain })
  partyRoutes(people, deps)
  identityRoutes(people, {
    ...deps,
    goesAlong: goesAlong(deps),
    unwantedFrom: number => readUnwanted(deps.db, number),
  })
  const kept = keptRecords()
  const draw = drawsElsewhere()
  const record = { ...deps, kept, draw, writeGlance: glanceWriter() }
  outcomeRoutes(people, record)
  recordRoutes(people, record)
  sharingRoutes(people, record)
  sharingSharedRoutes(people, record)
  deathOfCallRoutes(people, record)
  deathSharedRoutes(people, { ...deps, kept })
  deathRoutes(people, deps)
  registerRoutes(people, record)
  linkRoutes(people, record)
  disputeRoutes(people, record)
  accessRoutes(people, { ...deps, kept, draw, lastCallsOf, putRight: putRightInHand })
  listRoutes(people, deps)
  protocolRoutes(people, deps)
  const stopped = (numbers: readonly string[]) => readStopped(deps.db, numbers)
  teamRoutes(people, { ...deps, stopped })
  taskRoutes(people, { ...deps, messages: line.recordings })
  const teams = teamsToAsk(deps)
  teamTaskRoutes(people, { ...deps, ...teams })
  missedRoutes(people, { ...deps, ...teams })
  answerRoutes(people, deps)
  teamTaskOfCallRoutes(people, { ...record, ...teams })
  shiftRoutes(people, { ...deps, stopped })
  visitLinkOfCallRoutes(people, record)
  bringInContactRoutes(people, record)
  carerRoutes(people, deps)
  lineRoutes(people, { ...deps, line, softphoneUrl })
  return router
}

/** What callers hear while no process of ours may answer. In production another provider should hold these. */
function lineDocument(line: OpenLine): RequestHandler {
  return (request, response, next) => {
    const documents = line.documents()
    const { name } = request.params
    if (typeof name !== 'string' || !Object.hasOwn(documents, name)) return next()
    response.type('text/xml').setHeader('Cache-Control', 'public, max-age=300')
    response.send(documents[name])
  }
}
