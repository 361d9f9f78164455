import { z } from 'zod'

export type Method = 'GET' | 'POST' | 'PUT'

/** One thing that can be asked of the server over HTTP. Both sides parse by it; the guard test walks the table. */
export type Route<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Reply extends z.ZodType,
> = {
  method: Method
  path: `/api/${string}`
  params: Params
  query: Query
  body: Body
  reply: Reply
}

// biome-ignore lint/suspicious/noExplicitAny: the one place where every route is meant, whatever its schemas
export type AnyRoute = Route<any, any, any, any>

export function route<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Reply extends z.ZodType,
>(description: Route<Params, Query, Body, Reply>): Route<Params, Query, Body, Reply> {
  return description
}

/** The reply of a route that answers with a file, and not with JSON: its kind. */
export const fileKinds = { pdf: z.literal('application/pdf'), csv: z.literal('text/csv') }
/** The reply of a route that answers with sound to be played in the page: of which kind is the carrier's choice. */
export const sound = z.custom<{ type: `audio/${string}`; body: Uint8Array }>()
export type FileRoute<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> = Route<
  Params,
  Query,
  Body,
  (typeof fileKinds)[keyof typeof fileKinds]
>
