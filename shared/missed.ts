import { z } from 'zod'
import { CommandId, TeamTaskId } from './ids.ts'
import { route } from './route.ts'
import { Instant } from './time.ts'

/** A colleague who is not known to be safe, for whoever was told of it: who and how it stands, and nothing of the person or of where. */
export const MissedColleague = z.object({
  teamTaskId: TeamTaskId,
  /** Which time that somebody had the task, from 1. */
  taking: z.int(),
  /** As it stands in the text: the line finds it by this. */
  code: z.string().nullable(),
  name: z.string(),
  team: z.string(),
  phone: z.string().nullable(),
  by: Instant,
  missedAt: Instant.nullable(),
  helpAt: Instant.nullable(),
  isMistaken: z.boolean(),
  seenTo: z.object({ name: z.string(), at: Instant, isYou: z.boolean() }).nullable(),
  rung999: z.object({ name: z.string(), at: Instant }).nullable(),
  /** They lead, or are the manager on call for that team: they may say that they see to it. */
  maySeeTo: z.boolean(),
})
export type MissedColleague = z.infer<typeof MissedColleague>

/** Everybody of whom the reader was told, for as long as it lasts. */
export const Missed = z.object({ at: Instant, missed: z.array(MissedColleague) })
export type Missed = z.infer<typeof Missed>

/** Roughly where: 'WZ3'. Null where it is not known, or the place is protected. */
export const MissedPlace = z.object({ district: z.string().nullable() })
export type MissedPlace = z.infer<typeof MissedPlace>

export const SeeToMissed = z.strictObject({ commandId: CommandId, taking: z.int().min(1) })
export type SeeToMissed = z.infer<typeof SeeToMissed>

const none = z.strictObject({})
const teamTask = z.strictObject({ teamTaskId: TeamTaskId })

/** For whoever was told that a colleague is missed. Part of the one table in routes.ts. */
export const missedRoutes = {
  missed: route({
    method: 'GET',
    path: '/api/my/missed',
    params: none,
    query: none,
    body: z.undefined(),
    reply: Missed,
  }),
  missedPlace: route({
    method: 'GET',
    path: '/api/my/missed/:teamTaskId/place',
    params: teamTask,
    query: none,
    body: z.undefined(),
    reply: MissedPlace,
  }),
  seeToMissed: route({
    method: 'POST',
    path: '/api/my/missed/:teamTaskId/see-to',
    params: teamTask,
    query: none,
    body: SeeToMissed,
    reply: Missed,
  }),
}
