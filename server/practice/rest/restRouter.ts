import type { Request, Response, Router } from 'express'
import express from 'express'
import { restFaultOf } from '../core/faults.ts'
import type { World } from '../world.ts'
import { counted, trace } from '../world.ts'
import { callRoutes } from './callRoutes.ts'
import { conferenceRoutes } from './conferenceRoutes.ts'
import { messageRoutes } from './messageRoutes.ts'
import { numberRoutes } from './numberRoutes.ts'
import { otherRoutes } from './otherRoutes.ts'
import { participantRoutes } from './participantRoutes.ts'
import { notFound, problemBody, RestProblem } from './problem.ts'
import { queueRoutes } from './queueRoutes.ts'
import { recordingRoutes } from './recordingRoutes.ts'
import type { RestReply, RestRoute } from './request.ts'

const ROUTES: RestRoute[] = [
  ...recordingRoutes,
  ...callRoutes,
  ...conferenceRoutes,
  ...participantRoutes,
  ...queueRoutes,
  ...messageRoutes,
  ...numberRoutes,
  ...otherRoutes,
]

/** The carrier's REST API: the product (api, lookups, monitor, routes) is the first part of the path. */
export function restRouter(world: World): Router {
  const router = express.Router()
  router.use(express.text({ type: 'application/x-www-form-urlencoded', limit: '1mb' }))
  for (const route of ROUTES)
    router[route.method](route.path, (request, response) => serve(world, route, request, response))
  router.use(['/api', '/lookups', '/monitor', '/routes'], (request, response) => {
    const problem = isAuthorised(world, request) ? notFound(request.originalUrl) : denied()
    send(response, { status: problem.status, body: problemBody(problem) })
  })
  return router
}

async function serve(world: World, route: RestRoute, request: Request, response: Response): Promise<void> {
  const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '')
  const { method, originalUrl } = request
  trace(world, 'rest', undefined, { method, url: originalUrl, form: [...form] })
  const isChange = method !== 'GET'
  const fault = isChange ? restFaultOf(world.faults, world.seed, ++world.restRequests) : 'none'
  if (world.isOut) return void request.socket.destroy()
  if (world.failRest === 'before')
    return refuse(world, response, new RestProblem(503, 20503, 'Service unavailable'))
  if (fault === 'tooMany') return refuse(world, response, new RestProblem(429, 20429, 'Too Many Requests'))
  const reply = await counted(world, answer(world, route, request, form))
  if (isChange && (fault === 'errorAfterWork' || world.failRest === 'after'))
    return refuse(world, response, new RestProblem(500, 20500, 'Internal server error'))
  if (fault === 'timeoutAfterWork' || world.failRest === 'timeout') {
    // The work is done and nobody will ever say so: the connection stays open until the other side has enough.
    trace(world, 'fault', undefined, { unanswered: originalUrl })
    return
  }
  trace(world, 'rest-answer', undefined, { method, url: originalUrl, status: reply.status, body: reply.body })
  send(response, reply)
}

async function answer(
  world: World,
  route: RestRoute,
  request: Request,
  form: URLSearchParams,
): Promise<RestReply> {
  const url = request.originalUrl
  const query = new URL(url, 'http://line').searchParams
  try {
    if (!isAuthorised(world, request)) throw denied()
    const params: Record<string, string> = {}
    for (const [name, value] of Object.entries(request.params)) params[name] = String(value)
    if (params.account !== undefined && params.account !== world.options.accountSid)
      throw notFound(`/2010-04-01/Accounts/${params.account}`)
    return await route.handle({ world, params, form, query, url })
  } catch (error) {
    if (!(error instanceof RestProblem)) throw error
    return { status: error.status, body: problemBody(error) }
  }
}

function refuse(world: World, response: Response, problem: RestProblem): void {
  trace(world, 'fault', undefined, { rest: problem.code })
  send(response, { status: problem.status, body: problemBody(problem) })
}

function send(response: Response, { status, body, text, media, contentType }: RestReply): void {
  response.status(status)
  if (contentType !== undefined) response.type(contentType)
  if (media) response.send(media)
  else if (text !== undefined) response.send(text)
  else if (body === undefined) response.end()
  else response.json(body)
}

/** Account sid with auth token, or API key with its secret. */
function isAuthorised({ options }: World, request: Request): boolean {
  const [scheme, encoded = ''] = (request.headers.authorization ?? '').split(' ')
  if (scheme?.toLowerCase() !== 'basic') return false
  const given = Buffer.from(encoded, 'base64').toString('utf8')
  return (
    given === `${options.accountSid}:${options.authToken}` ||
    given === `${options.apiKeySid}:${options.apiKeySecret}`
  )
}

function denied(): RestProblem {
  return new RestProblem(401, 20003, 'Authenticate')
}
