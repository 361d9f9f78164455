import { z } from 'zod'
import { TeamTaskId } from './ids.ts'
import { TeamTaskState, VisitOutcome } from './teamTasks.ts'
import { WorkKind } from './teamWork.ts'
import { Instant } from './time.ts'
import { Urgency } from './urgency.ts'

/** Who went, and how far they came: of one of the takings of a task that is on the record. */
const PastTaking = z.object({
  team: z.string(),
  by: z.object({ name: z.string() }),
  at: Instant,
  setOut: z.object({ at: Instant }).nullable(),
  noAccess: z.object({ at: Instant, words: z.string() }).nullable(),
  arrivedAt: Instant.nullable(),
  handedOn: z.object({ at: Instant, because: z.string() }).nullable(),
})

/** How it ended: what was found and done, or in the words of whoever ended it. */
const PastEnd = z.object({
  how: z.enum(['done', 'settled', 'stood_down', 'failed']),
  at: Instant,
  by: z.object({ name: z.string() }).nullable(),
  words: z.string().nullable().default(null),
  outcome: VisitOutcome.nullable().default(null),
})

/**
 * A team task on the timeline of the record: whoever reads the last calls reads it. Of a person whose place is protected nothing is in it that
 * anybody wrote, nobody who went, and no work that would have moved them: it says that something was asked, when, and how it stands.
 */
export const PastTeamTask = z.object({
  teamTaskId: TeamTaskId,
  kind: WorkKind.nullable(),
  urgency: Urgency,
  state: TeamTaskState,
  raisedAt: Instant,
  raisedBy: z.string().nullable(),
  why: z.string().nullable(),
  takings: z.array(PastTaking),
  ended: PastEnd.nullable(),
  isCovered: z.boolean(),
})
export type PastTeamTask = z.infer<typeof PastTeamTask>
