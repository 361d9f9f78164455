import { z } from 'zod'
import { LineId, MessageId, StaffId, TeamTaskId } from './ids.ts'
import { type Choice, oneOf } from './record/coded.ts'
import { Instant } from './time.ts'

/** By which way somebody is told: a text, a telephone that rings until a key is pressed, or a notice of the page on their telephone. */
export const messageKinds = {
  text: { text: 'Text' },
  ring_with_key: { text: 'Ring' },
  notice: { text: 'Notice' },
} as const satisfies Record<string, Choice>
export const MessageKind = oneOf(messageKinds)
export type MessageKind = z.infer<typeof MessageKind>

/** What became of it, worked out from the set of everything heard of it. "Delivered" is a telephone and not yet a person. */
export const messageStates = {
  to_send: { text: 'To be sent' },
  sent: { text: 'Sent' },
  delivered: { text: 'On their telephone' },
  undelivered: { text: 'Did not reach them' },
  failed: { text: 'Could not be sent' },
  answered: { text: 'Answered' },
  /** It was not sent in time, and would be of no use any more. */
  given_up: { text: 'Not sent in time' },
} as const satisfies Record<string, Choice>
export const MessageState = oneOf(messageStates)
export type MessageState = z.infer<typeof MessageState>

/** Nothing more is to be hoped for from this one: the next way is due at once. */
export const MESSAGE_LOST: readonly MessageState[] = ['undelivered', 'failed', 'given_up']

/**
 * What a text is answered with, `4F7`: a digit, a letter, a digit, and perhaps a letter, none of which is taken for another or spells a
 * word. Source: telephony guide 5.
 */
export const TaskCode = z.string().regex(/^[34679][ACEFHJKMNPRTWXY][34679][ACEFHJKMNPRTWXY]?$/)
export type TaskCode = z.infer<typeof TaskCode>

/** What somebody answered, by a text or by a key. `code`: null where none was given, as by a key. */
export const Said = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accept'), code: TaskCode.nullable() }),
  z.object({ kind: z.literal('decline'), code: TaskCode.nullable() }),
  /** Whoever is out on a visit is safe. `isOut`: and has left it. */
  z.object({ kind: z.literal('safe'), code: TaskCode.nullable(), isOut: z.literal(true).optional() }),
  /** The carrier blocks everything that we text to this number from now on. */
  z.object({ kind: z.literal('stop') }),
  z.object({ kind: z.literal('start') }),
  z.object({ kind: z.literal('help') }),
  z.object({ kind: z.literal('not_understood') }),
])
export type Said = z.infer<typeof Said>

/** One text or ring as whoever waits for its answer sees it: did it land? Nothing of what ails whom, and no number. */
export const MessageReceipt = z.object({
  messageId: MessageId,
  lineId: LineId,
  kind: MessageKind,
  state: MessageState,
  toStaff: StaffId.nullable(),
  teamTaskId: TeamTaskId.nullable(),
  createdAt: Instant,
  sentAt: Instant.nullable(),
  deliveredAt: Instant.nullable(),
  failedAt: Instant.nullable(),
  answeredAt: Instant.nullable(),
  /** The newest thing that was answered. */
  said: Said.nullable(),
  /** Why it did not reach them, and what to do, in words. */
  because: z.string().nullable(),
})
export type MessageReceipt = z.infer<typeof MessageReceipt>
