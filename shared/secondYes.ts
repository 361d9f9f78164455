import { z } from 'zod'
import { CommandId } from './ids.ts'
import { isReason, longText } from './text.ts'
import { Instant } from './time.ts'

/** What one person does not do alone waits for a privacy officer's yes: a list that leaves the house, a role that opens much. */

/** For how long an ask waits. */
export const ASKED_WORKING_DAYS = 5

export const WHY_NOT_SAID = 'Say in a sentence why. Whoever asked reads it.'

/** The second person's word, with its reason. */
export const SecondWord = z.strictObject({
  commandId: CommandId,
  says: z.enum(['allowed', 'refused']),
  because: longText(1000).refine(text => isReason(text, 10), WHY_NOT_SAID),
})
export type SecondWord = z.infer<typeof SecondWord>

/** What the second person said. */
export const Decision = z.object({
  says: z.enum(['allowed', 'refused']),
  by: z.string(),
  because: z.string(),
  at: Instant,
})
export type Decision = z.infer<typeof Decision>
