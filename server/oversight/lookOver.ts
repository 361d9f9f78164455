import { moveAndRaise, readNextRows, readUnwalked, type Walk } from '#server/audit/walkStore.ts'
import type { Database } from '#server/platform/database.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import type { Stage } from './core/flags.ts'
import { findFlags } from './findFlags.ts'

export type OversightDeps = { db: Database; clock: () => Instant }

const DAY_SECONDS = 86_400
/** Whatever the clocks of two machines say: what is in the log has happened. */
const ALL_TIMES: Instant = '2199-12-31T00:00:00.000Z'
const ROWS_AT_ONCE = 1_000

/**
 * Goes through everything in the access log that this stage has not seen, and raises what its rules find. Any process may, at any
 * time: how far a chain was seen moves in the statement that raises, so that each row is judged once and none is left out.
 */
export async function lookOver(deps: OversightDeps, stage: Stage): Promise<{ rows: number; raised: number }> {
  // What came a little later may explain a look.
  const before = stage === 'day_later' ? plusSeconds(deps.clock(), -DAY_SECONDS) : ALL_TIMES
  const done = { rows: 0, raised: 0 }
  for (const chain of await readUnwalked(deps.db, stage, before)) {
    for (let walk: Walk | undefined = chain; walk; ) {
      const step = await lookAtNext(deps, stage, walk, before)
      done.rows += step.rows
      done.raised += step.raised
      walk = step.next
    }
  }
  return done
}

async function lookAtNext(deps: OversightDeps, stage: Stage, walk: Walk, before: Instant) {
  const { db } = deps
  const rows = await readNextRows(db, walk, { before, limit: ROWS_AT_ONCE })
  const last = rows.at(-1)
  if (!last) return { rows: 0, raised: 0 }
  const found = await findFlags(db, stage, walk, rows, deps.clock())
  const moved = await moveAndRaise(db, walk, last, found)
  if (!moved) return { rows: 0, raised: 0 } // another process is at this chain: it goes on
  const next = rows.length === ROWS_AT_ONCE ? { ...walk, seq: last.seq, place: last.place } : undefined
  return { rows: rows.length, raised: found.length, next }
}
