import type { LineId, MessageId } from '#shared/ids.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import type { Instant } from '#shared/time.ts'

/** One message as the telephone needs it: the carrier's words about it come back with its id. */
export type Outgoing = { messageId: MessageId; lineId: LineId; to: E164; words: string }

/** What came of asking. `refused`: the carrier will never take it, and says so by a code. */
export type Taking =
  | { kind: 'taken'; sid: string }
  | { kind: 'refused'; code: number }
  /** There is no number to text from. */
  | { kind: 'no_sender' }

/**
 * What messages need of the telephone, in our words. Rejects with CarrierUnavailable when the carrier did not answer: then it may have
 * taken it all the same, and `taken…` asks for what it has.
 */
export type MessageLine = {
  /** `validSeconds`: how long the networks may try; after that it is of no use. */
  sendText(message: Outgoing, validSeconds: number): Promise<Taking>
  /** Rings, says the words, and takes one key. */
  ringWithKey(message: Outgoing): Promise<Taking>
  /** The carrier's names of the texts or rings that it took from us for this number since then, the oldest first. */
  takenSince(kind: 'text' | 'ring_with_key', message: Outgoing, since: Instant): Promise<string[]>
  /** What the carrier knows of one that it took: its own word for where it is, and its code. Null when it does not know it. */
  look(kind: 'text' | 'ring_with_key', sid: string): Promise<{ status: string; code: number | null } | null>
}
