import type { z } from 'zod'
import { ProblemReply } from '#shared/problem.ts'
import type { FileRoute, Route } from '#shared/route.ts'
import { PAGE_OF_HEADER } from '#shared/whosePage.ts'
import { CallFailed } from './callFailed.ts'
import { sessionIsOver, signInsSoFar } from './sessionOver.ts'
import { whosePage } from './whosePage.ts'

type Given<Params, Query, Body> = {
  params?: Params
  query?: Query
  body?: Body
  /** Ends the wait; the request may have been done all the same. */
  signal?: AbortSignal
  /** Lets a save outlive the page that is being closed. */
  keepalive?: boolean
  /** For what takes its time: a long list. */
  patienceMs?: number
}

const PATIENCE_MS = 15_000

/**
 * Asks the server for one thing of shared/routes.ts and gives its reply, parsed.
 * Throws CallFailed, with words for the screen, for every refusal, silence and unreadable answer. That nobody is signed in any more is
 * told to the page as well, whatever was asked.
 */
export async function call<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(route: Route<P, Q, B, R>, given: Given<z.input<P>, z.input<Q>, z.input<B>> = {}): Promise<z.output<R>> {
  const askedAfter = signInsSoFar()
  const response = await send(route.method, addressOf(route.path, given), given)
  const text = await response.text().catch(() => '')
  const json = parseJson(text)
  if (!response.ok) throw refusal(response.status, json, askedAfter)
  const reply = route.reply.safeParse(json)
  if (!reply.success) {
    throw new CallFailed(
      'odd_reply',
      'The server answered in a way this page does not know. Reload when the call is over.',
    )
  }
  return reply.data
}

/** Asks for a file of shared/routes.ts. Throws as `call` does; a file that broke off on its way is a failure, never half a file. */
export async function callFile<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  route: FileRoute<P, Q, B>,
  given: Given<z.input<P>, z.input<Q>, z.input<B>> = {},
): Promise<Blob> {
  const askedAfter = signInsSoFar()
  const response = await send(route.method, addressOf(route.path, given), given)
  if (!response.ok)
    throw refusal(response.status, parseJson(await response.text().catch(() => '')), askedAfter)
  return response.blob().catch(() => {
    throw new CallFailed('unreachable', 'The file broke off on its way. Nothing was kept; try again.')
  })
}

function addressOf(path: string, given: { params?: unknown; query?: unknown }): string {
  const params = new Map(Object.entries(given.params ?? {}))
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params.get(name))))
  const query = new URLSearchParams(
    Object.entries(given.query ?? {}).map(([name, value]) => [name, String(value)]),
  )
  return query.size > 0 ? `${filled}?${query}` : filled
}

async function send(
  method: string,
  address: string,
  given: { body?: unknown; signal?: AbortSignal; keepalive?: boolean; patienceMs?: number },
): Promise<Response> {
  const patience = AbortSignal.timeout(given.patienceMs ?? PATIENCE_MS)
  const whose = whosePage()
  const pageOf = whose ? { [PAGE_OF_HEADER]: whose } : {}
  try {
    return await fetch(address, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      keepalive: given.keepalive ?? false,
      signal: given.signal ? AbortSignal.any([given.signal, patience]) : patience,
      ...(method === 'GET'
        ? { headers: pageOf }
        : {
            headers: { ...pageOf, 'Content-Type': 'application/json', 'X-Goldthread': '1' },
            body: JSON.stringify(given.body ?? {}),
          }),
    })
  } catch {
    throw new CallFailed('unreachable', 'The server did not answer. Check the network, then try again.')
  }
}

function parseJson(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text)
  } catch {
    return undefined
  }
}

function refusal(status: number, json: unknown, askedAfter: number): CallFailed {
  const problem = ProblemReply.safeParse(json)
  if (problem.success) {
    const { code, message, fields } = problem.data
    if (code === 'not_signed_in') sessionIsOver(askedAfter)
    return new CallFailed(code, message, fields)
  }
  return status === 404
    ? new CallFailed('not_found', 'That is no longer here.')
    : new CallFailed('broken', 'The server could not do that just now. Try again in a moment.')
}
