import { z } from 'zod'
import { BoardTask } from './dispatch.ts'
import { CommandId, IncidentId, PatientId, WatchId } from './ids.ts'
import { OutRow } from './loneWork.ts'
import { type Choice, oneOf } from './record/coded.ts'
import { BoardTeamTask } from './teamTasks.ts'
import { DeclineReason, WorkKind } from './teamWork.ts'
import { longText } from './text.ts'
import { Instant } from './time.ts'
import { Urgency } from './urgency.ts'
import { WordsToReview } from './wordsReviewed.ts'

/** Why the nurses of a line keep watch over somebody. Source: domain guide 4.7. */
export const watchReasons = {
  unstable: { text: 'Unstable' },
  dying: { text: 'Dying' },
  unresolved: { text: 'Not settled on the telephone' },
  owed_call: { text: 'Owed a call' },
} as const satisfies Record<string, Choice>
export const WatchReason = oneOf(watchReasons)
export type WatchReason = z.infer<typeof WatchReason>

/**
 * By which rules somebody is suggested for the watch list, the weightiest first, each with the reason that it gives. A nurse decides.
 * Source: domain guide 4.7 (unstable, dying, not closed), 3.6 (calls back in time).
 */
export const watchRules = {
  phase_dying: { text: 'Recorded as dying', reason: 'dying' },
  phase_unstable: { text: 'Recorded as unstable', reason: 'unstable' },
  nobody_accepts: { text: 'Nobody has accepted what a team was asked for', reason: 'unresolved' },
  visit_failed: { text: 'What a team was asked for could not be done', reason: 'unresolved' },
  many_calls: { text: 'Three calls or more within 24 hours', reason: 'unresolved' },
  call_late: { text: 'A call back is late', reason: 'owed_call' },
} as const satisfies Record<string, Choice & { reason: WatchReason }>
export const WatchRule = oneOf(watchRules)
export type WatchRule = z.infer<typeof WatchRule>

/** When a shift begins, by the clocks in Britain: until then somebody is watched, or not suggested. */
export const SHIFT_BEGINS = ['08:00', '20:00'] as const

/** Longer than this nobody is watched without being looked at anew. Hours. */
export const LONGEST_WATCH_HOURS = 96

/** A person whom the nurses watch: nothing of the record but what tells them from another. */
export const WatchedRow = z.object({
  watchId: WatchId,
  patientId: PatientId,
  initials: z.string(),
  birthMonth: z.string().nullable(),
  reason: WatchReason,
  because: z.string(),
  putBy: z.string(),
  putAt: Instant,
  until: Instant,
  /** Its time is over, and nobody has looked whether they still need it. */
  isOver: z.boolean(),
})
export type WatchedRow = z.infer<typeof WatchedRow>

/** Somebody who may have to be watched, by a rule. Nobody is until a nurse puts them on the list. */
export const SuggestedWatch = WatchedRow.pick({
  patientId: true,
  initials: true,
  birthMonth: true,
  reason: true,
  because: true,
}).extend({
  rules: z.array(WatchRule),
  /** Until when they would be watched. */
  until: Instant,
})
export type SuggestedWatch = z.infer<typeof SuggestedWatch>

export const WatchList = z.object({
  at: Instant,
  rows: z.array(WatchedRow),
  suggested: z.array(SuggestedWatch),
})
export type WatchList = z.infer<typeof WatchList>

const because = longText(500)

export const ChangeWatch = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('put'),
    commandId: CommandId,
    patientId: PatientId,
    reason: WatchReason,
    because,
    until: Instant,
  }),
  z.strictObject({ act: z.literal('off'), commandId: CommandId, watchId: WatchId, because }),
  /** Not suggested again for these rules until the next shift. */
  z.strictObject({
    act: z.literal('dismiss'),
    commandId: CommandId,
    patientId: PatientId,
    rules: z.array(WatchRule).min(1).max(20),
  }),
])
export type ChangeWatch = z.infer<typeof ChangeWatch>

