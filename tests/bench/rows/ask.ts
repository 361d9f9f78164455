import type { z } from 'zod'
import type { AnyRoute } from '#shared/route.ts'
import type { BenchNurse } from '../people.ts'
import type { Setting } from '../setting.ts'

type Asked<Of extends AnyRoute> = {
  params?: z.input<Of['params']>
  query?: Record<string, string>
  body?: z.input<Of['body']>
}

/** What a nurse's console sends, over HTTP, with her session. The reply is not parsed: the generator shares the machine. */
export async function askAs<Of extends AnyRoute>(
  { http, server }: Setting,
  nurse: BenchNurse,
  route: Of,
  { params, query, body }: Asked<Of> = {},
): Promise<string> {
  const given: Readonly<Record<string, unknown>> = { ...(params as object | undefined) } // read by the names in the path
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => String(given[name]))
  const search = query ? `?${new URLSearchParams(query)}` : ''
  const headers = {
    cookie: nurse.cookie,
    origin: server.origin,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/json',
    'x-goldthread': '1',
  }
  const text = route.method === 'GET' ? undefined : JSON.stringify(body ?? {})
  return (await http.must(route.method, `${path}${search}`, headers, text)).text
}
