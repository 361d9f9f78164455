import { createHmac } from 'node:crypto'
import { cookieHeader, keepCookies } from './cookies.ts'
import type { ConnectionOverrides, RetryOn } from './core/connectionOverrides.ts'
import { parseOverrides, withoutFragment } from './core/connectionOverrides.ts'
import { isAnswerLost } from './core/faults.ts'
import { signingString } from './core/signingString.ts'
import type { ExchangeResult } from './httpExchange.ts'
import { fromCache, keepInCache } from './webhookCache.ts'
import type { World } from './world.ts'
import { counted, newSid, raiseAlert, trace } from './world.ts'

const MAX_REDIRECTS = 10
/** A TwiML answer may be 64 kB (11750). */
const MAX_BODY_BYTES = 64 * 1024
/** Nothing about a call takes longer, whatever the overrides say. */
const HARD_LIMIT_MS = 15_000

export type Webhook = {
  /** What it is for, as it stands in the trace: 'voice', 'status', 'conference' … */
  kind: string
  url: string
  method: 'GET' | 'POST'
  form: Record<string, string>
  callSid?: string | undefined
  cookies?: Map<string, string> | undefined
}
export type WebhookResult =
  | { ok: true; status: number; contentType: string | undefined; body: string; finalUrl: string }
  | { ok: false; code: number; status?: number }

/** X-Twilio-Signature of a request: `url` as sent, `form` as posted (nothing of a GET). */
export function signatureOf(authToken: string, url: string, form: [string, string][]): string {
  return createHmac('sha1', authToken).update(signingString(url, form), 'utf8').digest('base64')
}

/** One request to the hub, with the carrier's time limits, retries, redirects, cookies and signature. */
export async function sendWebhook(world: World, webhook: Webhook): Promise<WebhookResult> {
  // A carrier that is gone, or closed, tells nobody anything.
  if (world.isClosed || world.isOut) return { ok: false, code: 11205 }
  return counted(world, send(world, webhook))
}

async function send(world: World, webhook: Webhook): Promise<WebhookResult> {
  const { overrides, warnings } = parseOverrides(webhook.url)
  for (const code of warnings) raiseAlert(world, code, { callSid: webhook.callSid, url: webhook.url })
  const url = exactUrl(withoutFragment(webhook.url))
  if (url === undefined) return { ok: false, code: 11100 }
  const deadline = world.clock.now() + Math.min(overrides.totalMs, HARD_LIMIT_MS)
  const overall = new AbortController()
  world.exchanges.add(overall)
  const cancelOverall = world.clock.after(deadline - world.clock.now(), () => overall.abort())
  try {
    const token = newSid(world, 'IT').slice(2)
    for (let attempt = 0; ; attempt++) {
      const isSame = world.options.idempotencyTokenSameOnRetry ?? true
      const result = await follow(world, webhook, {
        url,
        overrides,
        token: isSame || attempt === 0 ? token : newSid(world, 'IT').slice(2),
        signal: overall.signal,
        attempt,
      })
      const why = retryReason(result)
      const isOver = overall.signal.aborted || world.isClosed
      if (why === undefined || isOver || attempt >= overrides.retries || !overrides.retryOn.has(why))
        return toResult(result)
    }
  } finally {
    cancelOverall()
    world.exchanges.delete(overall)
  }
}

type Reached = ExchangeResult | { kind: 'redirects' }
type Attempt = {
  url: string
  overrides: ConnectionOverrides
  token: string
  signal: AbortSignal
  attempt: number
}

async function follow(
  world: World,
  webhook: Webhook,
  attempt: Attempt,
): Promise<{ reached: Reached; url: string }> {
  let { url } = attempt
  let method = webhook.method
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const reached = await exchange(world, webhook, { ...attempt, url }, method)
    const location =
      reached.kind === 'answered' && reached.status < 400 ? reached.headers.location : undefined
    if (reached.kind !== 'answered' || reached.status < 300 || location === undefined) return { reached, url }
    // As a browser does: only 307 and 308 keep the method.
    if (reached.status !== 307 && reached.status !== 308) method = 'GET'
    url = withoutFragment(new URL(location, url).href)
  }
  return { reached: { kind: 'redirects' }, url }
}

