import { z } from 'zod'
import { ChangeHandOver, HandOver, HandOverDraft, HandOvers, ShiftOnBoard } from './handOver.ts'
import { HandOverId } from './ids.ts'
import { ChangeRound, Round } from './rounds.ts'
import { route } from './route.ts'
import {
  ChangeIncident,
  ChangePause,
  ChangeWatch,
  Incidents,
  MOST_OPEN,
  OPEN_PAGE,
  ShiftNow,
  ShiftSaid,
  ShowOpen,
  WatchList,
} from './shift.ts'

const none = z.strictObject({})

/** The shift: what is open, whom one watches, what was drafted. Part of the one table in routes.ts. */
export const shiftRoutes = {
  shiftNow: route({
    method: 'GET',
    path: '/api/shift',
    params: none,
    query: z.strictObject({
      show: ShowOpen.default('all'),
      rows: z.coerce.number().int().min(1).max(MOST_OPEN).default(OPEN_PAGE),
    }),
    body: z.undefined(),
    reply: ShiftNow,
  }),
  watchList: route({
    method: 'GET',
    path: '/api/shift/watch',
    params: none,
    query: none,
    body: z.undefined(),
    reply: WatchList,
  }),
  changeWatch: route({
    method: 'POST',
    path: '/api/shift/watch',
    params: none,
    query: none,
    body: ChangeWatch,
    reply: ShiftSaid,
  }),
  shiftOnBoard: route({
    method: 'GET',
    path: '/api/shift/board',
    params: none,
    query: none,
    body: z.undefined(),
    reply: ShiftOnBoard,
  }),
  handOvers: route({
    method: 'GET',
    path: '/api/shift/hand-overs',
    params: none,
    query: none,
    body: z.undefined(),
    reply: HandOvers,
  }),
  handOverDraft: route({
    method: 'GET',
    path: '/api/shift/hand-over-draft',
    params: none,
    query: none,
    body: z.undefined(),
    reply: HandOverDraft,
  }),
  handOver: route({
    method: 'GET',
    path: '/api/shift/hand-overs/:handOverId',
    params: z.strictObject({ handOverId: HandOverId }),
    query: none,
    body: z.undefined(),
    reply: HandOver,
  }),
  changeHandOver: route({
    method: 'POST',
    path: '/api/shift/hand-overs',
    params: none,
    query: none,
    body: ChangeHandOver,
    reply: ShiftSaid,
  }),
  round: route({
    method: 'GET',
    path: '/api/shift/round',
    params: none,
    query: none,
    body: z.undefined(),
    reply: Round,
  }),
  changeRound: route({
    method: 'POST',
    path: '/api/shift/round',
    params: none,
    query: none,
    body: ChangeRound,
    reply: ShiftSaid,
  }),
  changePause: route({
    method: 'POST',
    path: '/api/shift/pause',
    params: none,
    query: none,
    body: ChangePause,
    reply: ShiftSaid,
  }),
  incidents: route({
    method: 'GET',
    path: '/api/shift/incidents',
    params: none,
    query: none,
    body: z.undefined(),
    reply: Incidents,
  }),
  changeIncident: route({
    method: 'POST',
    path: '/api/shift/incidents',
    params: none,
    query: none,
    body: ChangeIncident,
    reply: ShiftSaid,
  }),
}
