import { z } from 'zod'
import { AskForList, ListTaken } from './lists.ts'
import { fileKinds, route } from './route.ts'

const none = z.strictObject({})

/** Caseloads as files: part of the one table in routes.ts. */
export const listRoutes = {
  listsTaken: route({
    method: 'GET',
    path: '/api/caseload/exports',
    params: none,
    query: none,
    body: z.undefined(),
    reply: z.object({ lists: z.array(ListTaken) }),
  }),
  /** Says the purpose, and learns how many would be in the file. Nobody is shown anything yet. */
  askForList: route({
    method: 'POST',
    path: '/api/caseload/exports',
    params: none,
    query: none,
    body: AskForList,
    reply: ListTaken,
  }),
  fetchList: route({
    method: 'GET',
    path: '/api/caseload/exports/:exportId/file',
    params: z.strictObject({ exportId: z.uuid() }),
    query: none,
    body: z.undefined(),
    reply: fileKinds.csv,
  }),
}
