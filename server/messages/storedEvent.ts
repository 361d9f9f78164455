import { z } from 'zod'
import { Said } from '#shared/messages.ts'
import { Instant } from '#shared/time.ts'
import type { MessageEvent } from './core/message.ts'

const at = { at: Instant }

/** What was heard of a message, as it is read from its row. */
export const StoredEvent: z.ZodType<MessageEvent> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('asked'), ...at }),
  z.object({ kind: z.literal('taken'), ...at, sid: z.string() }),
  z.object({ kind: z.literal('refused'), ...at, code: z.int().nullable(), reason: z.string().nullable() }),
  z.object({
    kind: z.literal('receipt'),
    ...at,
    status: z.string(),
    code: z.int().nullable(),
    sid: z.string(),
  }),
  z.object({ kind: z.literal('leg'), ...at, status: z.string(), sid: z.string() }),
  z.object({ kind: z.literal('answered'), ...at, said: Said }),
])
