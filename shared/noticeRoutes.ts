import { z } from 'zod'
import { TellHere, ToldHere } from './notices.ts'
import { route } from './route.ts'

const none = z.strictObject({})

/** Notices on the telephone of whoever is asked to go. Part of the one table in routes.ts. */
export const noticeRoutes = {
  /** By which key the house is known to the push services; null: it sends no notices. */
  noticeKey: route({
    method: 'GET',
    path: '/api/my/notices',
    params: none,
    query: none,
    body: z.undefined(),
    reply: z.object({ key: z.string().nullable() }),
  }),
  tellHere: route({
    method: 'POST',
    path: '/api/my/notices/here',
    params: none,
    query: none,
    body: TellHere,
    reply: ToldHere,
  }),
  tellHereNoMore: route({
    method: 'POST',
    path: '/api/my/notices/not-here',
    params: none,
    query: none,
    body: TellHere.pick({ endpoint: true }),
    reply: none,
  }),
}
