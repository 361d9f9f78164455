import { z } from 'zod'
import { CallState } from './calls.ts'
import { CallId, TaskId } from './ids.ts'
import { Instant } from './time.ts'

/** Another call about the same person, in a colleague's hand at this moment. */
export const OtherCall = z.object({
  callId: CallId,
  nurse: z.string(),
  state: CallState,
  since: Instant,
  caller: z.string().nullable(),
  relationship: z.string().nullable(),
})
export type OtherCall = z.infer<typeof OtherCall>

/** What is owed about the person already: so that it is not promised twice. */
export const OwedAlready = z.object({
  taskId: TaskId,
  dueAt: Instant,
  owner: z.string().nullable(),
  to: z.string().nullable(),
})
export type OwedAlready = z.infer<typeof OwedAlready>

export const BesideThis = z.object({ calls: z.array(OtherCall), owed: z.array(OwedAlready) })
export type BesideThis = z.infer<typeof BesideThis>

/** What a colleague has written so far in her call about the same person: hers, to be read and not to be changed. */
export const OtherNotes = z.object({
  nurse: z.string(),
  text: z.string(),
  savedAt: Instant.nullable(),
  revision: z.int(),
})
export type OtherNotes = z.infer<typeof OtherNotes>
