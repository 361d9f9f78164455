import { z } from 'zod'
import { line } from '../text.ts'
import type { Instant } from '../time.ts'
import type { Choice } from './coded.ts'

/** Who wrote or confirmed something, as they were at the time: people change name, role and employer. */
export const Author = z.strictObject({
  id: z.uuid().optional(),
  name: line(120),
  role: line(120),
  organisation: line(120),
})
export type Author = z.infer<typeof Author>

/** Where a piece of the record came from. */
export const Source = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call'), callId: z.uuid() }),
  z.strictObject({ kind: z.literal('task'), taskId: z.uuid() }),
  z.strictObject({ kind: z.literal('referral') }),
  z.strictObject({ kind: z.literal('gp_record') }),
  z.strictObject({ kind: z.literal('hospice') }),
  z.strictObject({ kind: z.literal('hospital') }),
  z.strictObject({ kind: z.literal('ambulance') }),
  z.strictObject({ kind: z.literal('care_home') }),
  z.strictObject({ kind: z.literal('community_team') }),
  z.strictObject({ kind: z.literal('person_or_family') }),
  z.strictObject({ kind: z.literal('console') }),
  z.strictObject({ kind: z.literal('import') }),
])
export type Source = z.infer<typeof Source>

/** How a source is named on screen. */
export const sourceWords = {
  call: { text: 'a call to this line' },
  task: { text: 'a visit' },
  referral: { text: 'the referral' },
  gp_record: { text: 'the GP record' },
  hospice: { text: 'the hospice' },
  hospital: { text: 'the hospital' },
  ambulance: { text: 'the ambulance service' },
  care_home: { text: 'the care home' },
  community_team: { text: 'the community team' },
  person_or_family: { text: 'the person or family' },
  console: { text: 'the line, without a call' },
  import: { text: 'an import' },
} as const satisfies Record<Source['kind'], Choice>

/**
 * Who came back to what is written and found it right, and when; undefined where it was only ever recorded. What was gone through
 * with somebody as it was written is one act: it is recorded, with them.
 */
export function confirmedSince({
  recordedAt,
  confirmedAt,
  confirmedBy,
}: {
  recordedAt: Instant
  confirmedAt?: Instant | undefined
  confirmedBy?: Author | undefined
}): { by: Author; at: Instant } | undefined {
  if (!confirmedBy || !confirmedAt || confirmedAt <= recordedAt) return undefined
  return { by: confirmedBy, at: confirmedAt }
}
