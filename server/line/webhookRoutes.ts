import express, { type Request, type Response, type Router } from 'express'
import { isOutage } from '#server/platform/database.ts'
import { errorFields, type Logger } from '#server/platform/logger.ts'
import type { Instant } from '#shared/time.ts'
import type { Breaker } from './breaker.ts'
import { cleanForm } from './cleanForm.ts'
import { isSigned, parseForm } from './signature.ts'
import { sayAndHangUp } from './twiml.ts'
import { type Reply, type Webhook, type WebhookDeps, webhookKinds } from './webhooks.ts'

export type WebhookRouteDeps = WebhookDeps & {
  log: Logger
  /** The origin the carrier was given. What it signed is this and never what a request's own headers say. */
  publicUrl: string
  authTokens: readonly string[]
  breaker: Breaker
}

const BODY_LIMIT = '64kb'
const TOO_MANY = 'The form has more fields than a carrier sends.'

/**
 * The only door that is not for people: guarded by the carrier's signature. Stored, then answered: in the database, or
 * while that is away in the spool. Only when both refuse is the answer a failure, and the carrier takes the fallback.
 */
export function webhookRouter(deps: WebhookRouteDeps): Router {
  const { log, clock, publicUrl, authTokens, accountSid } = deps
  const find = webhookKinds(deps)
  const router = express.Router()

  router.post(
    '/{*path}',
    express.text({ type: 'application/x-www-form-urlencoded', limit: BODY_LIMIT, defaultCharset: 'utf-8' }),
    async (request, response) => {
      if (typeof request.body !== 'string') {
        return refuse(response, 415, 'Send a form: Content-Type application/x-www-form-urlencoded.')
      }
      const form = parseForm(request.body)
      return form ? receive(request, response, form, form) : refuse(response, 413, TOO_MANY)
    },
  )
  // A GET carries its fields in the address, which is all that is signed.
  router.get('/{*path}', (request, response) => {
    const form = parseForm(request.originalUrl.split('?')[1] ?? '')
    return form ? receive(request, response, {}, form) : refuse(response, 413, TOO_MANY)
  })
  router.use((error: unknown, _request: Request, response: Response, next: express.NextFunction) => {
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
    if (status >= 400 && status < 500)
      return refuse(response, status, 'The body cannot be read: it is too large or not a form.')
    return next(error)
  })

  async function receive(
    request: Request,
    response: Response,
    signedForm: Webhook['form'],
    form: Webhook['form'],
  ): Promise<unknown> {
    const startedAt = performance.now()
    const url = `${publicUrl}${request.originalUrl}`
    const header = request.headers['x-twilio-signature']
    if (!isSigned(authTokens, typeof header === 'string' ? header : undefined, url, signedForm)) {
      log.warn('webhook.refused', { reason: header ? 'signature' : 'no signature' })
      return refuse(
        response,
        403,
        'The signature is missing or wrong. Check the auth token, and PUBLIC_URL against the address in the console.',
      )
    }
    const path = request.path.replace(/^\//, '')
    const found = find(path)
    if (found.kind === 'unknown')
      return refuse(response, 404, 'No webhook lives here. Check the address in the console of the carrier.')
    if (form.AccountSid !== undefined && first(form.AccountSid) !== accountSid) {
      return refuse(response, 403, 'This is for another account.')
    }
    const cleaned = cleanForm(form)
    const parsed = found.webhook.schema.safeParse(cleaned)
    if (!parsed.success) {
      const names = [...new Set(parsed.error.issues.map(issue => issue.path.join('.')))].join(', ')
      return refuse(response, 400, `These fields are missing or not as the carrier sends them: ${names}.`)
    }
    const webhook: Webhook = { path, form: cleaned, receivedAt: clock() as Instant }
    const kept = await deps.breaker.keep(webhook, {
      ...found.webhook,
      store: to => found.webhook.store(to, parsed.data),
    })
    const reply = await answer(() => found.webhook.answer(webhook, parsed.data))
    send(response, reply)
    log.info('webhook.answered', {
      kind: path.split('/').at(-1) ?? '',
      reason: kept,
      ms: Math.round(performance.now() - startedAt),
    })
    return undefined
  }

  async function answer(make: () => Reply | Promise<Reply>): Promise<Reply> {
    try {
      return await make()
    } catch (error) {
      if (!isOutage(error)) throw error
      // Only a nurse's own browser leg needs the database for its answer: it ends, and her console offers to join again.
      return {
        kind: 'twiml',
        document: sayAndHangUp('The record cannot be reached just now. Please try again in a moment.'),
      }
    }
  }

  router.use((error: unknown, _request: Request, response: Response, _next: express.NextFunction) => {
    log.error('webhook.failed', errorFields(error))
    refuse(response, 500, 'This could not be stored. The carrier will use the fallback address.')
  })
  return router
}

function send(response: Response, reply: Reply): void {
  if (reply.kind === 'heard') response.status(204).end()
  else response.status(200).type('text/xml').send(reply.document)
}

function refuse(response: Response, status: number, because: string): void {
  response.status(status).type('text/plain').send(because)
}

function first(value: string | string[]): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
