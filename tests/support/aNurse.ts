import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { BoardCall, CallDetail } from '#shared/calls.ts'
import { CommandId } from '#shared/ids.ts'
import type { BoardSnapshot } from '#shared/live.ts'
import { ProblemReply } from '#shared/problem.ts'
import type { AnyRoute } from '#shared/route.ts'
import { routes } from '#shared/routes.ts'
import { PASSWORD } from './smallHouse.ts'

export type Asked<Of extends AnyRoute> = {
  params?: z.input<Of['params']>
  query?: z.input<Of['query']>
  body?: z.input<Of['body']>
}

/** A nurse at the HTTP door, without a browser: what her console would send, and what it would be told. */
export type Nurse = {
  ask: <Of extends AnyRoute>(route: Of, asked?: Asked<Of>) => Promise<z.output<Of['reply']>>
  /** As `ask`, for what should be refused: the problem instead of the reply. */
  refused: <Of extends AnyRoute>(route: Of, asked?: Asked<Of>) => Promise<ProblemReply & { status: number }>
  board: () => Promise<BoardSnapshot>
  waitForCall: (is: (call: BoardCall) => boolean) => Promise<BoardCall>
  detail: (callId: string) => Promise<CallDetail>
  cookie: string
}

export function aCommand(): CommandId {
  return CommandId.parse(randomUUID())
}

export async function aNurse(url: string, signInName: string, password = PASSWORD): Promise<Nurse> {
  const cookie = await signIn(url, signInName, password)
  const send = (route: AnyRoute, asked: Asked<AnyRoute> = {}) => sendTo(url, cookie, route, asked)

  const ask: Nurse['ask'] = async (route, asked) => {
    const response = await send(route, asked)
    const body: unknown = await response.json()
    if (!response.ok)
      throw new Error(`${route.method} ${route.path}: ${response.status} ${JSON.stringify(body)}`)
    return route.reply.parse(body)
  }

  const board = () => ask(routes.board) as Promise<BoardSnapshot>

  return {
    ask,
    refused: async (route, asked) => {
      const response = await send(route, asked)
      if (response.ok) throw new Error(`${route.path} was not refused`)
      return { ...ProblemReply.parse(await response.json()), status: response.status }
    },
    board,
    detail: callId => ask(routes.callDetail, { params: { callId } }) as Promise<CallDetail>,
    waitForCall: is =>
      until(async () => {
        const { calls } = await board()
        return calls.find(is)
      }),
    cookie,
  }
}

async function signIn(url: string, signInName: string, password: string): Promise<string> {
  const response = await sendTo(url, '', routes.signIn, { body: { signInName, password } })
  if (!response.ok) throw new Error(`sign-in of ${signInName}: ${response.status}`)
  return response.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    .join('; ')
}

function sendTo(
  url: string,
  cookie: string,
  route: AnyRoute,
  { params, query, body }: Asked<AnyRoute>,
): Promise<Response> {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params?.[name])))
  const search = query ? `?${new URLSearchParams(query as Record<string, string>)}` : ''
  return fetch(`${url}${path}${search}`, {
    method: route.method,
    headers: {
      cookie,
      origin: url,
      'sec-fetch-site': 'same-origin',
      ...(route.method === 'GET' ? {} : { 'content-type': 'application/json', 'x-goldthread': '1' }),
    },
    ...(route.method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
  })
}

/** Asks again until there is an answer; the time is only how long a broken test may hang. */
export async function until<Answer>(
  ask: () => Promise<Answer | undefined | null | false>,
  withinMs = 40_000,
): Promise<Answer> {
  const end = Date.now() + withinMs
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > end) throw new Error(`nothing came within ${withinMs} ms`)
    await new Promise(resolve => setTimeout(resolve, 25))
  }
}
