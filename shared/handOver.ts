import { z } from 'zod'
import { CallId, CommandId, HandOverId, IncidentId, PatientId, StaffId } from './ids.ts'
import { OutRow } from './loneWork.ts'
import { RoundReason } from './rounds.ts'
import { OpenRow, SafetyAccount, WatchReason } from './shift.ts'
import { WorkKind } from './teamWork.ts'
import { longText } from './text.ts'
import { Instant, LocalDate } from './time.ts'
import { Urgency } from './urgency.ts'
import { Version } from './version.ts'

/** Which one it is within its hand-over: by it somebody says that she knows it. */
const key = z.string().min(1).max(80)

/** One thing that a nurse leaves to the next. Of people only their ids: who they are is read through the log. */
export const HandOverItem = z.discriminatedUnion('kind', [
  /** In her own words. */
  z.object({ kind: z.literal('worry'), key, words: z.string(), patientId: PatientId.nullable() }),
  /** Out on a visit, and perhaps not known to be safe. */
  z.object({ kind: z.literal('out'), key, out: OutRow }),
  z.object({ kind: z.literal('open'), key, row: OpenRow }),
  z.object({ kind: z.literal('watch'), key, patientId: PatientId, reason: WatchReason, until: Instant }),
  /** Somebody goes there, or they are watched, and their record says that it may not be safe. */
  z.object({ kind: z.literal('unsafe'), key, patientId: PatientId, needsTwoPeople: z.boolean() }),
  /** A call that is over, and how it went is not written yet. */
  z.object({
    kind: z.literal('outcome'),
    key,
    callId: CallId,
    startedAt: Instant,
    /** Whose it is to write. */
    by: z.string().nullable(),
  }),
  /** On a ring-round, and neither rung nor skipped. */
  z.object({
    kind: z.literal('round'),
    key,
    patientId: PatientId,
    day: LocalDate,
    why: z.array(RoundReason),
  }),
  z.object({ kind: z.literal('team_down'), key, team: z.string(), because: z.string() }),
  z.object({
    kind: z.literal('incident'),
    key,
    incidentId: IncidentId,
    work: WorkKind,
    urgency: Urgency,
    dueAt: Instant,
    /** It is about whoever went, and not about a visit that was late. */
    safety: SafetyAccount.optional(),
  }),
])
export type HandOverItem = z.infer<typeof HandOverItem>

const Seen = z.object({ by: z.string(), at: Instant })

/** A hand-over in a list: nothing of what is in it. */
export const HandOverRow = z.object({
  handOverId: HandOverId,
  version: z.int(),
  givenBy: z.object({ staffId: StaffId, name: z.string() }),
  givenAt: Instant,
  taken: Seen.nullable(),
  withdrawnAt: Instant.nullable(),
  /** Since when shift leads are told that nobody has acknowledged it. */
  leadToldAt: Instant.nullable(),
})
export type HandOverRow = z.infer<typeof HandOverRow>

/** Those that wait, the oldest first, and then what was, the last first. */
export const HandOvers = z.object({ at: Instant, waiting: z.array(HandOverRow), past: z.array(HandOverRow) })
export type HandOvers = z.infer<typeof HandOvers>

/** What every board says of the shift: who waits to be taken over from, her own pause, and who asks for one. */
export const ShiftOnBoard = z.object({
  at: Instant,
  waiting: z.array(HandOverRow),
  pausedUntil: Instant.nullable(),
  /** By name, but for oneself. */
  asks: z.array(z.string()),
  isAsking: z.boolean(),
})
export type ShiftOnBoard = z.infer<typeof ShiftOnBoard>

/** Whom an item is about: initials and month of birth, as on the watch list. */
const Names = z.record(PatientId, z.string())

/** What would be handed over now. */
export const HandOverDraft = z.object({ at: Instant, items: z.array(HandOverItem), names: Names })
export type HandOverDraft = z.infer<typeof HandOverDraft>

export const HandOver = HandOverRow.extend({
  at: Instant,
  items: z.array(HandOverItem),
  names: Names,
  /** By the key of the item. */
  seen: z.record(z.string(), Seen),
})
export type HandOver = z.infer<typeof HandOver>

export const MOST_WORRIES = 12

export const ChangeHandOver = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('give'),
    commandId: CommandId,
    worries: z
      .array(z.strictObject({ words: longText(500), patientId: PatientId.nullable().default(null) }))
      .max(MOST_WORRIES),
  }),
  z.strictObject({
    act: z.literal('withdraw'),
    commandId: CommandId,
    handOverId: HandOverId,
    version: Version,
  }),
  /** She knows these items. */
  z.strictObject({
    act: z.literal('see'),
    commandId: CommandId,
    handOverId: HandOverId,
    keys: z.array(key).min(1).max(1_000),
  }),
  /** She takes over. */
  z.strictObject({ act: z.literal('take'), commandId: CommandId, handOverId: HandOverId, version: Version }),
])
export type ChangeHandOver = z.infer<typeof ChangeHandOver>