/** What came of a command of the shift’s page. */
export const ShiftSaid = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved') }),
  z.object({ kind: z.literal('refused'), because: z.string() }),
])
export type ShiftSaid = z.infer<typeof ShiftSaid>

/** One thing that is not done, as the board shows it. */
export const OpenRow = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('task'), task: BoardTask }),
  z.object({ kind: z.literal('team_task'), teamTask: BoardTeamTask }),
])
export type OpenRow = z.infer<typeof OpenRow>

export const ShowOpen = z.enum(['all', 'late', 'day_old'])
export type ShowOpen = z.infer<typeof ShowOpen>
/** As many rows as are sent at first, and as many more each time they are asked for. */
export const OPEN_PAGE = 50
export const MOST_OPEN = 5_000

/** The shift as it stands: of all that is open the first rows, the most pressing first. */
export const ShiftNow = z.object({
  at: Instant,
  rows: z.array(OpenRow),
  /** Who is out on a visit, also for what is over: who pressed for help first. A server of yesterday does not say it. */
  outs: z.array(OutRow).default([]),
  /** Words of the line that somebody is to look at again, to those who lead. A server of yesterday does not say it. */
  reviews: z.array(WordsToReview).default([]),
  /** How many there are of each, whichever are shown. */
  counts: z.object({ all: z.int(), late: z.int(), day_old: z.int() }),
  /** Another word whenever the watch list, or who is suggested for it, is another. */
  watchMark: z.string(),
  /** The same of the hand-overs, and of the ring-round. A server of yesterday does not say it. */
  handOverMark: z.string().default(''),
  roundMark: z.string().default(''),
})
export type ShiftNow = z.infer<typeof ShiftNow>

/** Somebody who went: not heard of by when they were to be out, or pressed for help. */
export const SafetyAccount = z.object({
  how: z.enum(['not_heard', 'help']),
  at: Instant,
  outBy: Instant.nullable(),
})
export type SafetyAccount = z.infer<typeof SafetyAccount>

/** An incident that was drafted by itself: times and teams, and nothing of the person. */
export const Incident = z.object({
  incidentId: IncidentId,
  kind: z.enum(['visit_late', 'worker_not_safe']),
  draftedAt: Instant,
  account: z.object({
    kind: WorkKind,
    urgency: Urgency,
    raisedAt: Instant,
    dueAt: Instant,
    asked: z.array(
      z.object({
        team: z.string(),
        at: Instant,
        answer: z.enum(['accepted', 'declined', 'silent', 'withdrawn']).nullable(),
        /** Left out of what was drafted before it was kept, and where there is none. */
        answeredAt: Instant.optional(),
        reason: DeclineReason.optional(),
      }),
    ),
    safety: SafetyAccount.optional(),
  }),
  notes: z.array(z.object({ at: Instant, by: z.string(), words: z.string() })),
  closed: z.object({ at: Instant, by: z.string(), finding: z.string() }).nullable(),
})
export type Incident = z.infer<typeof Incident>

/** Those that are open, the oldest first, and the last that were closed. */
export const Incidents = z.object({ at: Instant, incidents: z.array(Incident) })
export type Incidents = z.infer<typeof Incidents>

export const ChangeIncident = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('add'),
    commandId: CommandId,
    incidentId: IncidentId,
    words: longText(2000),
  }),
  z.strictObject({
    act: z.literal('close'),
    commandId: CommandId,
    incidentId: IncidentId,
    finding: longText(2000),
  }),
])
export type ChangeIncident = z.infer<typeof ChangeIncident>

/** How long a pause may be. Minutes. */
export const PAUSE_MINUTES = [5, 10, 20, 30] as const

export const ChangePause = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('begin'), commandId: CommandId, minutes: z.int().min(5).max(30) }),
  /** Nobody else is on: whoever leads the shift reads that she would like one. */
  z.strictObject({ act: z.literal('ask'), commandId: CommandId }),
  z.strictObject({ act: z.literal('end'), commandId: CommandId }),
])
export type ChangePause = z.infer<typeof ChangePause>
