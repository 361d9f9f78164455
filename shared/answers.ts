import { z } from 'zod'
import { AnswerId, CommandId, TeamTaskId } from './ids.ts'
import { type Choice, oneOf } from './record/coded.ts'
import { longText } from './text.ts'
import { Instant } from './time.ts'

/** Why an answer is a person's to read. */
export const answerKinds = {
  not_understood: { text: 'A text that says more than yes or no' },
  accept: { text: 'A yes that is of nothing that waits' },
  decline: { text: 'A no that needs a person' },
  safe: { text: 'A SAFE that is of no visit' },
  stop: { text: 'Has stopped our texts: ring them' },
} as const satisfies Record<string, Choice>
export const AnswerKind = oneOf(answerKinds)
export type AnswerKind = z.infer<typeof AnswerKind>

/** An answer as the board shows it: who, when, about which team task as far as is known. Never its words, and no number. */
export const BoardAnswer = z.object({
  answerId: AnswerId,
  kind: AnswerKind,
  at: Instant,
  /** One of the staff; null: somebody else. */
  from: z.string().nullable(),
  teamTaskId: TeamTaskId.nullable(),
  isTaken: z.boolean(),
})
export type BoardAnswer = z.infer<typeof BoardAnswer>

/** An answer whole, for a nurse of its line: its words may hold anything. */
export const AnswerDetail = z.object({
  answer: BoardAnswer,
  number: z.string(),
  words: z.string().nullable(),
})
export type AnswerDetail = z.infer<typeof AnswerDetail>

/** Somebody has seen to it. `done`: what they did, in a few words. */
export const TakeAnswer = z.strictObject({ commandId: CommandId, done: longText(500) })
export type TakeAnswer = z.infer<typeof TakeAnswer>

/** Taken; or why not: somebody was quicker, and what they did. */
export const AnswerTaken = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved') }),
  z.object({ kind: z.literal('refused'), because: z.string() }),
])
export type AnswerTaken = z.infer<typeof AnswerTaken>
