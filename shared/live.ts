import { z } from 'zod'
import { BoardAnswer } from './answers.ts'
import { BoardCall } from './calls.ts'
import { BoardTask } from './dispatch.ts'
import { CallId, type LineId, PatientId } from './ids.ts'
import { BoardNurse, LineSummary } from './staff.ts'
import { BoardTeamTask } from './teamTasks.ts'
import { Instant } from './time.ts'

/** Grows when a message changes its meaning: a console of yesterday is told to reload, never in mid-call. */
export const PROTOCOL_VERSION = 1

/** What a line's consoles are told. Board rows travel; of a record only that it changed. */
export const LiveMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), call: BoardCall }),
  z.object({ kind: z.literal('task'), task: BoardTask }),
  z.object({ kind: z.literal('team_task'), teamTask: BoardTeamTask }),
  z.object({ kind: z.literal('answer'), answer: BoardAnswer }),
  z.object({ kind: z.literal('nurse'), nurse: BoardNurse }),
  z.object({ kind: z.literal('notes'), callId: CallId, revision: z.int() }),
  z.object({ kind: z.literal('identity'), callId: CallId, epoch: z.int() }),
  /** A hand-over, or a pause that is asked for, is another: whoever shows them asks again. */
  z.object({ kind: z.literal('shift') }),
  /** `turnsLists`: what lists say of this person may be another now: who sees them, who they are, that they have died. */
  z.object({ kind: z.literal('record'), patientId: PatientId, turnsLists: z.literal(true).optional() }),
])
export type LiveMessage = z.infer<typeof LiveMessage>

/** A message with its number on the line's feed: gapless, in the order of commit. */
export const FeedEntry = z.object({ seq: z.int(), at: Instant, message: LiveMessage })
export type FeedEntry = z.infer<typeof FeedEntry>

/** Every 2 s: the newest number, so that a silent loss is seen within 5 s. */
export const Heartbeat = z.object({
  seq: z.int(),
  at: Instant,
  protocol: z.int(),
  /** Since when the telephone carrier does not answer us. Absent while it does. */
  carrierAwaySince: Instant.optional(),
})
export type Heartbeat = z.infer<typeof Heartbeat>
export const HEARTBEAT_MS = 2_000
/** A console that has not heard the server for this long says so in words, before five seconds are over, and refuses to pretend. */
export const STALE_AFTER_MS = 4_500

export const BoardSnapshot = z.object({
  seq: z.int(),
  at: Instant,
  line: LineSummary,
  calls: z.array(BoardCall),
  tasks: z.array(BoardTask),
  /** A server of yesterday does not say it. */
  teamTasks: z.array(BoardTeamTask).default([]),
  answers: z.array(BoardAnswer).default([]),
  nurses: z.array(BoardNurse),
})
export type BoardSnapshot = z.infer<typeof BoardSnapshot>

export const CatchUp = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('entries'), entries: z.array(FeedEntry), seq: z.int() }),
  z.object({ kind: z.literal('snapshot'), snapshot: BoardSnapshot }),
])
export type CatchUp = z.infer<typeof CatchUp>

/** What a page asks as it connects: to hear when this record, which is not shared with its reader, may be seen. */
export const AWAITS_QUERY = 'awaits'

/** Server to console. The console sends nothing by this way: commands go over HTTP. */
export type LiveEvents = {
  feed: (lineId: z.infer<typeof LineId>, entries: FeedEntry[]) => void
  heartbeat: (beat: Heartbeat) => void
  /**
   * To a page that shows this one record and no board, or was refused it and may see it now: look again. With a version, when it begins
   * to listen: only if it shows another. To a console: an agreement or a limit of this person began, or a limit ended, of itself.
   */
  recordChanged: (patientId: z.infer<typeof PatientId>, version: number | null) => void
  /** To a page that was shown somebody in a list, or whose organisation looks after them: a list may be another now. Nothing of whom. */
  listsTurned: () => void
  /** The session ended elsewhere: sign in again. Notes already typed stay on the screen. */
  signedOut: () => void
}
