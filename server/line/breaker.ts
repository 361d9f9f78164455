import { isOutage } from '#server/platform/database.ts'
import { errorFields, type Logger } from '#server/platform/logger.ts'
import { DatabaseUnavailable, Problem } from '#server/platform/problems.ts'
import type { Spool } from './spool.ts'
import type { Webhook } from './webhooks.ts'

type Storing = { store: (webhook: Webhook) => Promise<void> }

/** After a failure the database is not asked again for this long: every caller would pay the deadline once more. */
const REST_MS = 2_000
/** For the whole of storing, which may be several statements: a slow database must not add up. Source: DESIGN 4, 2 s. */
const WHOLE_MS = 1_200

/** Where a webhook is kept: in the database, or while that is away in the spool. Rejects only when neither took it. */
export type Breaker = { keep: (webhook: Webhook, kind: Storing) => Promise<'stored' | 'spooled'> }

export function createBreaker({ spool, log }: { spool: Spool; log: Logger }): Breaker {
  let restUntil = 0

  return {
    keep: async (webhook, kind) => {
      if (performance.now() >= restUntil) {
        try {
          await inTime(kind.store(webhook))
          return 'stored'
        } catch (error) {
          if (isOutage(error)) {
            restUntil = performance.now() + REST_MS
            log.warn('database.away', { kind: 'webhook' })
            // A call that changes too quickly to save is not an outage: this word about it waits its turn in the spool. What fails
            // by a fault of ours is set aside from there for a person: the caller must not hear of it, and the word is not lost.
          } else if (!(error instanceof Problem)) log.error('webhook.not_stored', errorFields(error))
        }
      }
      spool.append(webhook)
      return 'spooled'
    },
  }
}

/** What is still under way after the deadline may yet be stored; that it is stored a second time is harmless. */
async function inTime(storing: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DatabaseUnavailable()), WHOLE_MS)
  })
  try {
    await Promise.race([storing, late])
  } finally {
    clearTimeout(timer)
  }
}
