import { z } from 'zod'
import { oneOf } from './coded.ts'

/** The four separate things (domain guide 2.7): the register, sharing, what carers may be told, recording; and the limits. */
export const agreedAbout = {
  register: { text: 'On the register' },
  sharing: { text: 'Shared with' },
  carers: { text: 'Carers' },
  recording: { text: 'Recording calls' },
  limits: { text: 'Limits' },
} as const

/** What was agreed about one of them, in sentences, and whether it is a yes, one that begins later, a no, or still to be asked. */
export const Agreed = z.strictObject({
  about: oneOf(agreedAbout),
  says: z.array(z.string()),
  state: z.enum(['yes', 'later', 'no', 'mixed', 'open']),
})
export type Agreed = z.infer<typeof Agreed>
