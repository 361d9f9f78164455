import { z } from 'zod'
import { Because } from './access.ts'
import { CommandId } from './ids.ts'
import type { Choice } from './record/coded.ts'
import { oneOf } from './record/coded.ts'
import { Instant } from './time.ts'

/** What a list is taken away for. Only the first is care: the National Data Opt-out is honoured by the others (domain guide 2.7). */
export const listPurposes = {
  direct_care: { text: 'Direct care: to look after these people' },
  planning: { text: 'Planning of services' },
  research: { text: 'Research' },
} as const satisfies Record<string, Choice>
export const ListPurpose = oneOf(listPurposes)
export type ListPurpose = z.infer<typeof ListPurpose>

export const AskForList = z.strictObject({ commandId: CommandId, purpose: ListPurpose, because: Because })

/** A list that somebody asked for. `leftOut` is in words: small numbers are not told (domain guide 5.4). */
export const ListTaken = z.object({
  exportId: z.uuid(),
  purpose: ListPurpose,
  because: z.string(),
  by: z.string(),
  madeAt: Instant,
  included: z.int(),
  leftOut: z.array(z.string()),
  /** Null until somebody fetched the file. */
  fetchedAt: Instant.nullable(),
  /** Whether the asker may fetch it now: it is theirs, and a few minutes old. */
  isOpen: z.boolean(),
})
export type ListTaken = z.infer<typeof ListTaken>

/** For how long somebody may fetch what they asked for: another list says its purpose anew. */
export const LIST_MINUTES = 15
