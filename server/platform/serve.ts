import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Request, Response, Router } from 'express'
import type { z } from 'zod'
import type { Action } from '#shared/actions.ts'
import type { AnyRoute, FileRoute, Route, sound } from '#shared/route.ts'
import type { Actor } from '#shared/staff.ts'
import { PAGE_OF_HEADER } from '#shared/whosePage.ts'
import { fieldSentences, plainSentence } from './fieldSentences.ts'
import { type EdgeReading, readFields, readJson } from './jsonEdge.ts'
import type { Logger } from './logger.ts'
import { foreignCommand, isForeignSite } from './ownOrigin.ts'
import { Problem } from './problems.ts'
import { Written } from './written.ts'

/** Where routes for people are hung: an express router, and what every request must pass before its handler. */
export type PeopleRouter = {
  router: Router
  origins: ReadonlySet<string>
  actorOf: (request: Request) => Promise<Actor | undefined>
  authorize: (actor: Actor | undefined, action: Action) => boolean
  /** Told, before the answer, of whom a role has refused: an address may name a person, who can read that it was tried. */
  refused: (
    actor: Actor,
    tried: { action: Action; names: Readonly<Record<string, unknown>>; requestId: string },
  ) => Promise<void>
  log: Logger
}

export type Asked<Params, Query, Body, Who> = {
  params: Params
  query: Query
  body: Body
  /** Who asks, read afresh from the database. Undefined only behind a public door. */
  actor: Who
  requestId: string
  request: Request
  response: Response
}

/** The HTTP door: own page, known person, the page theirs, allowed action, well-formed request, handler, reply as promised. In that order. */
export function serve<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Reply extends z.ZodType,
  What extends Action,
>(
  people: PeopleRouter,
  route: Route<Params, Query, Body, Reply>,
  action: What,
  handler: (
    asked: AskedOf<Params, Query, Body, What>,
  ) => Promise<NoInfer<z.input<Reply>> | NoInfer<Written<Reply>>>,
): void {
  answerWith(people, route, action, async asked => {
    const reply = await handler(asked)
    asked.response.type('json').send(promised(route, reply))
  })
}

/** A file that is the reply. Its name says what it is, and never whom it is about. */
export type ServedFile = {
  name: string
  /** Whole, or part by part as it is made: then no more of it is in memory than is on its way. */
  content: Uint8Array | AsyncIterable<string | Uint8Array>
}

/** As `serve`, for a route whose reply is a file. A file that breaks off half-way breaks the connection: it must not look whole. */
export function serveFile<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  What extends Action,
>(
  people: PeopleRouter,
  route: FileRoute<Params, Query, Body>,
  action: What,
  handler: (asked: AskedOf<Params, Query, Body, What>) => Promise<ServedFile>,
): void {
  answerWith(people, route, action, async asked => {
    // Express answers a HEAD as the GET: the file would be logged as taken, and one that is taken once be gone.
    if (asked.request.method === 'HEAD')
      throw new Problem('not_found', 'Ask for the file, or for nothing of it.')
    const { name, content } = await handler(asked)
    asked.response.type(route.reply.value).attachment(name)
    if (content instanceof Uint8Array) asked.response.send(Buffer.from(content))
    else await pipeline(Readable.from(content), asked.response)
  })
}

/** As `serve`, for a route whose reply is sound that the page plays. */
export function serveSound<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  What extends Action,
>(
  people: PeopleRouter,
  route: Route<Params, Query, Body, typeof sound>,
  action: What,
  handler: (asked: AskedOf<Params, Query, Body, What>) => Promise<{ type: string; body: Uint8Array }>,
): void {
  answerWith(people, route, action, async asked => {
    const { type, body } = await handler(asked)
    asked.response.type(type).send(Buffer.from(body))
  })
}

type AskedOf<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  What extends Action,
> = Asked<
  z.output<Params>,
  z.output<Query>,
  z.output<Body>,
  What extends 'public' ? Actor | undefined : Actor
>

