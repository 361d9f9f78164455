import type { IncomingHttpHeaders } from 'node:http'
import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { Clock } from './clock.ts'

export type Exchange = {
  url: string
  method: 'GET' | 'POST'
  headers: Record<string, string>
  body: string
  connectMs: number
  readMs: number
  /** How much of a body is read before the rest is dropped. */
  maxBytes: number
}
/** What came of it: an answer, or how the way to it failed. `ct`: never connected; `rt`: no (more) answer in time. */
export type ExchangeResult =
  | { kind: 'answered'; status: number; headers: IncomingHttpHeaders; body: string; isTooLarge: boolean }
  | { kind: 'failed'; how: 'ct' | 'rt' | 'name' | 'tls' | 'protocol' }

export type Exchanger = {
  send(exchange: Exchange, clock: Clock, signal?: AbortSignal): Promise<ExchangeResult>
  close(): void
}

/** Plain HTTP requests with the carrier's time limits, measured by the line's clock. Connections are kept open. */
export function createExchanger(): Exchanger {
  const http = new HttpAgent({ keepAlive: true, maxSockets: 256 })
  const https = new HttpsAgent({ keepAlive: true, maxSockets: 256 })

  const once = (exchange: Exchange, clock: Clock, signal?: AbortSignal) => {
    const { promise, resolve } = Promise.withResolvers<ExchangeResult & { wasReused?: boolean }>()
    const isSecure = exchange.url.startsWith('https:')
    const request = (isSecure ? httpsRequest : httpRequest)(exchange.url, {
      method: exchange.method,
      headers: exchange.headers,
      agent: isSecure ? https : http,
    })
    let cancelTimer = clock.after(exchange.connectMs, () => fail('ct'))
    const finish = (result: ExchangeResult & { wasReused?: boolean }) => {
      cancelTimer()
      signal?.removeEventListener('abort', onAbort)
      resolve(result)
    }
    const fail = (how: 'ct' | 'rt') => {
      finish({ kind: 'failed', how })
      request.destroy()
    }
    const waitForMore = () => {
      cancelTimer()
      cancelTimer = clock.after(exchange.readMs, () => fail('rt'))
    }
    const onAbort = () => fail('rt')
    signal?.addEventListener('abort', onAbort, { once: true })

    request.on('socket', socket => {
      if (!socket.connecting) return waitForMore()
      socket.once(isSecure ? 'secureConnect' : 'connect', waitForMore)
    })
    request.on('error', (error: NodeJS.ErrnoException) => {
      const how = howItFailed(error)
      finish({ kind: 'failed', how, wasReused: request.reusedSocket && how === 'protocol' })
    })
    request.on('response', response => {
      waitForMore()
      const chunks: Buffer[] = []
      let size = 0
      response.on('data', (chunk: Buffer) => {
        waitForMore()
        size += chunk.length
        if (size <= exchange.maxBytes) chunks.push(chunk)
      })
      response.on('error', () => finish({ kind: 'failed', how: 'protocol' }))
      response.on('end', () =>
        finish({
          kind: 'answered',
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
          isTooLarge: size > exchange.maxBytes,
        }),
      )
    })
    request.end(exchange.body)
    return promise
  }

  return {
    async send(exchange, clock, signal) {
      const first = await once(exchange, clock, signal)
      // A kept connection may have been closed by the other side a moment ago: that is not a failed request.
      return first.kind === 'failed' && first.wasReused ? once(exchange, clock, signal) : first
    },
    close() {
      http.destroy()
      https.destroy()
    },
  }
}

function howItFailed(error: NodeJS.ErrnoException): 'ct' | 'name' | 'tls' | 'protocol' {
  const code = error.code ?? ''
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'ERR_INVALID_URL') return 'name'
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/.test(code)) return 'ct'
  if (/CERT|TLS|SSL/.test(code)) return 'tls'
  return 'protocol'
}
