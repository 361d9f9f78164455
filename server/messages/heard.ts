import type { Fragment, Sql } from '#server/platform/database.ts'
import type { NewPromise } from '#server/platform/promises.ts'
import type { LineId, MessageId, StaffId, TeamTaskId } from '#shared/ids.ts'
import type { MessageKind, MessageState, Said } from '#shared/messages.ts'
import type { Instant } from '#shared/time.ts'

/** What somebody answered, as it is kept: `sourceKey` is natural, and the key of its row in `message_answers`. */
export type HeardAnswer = {
  lineId: LineId
  messageId: MessageId | null
  teamTaskId: TeamTaskId | null
  fromNumber: string
  fromStaff: StaffId | null
  via: 'text' | 'key'
  said: Said
  at: Instant
  sourceKey: string
}

/** A message whose state is another now. */
export type MovedMessage = {
  messageId: MessageId
  lineId: LineId
  kind: MessageKind
  state: MessageState
  teamTaskId: TeamTaskId | null
  toStaff: StaffId | null
  at: Instant
}

/**
 * Who waits for answers and receipts: what they promise is made in the very statement that keeps the word, so that none can be kept and
 * not acted on. The keys of the promises must follow from what is handed over. Handed in by the start: messages know of no task.
 */
export type Heard = {
  onAnswer: (answer: HeardAnswer) => readonly NewPromise[]
  onMoved: (message: MovedMessage) => readonly NewPromise[]
  /** A boolean of a statement: whether a text of theirs that no rule can read is answered by whoever waits for it, and not here. */
  readsAll: (sql: Sql, lineId: LineId, staffId: StaffId) => Fragment
}

/** A boolean of a statement: whether this is a number at which this member of staff is reached now. Whose they are, others know. */
export type IsNumberOf = (sql: Sql, staffId: StaffId, number: string) => Fragment
