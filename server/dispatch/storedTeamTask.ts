import { z } from 'zod'
import { CallId, LineId, PatientId, StaffId, TeamId, TeamTaskId } from '#shared/ids.ts'
import { Place, TwoBecause } from '#shared/loneWork.ts'
import { TeamTaskState, VisitOutcome } from '#shared/teamTasks.ts'
import { DeclineReason, Skill, WorkKind } from '#shared/teamWork.ts'
import { Instant } from '#shared/time.ts'
import { Urgency } from '#shared/urgency.ts'

const Named = z.object({ staffId: StaffId, name: z.string() })

const Answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accepted'), by: Named, at: Instant }),
  z.object({
    kind: z.literal('declined'),
    by: Named,
    at: Instant,
    reason: DeclineReason,
    words: z.string().nullable(),
  }),
  z.object({ kind: z.literal('silent'), at: Instant }),
  z.object({ kind: z.literal('withdrawn'), at: Instant }),
])

const Offer = z.object({
  teamId: TeamId,
  team: z.string(),
  to: z.array(Named).readonly(),
  by: Named.nullable(),
  at: Instant,
  until: Instant,
  anewAt: Instant.optional(),
  seen: z.object({ by: Named, at: Instant }).nullable(),
  answer: Answer.nullable(),
})

const Out = z.object({
  who: Named,
  since: Instant,
  by: Instant,
  isChosen: z.boolean(),
  missed: Instant.nullable(),
  steps: z.object({ buddy: Instant.nullable(), lead: Instant.nullable(), police: Instant.nullable() }),
  help: z
    .object({
      at: Instant,
      place: Place.nullable(),
      mistakenAt: Instant.nullable(),
      lastAt: Instant.optional(),
      toldAt: Instant.optional(),
    })
    .nullable(),
  saidAt: Instant.optional(),
  answeredHelp: Instant.optional(),
  seenTo: z.object({ by: Named, at: Instant }).nullable().default(null),
  rung999: z.object({ by: Named, at: Instant, reference: z.string().nullable() }).nullable().default(null),
  over: z.object({ at: Instant, how: z.enum(['safe', 'left', 'closed']) }).nullable(),
})

const Taking = z.object({
  offer: z.int(),
  teamId: TeamId,
  team: z.string(),
  by: Named,
  at: Instant,
  setOut: z.object({ at: Instant, expectedAt: Instant.nullable(), saidAt: Instant.optional() }).nullable(),
  arrivedAt: Instant.nullable(),
  noAccess: z.object({ at: Instant, words: z.string() }).nullable(),
  handedOn: z.object({ at: Instant, because: z.string() }).nullable(),
  out: Out.nullable().default(null),
  second: z.object({ by: Named, at: Instant, offer: z.int() }).nullable().default(null),
})

const ended = { at: Instant, by: Named }
const Ended = z.discriminatedUnion('how', [
  z.object({ how: z.literal('done'), ...ended, outcome: VisitOutcome }),
  z.object({ how: z.enum(['settled', 'stood_down', 'failed']), ...ended, words: z.string() }),
])

const Proposed = z.object({
  at: Instant,
  kept: z.object({ by: Named, at: Instant, because: z.string() }).nullable(),
})

export const StoredFacts = z.object({
  raised: z.object({ at: Instant, by: Named }),
  kind: WorkKind,
  urgency: Urgency,
  skills: z.array(Skill).readonly(),
  why: z.string(),
  dueAt: Instant,
  code: z.string().nullable().default(null),
  two: z
    .object({
      because: TwoBecause,
      waived: z.object({ by: Named, at: Instant, words: z.string() }).nullable(),
    })
    .nullable()
    .default(null),
  first: TeamId.nullable(),
  inHand: Named.nullable(),
  offers: z.array(Offer).readonly(),
  takings: z.array(Taking).readonly(),
  seconds: z
    .array(
      z.object({
        by: Named,
        at: Instant,
        offer: z.int(),
        teamId: TeamId,
        team: z.string(),
        out: Out.nullable(),
      }),
    )
    .readonly()
    .default([]),
  nobody: z.object({ since: Instant, lookAt: Instant }).nullable(),
  hold: z.object({ until: Instant, because: z.string(), by: Named, at: Instant }).nullable(),
  countsFrom: Instant,
  alerted: z.object({ lead: Instant.nullable(), manager: Instant.nullable() }),
  breachedAt: Instant.nullable(),
  died: Proposed.nullable().default(null),
  takenBack: Proposed.nullable().default(null),
  ended: Ended.nullable(),
})

/** A team task as its row holds it. */
export const StoredTeamTask = z.object({
  id: TeamTaskId,
  lineId: LineId,
  version: z.int(),
  state: TeamTaskState,
  facts: StoredFacts,
  patientId: PatientId,
  callId: CallId.nullable(),
  againBecause: z.string().nullable(),
  /** Of the person: on whichever record. */
  hasDied: z.boolean(),
})
export type StoredTeamTask = z.infer<typeof StoredTeamTask>
