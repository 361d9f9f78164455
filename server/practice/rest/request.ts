import type { World } from '../world.ts'
import { RestProblem } from './problem.ts'

/** A REST request as a handler sees it. */
export type RestRequest = {
  world: World
  params: Record<string, string>
  form: URLSearchParams
  query: URLSearchParams
  /** Path and query, for the addresses in a list. */
  url: string
}
export type RestReply = {
  status: number
  body?: unknown
  text?: string
  media?: Buffer
  contentType?: string
}
type RestHandler = (request: RestRequest) => RestReply | Promise<RestReply>
export type RestRoute = { method: 'get' | 'post' | 'delete'; path: string; handle: RestHandler }

/** Under one account of the 2010 API. */
export const ACCOUNT = '/api/2010-04-01/Accounts/:account'

export function required(form: URLSearchParams, name: string, code: number): string {
  const value = form.get(name)
  if (value === null || value === '') throw new RestProblem(400, code, `${name} is required`)
  return value
}

/** 'true' and 'false'; undefined when it was not sent. */
export function flagOf(form: URLSearchParams, name: string): boolean | undefined {
  const value = form.get(name)?.toLowerCase()
  return value === undefined ? undefined : value === 'true'
}

export function methodOf(
  form: URLSearchParams,
  name: string,
  otherwise: 'GET' | 'POST' = 'POST',
): 'GET' | 'POST' {
  const value = form.get(name)?.toUpperCase()
  if (value === undefined) return otherwise
  if (value !== 'GET' && value !== 'POST') throw new RestProblem(400, 21209, `${name} must be GET or POST`)
  return value
}

export function urlOf(form: URLSearchParams, name: string): string | undefined {
  const value = form.get(name)
  if (value === null || value === '') return undefined
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value))
    throw new RestProblem(400, 21205, `${name} is not a valid URL`)
  return value
}

/** A whole number within bounds, or the default; nonsense is refused. */
export function numberOf(form: URLSearchParams, name: string, otherwise: number, code: number): number {
  const value = form.get(name)
  if (value === null || value === '') return otherwise
  if (!/^\d{1,9}$/.test(value)) throw new RestProblem(400, code, `${name} must be a whole number`)
  return Number(value)
}

/** One page of a list as the 2010 API writes it. */
export function listPage({ query, url }: RestRequest, key: string, all: unknown[]): RestReply {
  const size = Math.min(1000, Math.max(1, Number(query.get('PageSize') ?? 50) || 50))
  const page = Math.max(0, Number(query.get('Page') ?? 0) || 0)
  const rows = all.slice(page * size, (page + 1) * size)
  const path = url.replace(/^\/api/, '').split('?')[0] ?? ''
  const address = (n: number) => {
    const asked = new URLSearchParams(query)
    asked.set('PageSize', String(size))
    asked.set('Page', String(n))
    return `${path}?${asked.toString()}`
  }
  return {
    status: 200,
    body: {
      [key]: rows,
      page,
      page_size: size,
      start: page * size,
      end: page * size + Math.max(0, rows.length - 1),
      uri: address(page),
      first_page_uri: address(0),
      previous_page_uri: page > 0 ? address(page - 1) : null,
      next_page_uri: all.length > (page + 1) * size ? address(page + 1) : null,
    },
  }
}
