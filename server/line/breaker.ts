import { isOutage } from '#server/platform/database.ts'
import type { Logger } from '#server/platform/logger.ts'
import type { Spool } from './spool.ts'
import type { Webhook } from './webhooks.ts'

type Storing = { store: (webhook: Webhook) => Promise<void> }

/** After a failure the database is not asked again for this long: every caller would pay the deadline once more. */
const REST_MS = 2_000

/**
 * Where a webhook is kept: in the database, or while that is away in the spool, in the order of that preference. Rejects
 * only when neither took it.
 */
export type Breaker = { keep: (webhook: Webhook, kind: Storing) => Promise<'stored' | 'spooled'> }

export function createBreaker({ spool, log }: { spool: Spool; log: Logger }): Breaker {
  let restUntil = 0

  return {
    keep: async (webhook, kind) => {
      if (performance.now() >= restUntil) {
        try {
          await kind.store(webhook)
          return 'stored'
        } catch (error) {
          if (!isOutage(error)) throw error
          restUntil = performance.now() + REST_MS
          log.warn('database.away', { kind: 'webhook' })
        }
      }
      spool.append(webhook)
      return 'spooled'
    },
  }
}
