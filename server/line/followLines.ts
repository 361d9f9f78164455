import type { Database } from '#server/platform/database.ts'
import { errorFields, type Logger } from '#server/platform/logger.ts'
import type { Instant } from '#shared/time.ts'
import { makeReconcilePromises } from './lineStore.ts'
import type { Lines } from './lines.ts'

type Deps = { db: Database; clock: () => Instant; lines: Lines; log: Logger; everyMs: number }

/** Learns of lines that were made or changed while the house is open: their calls are answered and looked after. */
export function followLines({ db, clock, lines, log, everyMs }: Deps): { stop: () => void } {
  async function look(): Promise<void> {
    await lines.refresh()
    await makeReconcilePromises(db, lines.all(), clock(), 'leave it')
  }
  const timer = setInterval(() => {
    // A line that cannot be read again stays as it was: callers are answered from memory.
    look().catch((error: unknown) => log.warn('lines.not_refreshed', errorFields(error)))
  }, everyMs)
  return { stop: () => clearInterval(timer) }
}