function answerWith<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  What extends Action,
>(
  { router, origins, actorOf, authorize, refused, log }: PeopleRouter,
  route: Route<Params, Query, Body, z.ZodType>,
  action: What,
  answer: (asked: AskedOf<Params, Query, Body, What>) => Promise<void>,
): void {
  const method = route.method.toLowerCase() as 'get' | 'post' | 'put' // the lower-case form of Method
  router[method](route.path, async (request, response) => {
    const startedAt = performance.now()
    const { requestId } = response.locals as { requestId: string } // set by the first middleware
    refuseForeign(route, request, origins)
    const actor = action === 'public' ? undefined : await actorOf(request)
    if (action !== 'public' && actor === undefined)
      throw new Problem('not_signed_in', 'You have been signed out. Sign in again.')
    if (actor) refuseAnothersPage(request, actor)
    if (!authorize(actor, action)) {
      if (actor) await refused(actor, { action, names: request.params, requestId })
      throw new Problem('not_allowed', 'Your role does not include this.')
    }
    await answer({
      params: parsed(route.params, readFields(request.params), 'address'),
      query: parsed(route.query, readFields(request.query), 'address'),
      body: parsed(route.body, bodyOf(route, request), 'body'),
      actor: actor as What extends 'public' ? Actor | undefined : Actor, // checked above: only a public door has nobody
      requestId,
      request,
      response,
    })
    log.info('http.answered', {
      requestId,
      method: route.method,
      route: route.path,
      action,
      status: 200,
      ms: Math.round(performance.now() - startedAt),
      ...(actor ? { staffId: actor.staffId } : {}),
    })
  })
}

function refuseForeign(route: AnyRoute, request: Request, origins: ReadonlySet<string>): void {
  if (route.method === 'GET') {
    if (isForeignSite(request.headers))
      throw new Problem('not_allowed', 'This request came from another site.')
    return
  }
  const because = foreignCommand(request.headers, origins)
  if (because) throw new Problem('not_allowed', because)
  if (!/^application\/json(\s*;|$)/i.test(request.headers['content-type'] ?? ''))
    throw new Problem('wrong_content_type', 'Send the body as application/json.')
}

/** The page of one, and the cookie of another who has signed in since: the hand at it must not act in the other's name. */
function refuseAnothersPage(request: Request, actor: Actor): void {
  const pageOf = request.headers[PAGE_OF_HEADER]
  if (pageOf !== undefined && pageOf !== actor.staffId)
    throw new Problem(
      'not_signed_in',
      'Somebody else has signed in on this browser since. Nothing was saved.',
    )
}

function bodyOf(route: AnyRoute, request: Request): EdgeReading {
  if (route.method === 'GET') return { kind: 'read', value: undefined }
  return readJson(request.body instanceof Uint8Array ? request.body : undefined)
}

function parsed<Schema extends z.ZodType>(
  schema: Schema,
  read: EdgeReading,
  where: string,
): z.output<Schema> {
  if (read.kind === 'refused')
    throw new Problem('bad_request', read.because, read.fields ? { fields: read.fields } : {})
  if (where === 'body' && read.value === undefined && !schema.safeParse(undefined).success)
    throw new Problem('bad_request', 'The body is missing: send JSON as the route describes.')
  const result = schema.safeParse(read.value, { error: plainSentence })
  if (result.success) return result.data
  throw new Problem('bad_request', 'Some of this cannot be taken as it is.', {
    fields: fieldSentences(result.error),
  })
}

/** A reply that is not what the route says is a bug of ours: it does not leave. */
function promised(route: AnyRoute, reply: unknown): string {
  if (reply instanceof Written) {
    if (reply.schema === route.reply) return reply.json
    throw new Error(`the reply of ${route.path} was written by another schema`)
  }
  const result = route.reply.safeParse(reply)
  if (result.success) return JSON.stringify(result.data)
  const paths = result.error.issues.map((issue: z.core.$ZodIssue) => issue.path.join('.')).join(', ')
  throw new Error(`the reply of ${route.path} is not what the route promises: ${paths}`)
}
