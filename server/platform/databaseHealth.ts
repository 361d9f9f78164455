import { type Instant, secondsBetween } from '#shared/time.ts'
import type { Database } from './database.ts'
import type { HealthCheck } from './health.ts'

/** More than two machines that keep the time are ever apart. Seconds. */
const APART_SECONDS = 5

/**
 * Whether the database answers, and whether its clock and ours agree. What falls due is a matter of our clock: a process whose
 * clock is ahead takes calls from nurses who have had no time to come, and one whose clock is behind offers them too late.
 */
export function databaseHealth(db: Database, clock: () => Instant): HealthCheck {
  return async () => {
    try {
      const [row] = await db.run(db.sql<{ at: Instant }[]>`select now() as at`, { deadlineMs: 1_000 })
      const apart = Math.abs(secondsBetween(row?.at ?? clock(), clock()))
      if (apart < APART_SECONDS) return undefined
      return `The clock of this machine and that of the database are ${apart} seconds apart: set both by the network.`
    } catch {
      return 'The database does not answer.' // the reason is for the caller of /health; the pool logs nothing here by design
    }
  }
}
