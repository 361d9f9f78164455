import { readTasksAbout } from '#server/dispatch/taskStore.ts'
import { STOPPED, type Stopped } from '#server/patients/core/stopped.ts'
import { recordsOf } from '#server/patients/linkStore.ts'
import { openRecord } from '#server/patients/openRecord.ts'
import { stoppedBy } from '#server/patients/stopStore.ts'
import type { WayIn } from '#server/patients/wayIn.ts'
import { type Database, type Fragment, isOutrun, isSecondTo } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problems.ts'
import type { DeathOffer } from '#shared/deaths.ts'
import type { LineId } from '#shared/ids.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import type { Instant } from '#shared/time.ts'
import { DEATH_SECTIONS, deathOffer, readingOfEntries } from './core/deathOffer.ts'
import { recordsOfPerson } from './deathStore.ts'
import { readNumbers } from './readNumbers.ts'
import { reportedDeath } from './reportedDeath.ts'

export type DeathDeps = {
  db: Database
  clock: () => Instant
  newId: () => string
  wakeFeed: (lineId: LineId) => void
  wakeTicker: () => void
}

/** A way into the record, and what is known of whoever tells of the death. */
export type DeathWay = WayIn & {
  /** The number from which it was told; null where nobody rang. */
  from: E164 | null
  /** What to throw when the way in no longer stands: the call moved on, or the person shares no longer. */
  gone: () => Problem
}

/** Whose records a death is decided over: everything else waits for it, where it was outrun. */
export function whoseDeath({ db }: Pick<DeathDeps, 'db'>, { actor, patientId }: DeathWay) {
  return { lineId: actor.lineId, records: recordsOf(db.sql, patientId) }
}

/** What the record says before the questions, what the report would stop and start, and whether it was reported already. */
export async function offerDeath(deps: DeathDeps, way: DeathWay): Promise<DeathOffer> {
  const { entries, marks, reading, tasks, numbers, isPlaceKept } = await readFor(deps, way)
  const death = await reportedDeath(deps.db, way.actor, way.patientId, { entries, marks })
  return deathOffer({ entries, reading, isPlaceKept }, tasks, numbers, death)
}

export type Read = Awaited<ReturnType<typeof readFor>>

export async function readFor(deps: Pick<DeathDeps, 'db'>, way: DeathWay) {
  const { lineId } = way.actor
  const records = recordsOf(deps.db.sql, way.patientId)
  // Before anything else: what changes after this is found out by it.
  const rows = await recordsOfPerson(deps.db, lineId, records)
  const only = DEATH_SECTIONS.filter(section => way.only?.includes(section) !== false)
  const opened = await openRecord(deps, { ...way, only })
  if (opened.kind === 'refused') throw way.gone()
  const { entries, asOf, marks, covered } = opened
  const reading = readingOfEntries(entries, asOf, only, marks)
  const tasks = await readTasksAbout(deps.db, lineId, records)
  const numbers = await readNumbers(deps.db, lineId, records, way.from)
  return { rows, entries, marks, reading, tasks, numbers, isPlaceKept: covered !== undefined }
}

/**
 * Runs a statement of the CTEs in `list`, over `writeEntries`, of which all or nothing stays. 'gone': there was no reason to be there
 * any more. 'outrun': somebody was quicker, and it is to be decided anew.
 */
export async function allOrNothing(
  { sql, run }: Database,
  parts: readonly Fragment[],
  isWhole: Fragment,
): Promise<'written' | 'gone' | 'outrun'> {
  const list = parts.reduce((all, part) => sql`${all}, ${part}`)
  const statement = sql<{ isThere: boolean; stopped: Stopped | null; isWritten: boolean }[]>`
    with ${list}
    select
      exists (select from person) as is_there,
      ${stoppedBy(sql)} as stopped,
      exists (select from entries_written) and must_hold(${isWhole}) as is_written`
  const [row] = await run(statement).catch(error => {
    if (isOutrun(error) || isSecondTo(error, 'deaths_one_at_a_time') || isSecondTo(error, 'deaths_pkey'))
      return []
    throw error
  })
  if (row?.stopped) throw new Problem('conflict', STOPPED[row.stopped])
  if (row && !row.isThere) return 'gone'
  return row?.isWritten ? 'written' : 'outrun'
}
