import { join } from 'node:path'
import express, { type Express, Router } from 'express'
import { readBoardCalls } from '#server/calls/callStore.ts'
import { readBoardTasks } from '#server/dispatch/taskStore.ts'
import { boardRoutes } from '#server/live/boardRoutes.ts'
import { answerProblem, noSuchRoute } from '#server/platform/answerProblem.ts'
import { clientFiles } from '#server/platform/clientFiles.ts'
import { healthAnswer } from '#server/platform/health.ts'
import { nameRequest, noStore, securityHeaders } from '#server/platform/securityHeaders.ts'
import type { PeopleRouter } from '#server/platform/serve.ts'
import { authorize } from '#server/staff/core/can.ts'
import { actorOfCookie } from '#server/staff/sessions.ts'
import { staffRoutes } from '#server/staff/staffRoutes.ts'
import { readLine, readNurses } from '#server/staff/staffStore.ts'
import type { Deps } from './deps.ts'

const BODY_LIMIT = '256kb'
const CLIENT = join(import.meta.dirname, '..', 'client', 'dist')

export type AppParts = {
  /** The carrier's door: guarded by signature, before any body is read. */
  webhooks?: Router
  /** Origins of the practice line, which our pages may speak to. */
  practiceOrigins?: readonly string[]
}

/** The order in which a request meets the house. */
export function createApp(deps: Deps, { webhooks, practiceOrigins = [] }: AppParts = {}): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false) // a fingerprint of an answer is a fact about a person
  app.set('trust proxy', deps.config.trustedProxies)
  app.use(nameRequest)
  app.use(securityHeaders({ isHttps: deps.publicUrl.startsWith('https://'), practiceOrigins }))
  app.get('/health', healthAnswer(deps.health, deps.log))
  if (webhooks) app.use('/webhooks', webhooks)
  // Bodies are read as bytes: serve() turns them into values that are safe to hand on. Compressed ones are not taken.
  app.use('/api', noStore, express.raw({ type: () => true, limit: BODY_LIMIT, inflate: false }))
  app.use(peopleRoutes(deps))
  app.use('/api', noSuchRoute)
  app.use(clientFiles(CLIENT))
  app.use(noSuchRoute)
  app.use(answerProblem(deps.log))
  return app
}

function peopleRoutes(deps: Deps): Router {
  const router = Router()
  const people: PeopleRouter = {
    router,
    origins: deps.origins,
    actorOf: request => actorOfCookie(deps.db, deps.cookie, request.headers.cookie),
    authorize,
    log: deps.log,
  }
  staffRoutes(people, deps)
  boardRoutes(people, {
    ...deps,
    parts: {
      line: lineId => readLine(deps.db, lineId),
      calls: lineId => readBoardCalls(deps.db, lineId),
      tasks: lineId => readBoardTasks(deps.db, lineId),
      nurses: lineId => readNurses(deps.db, lineId),
    },
  })
  return router
}
