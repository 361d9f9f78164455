import type { ExchangeResult } from './httpExchange.ts'
import type { World } from './world.ts'

type Answer = Extract<ExchangeResult, { kind: 'answered' }>
type FromCache =
  | { kind: 'fresh'; answer: Answer; headers?: undefined }
  | { kind: 'ask'; headers: Record<string, string> }

const MOST_KEPT = 500

/** What is known of a GET: an answer that is still fresh, or the headers to ask whether it has changed. */
export function fromCache(world: World, url: string): FromCache | undefined {
  const kept = world.cache.get(url)
  if (!kept) return undefined
  if (kept.freshUntil > world.clock.now()) return { kind: 'fresh', answer: asAnswer(kept) }
  return {
    kind: 'ask',
    headers: {
      ...(kept.etag !== undefined && { 'If-None-Match': kept.etag }),
      ...(kept.lastModified !== undefined && { 'If-Modified-Since': kept.lastModified }),
    },
  }
}

/** Remembers an answer that may be remembered, and turns 304 back into what was remembered. */
export function keepInCache(world: World, url: string, answer: Answer): Answer {
  const kept = world.cache.get(url)
  if (answer.status === 304 && kept) return asAnswer(kept)
  if (answer.status !== 200 || answer.isTooLarge) return answer
  const control = answer.headers['cache-control'] ?? ''
  const maxAge = /no-(store|cache)/.test(control) ? 0 : Number(/max-age=(\d+)/.exec(control)?.[1] ?? 0)
  const etag = answer.headers.etag
  const lastModified = answer.headers['last-modified']
  if (/no-store/.test(control) || (maxAge === 0 && etag === undefined && lastModified === undefined))
    return answer
  if (world.cache.size >= MOST_KEPT) world.cache.clear()
  world.cache.set(url, {
    etag,
    lastModified,
    freshUntil: world.clock.now() + maxAge * 1000,
    contentType: answer.headers['content-type'],
    body: answer.body,
  })
  return answer
}

function asAnswer(kept: { contentType: string | undefined; body: string }): Answer {
  const headers = kept.contentType === undefined ? {} : { 'content-type': kept.contentType }
  return { kind: 'answered', status: 200, headers, body: kept.body, isTooLarge: false }
}
