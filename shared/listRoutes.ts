import { z } from 'zod'
import {
  AskForList,
  BringList,
  ListAsked,
  ListBrought,
  ListPiece,
  ListRowShown,
  ListTaken,
  MOST_ROWS,
  RowVerdict,
} from './lists.ts'
import { fileKinds, route } from './route.ts'
import { SecondWord } from './secondYes.ts'

const none = z.strictObject({})
const brought = z.strictObject({ importId: z.uuid() })

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
  /** For a privacy officer: what waits for a second person, what is due first on top; then what was decided. */
  listsAsked: route({
    method: 'GET',
    path: '/api/caseload/exports/asked',
    params: none,
    query: none,
    body: z.undefined(),
    reply: z.object({ lists: z.array(ListAsked) }),
  }),
  decideList: route({
    method: 'POST',
    path: '/api/caseload/exports/:exportId/decision',
    params: z.strictObject({ exportId: z.uuid() }),
    query: none,
    body: SecondWord,
    reply: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('decided') }),
      z.object({ kind: z.literal('refused'), because: z.string() }),
    ]),
  }),
  fetchList: route({
    method: 'GET',
    path: '/api/caseload/exports/:exportId/file',
    params: z.strictObject({ exportId: z.uuid() }),
    query: none,
    body: z.undefined(),
    reply: fileKinds.csv,
  }),
  listTemplate: route({
    method: 'GET',
    path: '/api/caseload/template',
    params: none,
    query: none,
    body: z.undefined(),
    reply: fileKinds.csv,
  }),
  listsBrought: route({
    method: 'GET',
    path: '/api/caseload/imports',
    params: none,
    query: none,
    body: z.undefined(),
    reply: z.object({ lists: z.array(ListBrought) }),
  }),
  /** Begins a list; its pieces follow, and then it is read. */
  bringList: route({
    method: 'POST',
    path: '/api/caseload/imports',
    params: none,
    query: none,
    body: BringList,
    reply: ListBrought,
  }),
  bringPiece: route({
    method: 'PUT',
    path: '/api/caseload/imports/:importId/pieces',
    params: brought,
    query: none,
    body: ListPiece,
    reply: none,
  }),
  /** The dry run: every row is named, and nothing is written to any record. */
  readList: route({
    method: 'POST',
    path: '/api/caseload/imports/:importId/read',
    params: brought,
    query: none,
    body: none,
    reply: ListBrought,
  }),
  listBrought: route({
    method: 'GET',
    path: '/api/caseload/imports/:importId',
    params: brought,
    query: none,
    body: z.undefined(),
    reply: ListBrought,
  }),
  rowsOfList: route({
    method: 'GET',
    path: '/api/caseload/imports/:importId/rows',
    params: brought,
    query: z.strictObject({
      verdict: RowVerdict.optional(),
      after: z.coerce.number().int().min(0).max(MOST_ROWS).default(0),
    }),
    body: z.undefined(),
    reply: z.object({ rows: z.array(ListRowShown), more: z.boolean() }),
  }),
  leftOut: route({
    method: 'GET',
    path: '/api/caseload/imports/:importId/left-out',
    params: brought,
    query: none,
    body: z.undefined(),
    reply: fileKinds.csv,
  }),
  writeList: route({
    method: 'POST',
    path: '/api/caseload/imports/:importId/write',
    params: brought,
    query: none,
    body: z.strictObject({ writesChanges: z.boolean() }),
    reply: ListBrought,
  }),
}