async function exchange(
  world: World,
  webhook: Webhook,
  { url: target, overrides, token, signal, attempt }: Attempt,
  method: 'GET' | 'POST',
): Promise<ExchangeResult> {
  const fields = Object.entries(webhook.form)
  const encoded = new URLSearchParams(fields).toString()
  const url = method === 'GET' ? target + (target.includes('?') ? '&' : '?') + encoded : target
  const cached = method === 'GET' ? fromCache(world, url) : undefined
  if (cached?.kind === 'fresh') return cached.answer
  const { kind, callSid } = webhook
  const edge = overrides.edges[attempt % overrides.edges.length] // the carrier takes the next one of the list when it tries again
  trace(world, 'webhook', callSid, { kind, method, url, attempt, edge, form: webhook.form })
  const bare = new URL(url)
  const userinfo = decodeURIComponent(`${bare.username}:${bare.password}`)
  bare.username = ''
  bare.password = ''
  const answer = await world.exchanger.send(
    {
      url: bare.href,
      method,
      headers: {
        'User-Agent': 'TwilioProxy/1.1',
        Accept: '*/*',
        'X-Twilio-Signature': signatureOf(world.options.authToken, url, method === 'GET' ? [] : fields),
        'I-Twilio-Idempotency-Token': token,
        ...(method === 'POST' && {
          'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8',
          'Content-Length': String(Buffer.byteLength(encoded)),
        }),
        ...(userinfo !== ':' && { Authorization: `Basic ${Buffer.from(userinfo).toString('base64')}` }),
        ...cookieHeader(webhook.cookies, bare.host),
        ...cached?.headers,
      },
      body: method === 'POST' ? encoded : '',
      connectMs: overrides.connectMs,
      readMs: overrides.readMs,
      maxBytes: MAX_BODY_BYTES,
    },
    world.clock,
    signal,
  )
  if (answer.kind === 'answered' && kind === 'voice' && method === 'POST') {
    const key = `${callSid ?? ''}:${bare.pathname}:${attempt}`
    if (isAnswerLost(world.faults, world.seed, key)) {
      trace(world, 'fault', callSid, { url, attempt, answerLost: true })
      return { kind: 'failed', how: 'rt' }
    }
  }
  if (answer.kind === 'answered') {
    keepCookies(webhook.cookies, bare.host, answer.headers['set-cookie'])
    trace(world, 'webhook-answer', callSid, { kind, url, status: answer.status, body: answer.body })
    return method === 'GET' ? keepInCache(world, url, answer) : answer
  }
  trace(world, 'webhook-answer', callSid, { kind, url, failed: answer.how })
  return answer
}

function retryReason({ reached }: { reached: Reached }): RetryOn | undefined {
  if (reached.kind === 'redirects') return undefined
  if (reached.kind === 'failed') return reached.how === 'rt' || reached.how === 'protocol' ? 'rt' : 'ct'
  if (reached.status >= 500) return '5xx'
  return reached.status >= 400 ? '4xx' : undefined
}

function toResult({ reached, url }: { reached: Reached; url: string }): WebhookResult {
  if (reached.kind === 'redirects') return { ok: false, code: 11215 }
  if (reached.kind === 'failed') return { ok: false, code: FAILURE_CODES[reached.how] }
  if (reached.status >= 400) return { ok: false, code: 11200, status: reached.status }
  if (reached.isTooLarge) return { ok: false, code: 11750, status: reached.status }
  const contentType = reached.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  return { ok: true, status: reached.status, contentType, body: reached.body, finalUrl: url }
}

const FAILURE_CODES = { ct: 11205, rt: 11205, protocol: 11205, name: 11210, tls: 11220 } as const

/** What is sent is what is signed: host and port as written, path and query as HTTP carries them. */
function exactUrl(url: string): string | undefined {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return undefined
  const authority = /^[a-z]+:\/\/[^/?]*/i.exec(url)?.[0] ?? ''
  const { pathname, search } = new URL(url)
  return authority + pathname + search
}
