import { z } from 'zod'
import { Instant } from './time.ts'

/** Of the call for which something is owed: that it was answered already, before its line was lost. */
export const TalkedBefore = z.object({
  /** Who talked with the caller, and since when. */
  talks: z.array(z.object({ nurse: z.string(), at: Instant })),
  /** What was written down, to whoever has taken the task; null to anybody else. */
  kept: z
    .object({
      /** Whom it was about, where that was found out. */
      name: z.string().nullable(),
      notes: z.string(),
      /** Where the person is, is protected, and the notes may say it: they are left out. */
      isCovered: z.boolean(),
    })
    .nullable(),
})
export type TalkedBefore = z.infer<typeof TalkedBefore>
