import { z } from 'zod'
import { longText } from '../text.ts'
import { LocalDate } from '../time.ts'
import type { Choice } from './coded.ts'
import { oneOf } from './coded.ts'

export const optOutSources = {
  person: { text: 'The person said so' },
  national_service: { text: 'Checked with the national service' },
  letter: { text: 'A letter or form' },
  list: { text: 'A list that was brought in' },
} as const satisfies Record<string, Choice>

/**
 * Whether confidential information may be used for planning and research. It says nothing about care: whoever gives care reads the
 * record as before, and only lists for other purposes leave the person out (server/lists/). It stays in force after death.
 * Source: domain guide 2.7; NHS England, National Data Opt-out operational policy guidance.
 */
export const NationalDataOptOut = z.strictObject({
  hasOptedOut: z.boolean(),
  asOf: LocalDate,
  source: oneOf(optOutSources).optional(),
  note: longText(500).optional(),
})
export type NationalDataOptOut = z.infer<typeof NationalDataOptOut>
