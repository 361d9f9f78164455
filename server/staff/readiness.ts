import type { Database, Fragment } from '#server/platform/database.ts'
import { appendFeed } from '#server/platform/feed.ts'
import { Problem } from '#server/platform/problems.ts'
import type { LineId, StaffId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import type { Actor, AnswersBy } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { noteHeard, readFallenSilent, readNurses, sayReadiness, setHeard } from './staffStore.ts'

export type ReadinessDeps = {
  db: Database
  clock: () => Instant
  wakeFeed: (lineId: LineId) => void
  wakeTicker: () => void
  /** A CTE `brought_forward`: whoever waits on the line and rings nowhere is offered at once. */
  ringWaiting: (lineId: LineId, onlyIf: Fragment) => Fragment
}

/** A nurse says that she is ready, or away. While she has a call it is the call that says so: refused. */
export async function sayReady(
  deps: ReadinessDeps,
  actor: Pick<Actor, 'lineId' | 'staffId' | 'name' | 'role'>,
  said: { state: 'away' | 'ready'; answersBy: AnswersBy },
): Promise<void> {
  const { sql } = deps.db
  const nurse = (await readNurses(deps.db, actor.lineId)).find(({ staffId }) => staffId === actor.staffId)
  const since = nurse?.state === said.state ? nurse.since : deps.clock()
  const told = { ...said, staffId: actor.staffId, name: actor.name, role: actor.role, since, callId: null }
  const isReady = sql`${said.state === 'ready'} and exists (select from said)`
  const [row] = await deps.db.run(sql<{ done: boolean; rings: boolean }[]>`
    with ${sayReadiness(sql, { staffId: actor.staffId, ...said, since })},
    ${deps.ringWaiting(actor.lineId, isReady)},
    ${appendFeed(sql, actor.lineId, [{ kind: 'nurse', nurse: { ...told, heard: nurse?.heard ?? false } }], sql`exists (select 1 from said)`)}
    select exists (select 1 from said) as done, exists (select from brought_forward) as rings`)
  if (!row?.done)
    throw new Problem('conflict', 'You have a call. Save its outcome first; then say whether you are ready.')
  deps.wakeFeed(actor.lineId)
  if (row.rings) deps.wakeTicker()
}

/** These consoles were heard within the last seconds: kept in one statement for all of a process. */
export async function keepHeard(deps: ReadinessDeps, staffIds: readonly StaffId[]): Promise<void> {
  if (staffIds.length === 0) return
  for (const { lineId, staffId } of await noteHeard(deps.db, staffIds))
    await tellHeard(deps, lineId, staffId, true)
}

/** Tells the board of consoles that fell silent. Any process may look; one of them tells. */
export async function tellSilent(deps: ReadinessDeps): Promise<void> {
  for (const { lineId, staffId } of await readFallenSilent(deps.db))
    await tellHeard(deps, lineId, staffId, false)
}

async function tellHeard(
  deps: ReadinessDeps,
  lineId: LineId,
  staffId: StaffId,
  heard: boolean,
): Promise<void> {
  const { sql } = deps.db
  const nurse = (await readNurses(deps.db, lineId)).find(one => one.staffId === staffId)
  if (!nurse) return
  const isReady = sql`${heard && nurse.state === 'ready'} and exists (select from hearing)`
  const [row] = await deps.db.run(sql<{ rings: boolean }[]>`
    with ${setHeard(sql, nurse, heard)},
    ${deps.ringWaiting(lineId, isReady)},
    ${appendFeed(sql, lineId, [{ kind: 'nurse', nurse: { ...nurse, heard } }], sql`exists (select 1 from hearing)`)}
    select exists (select from brought_forward) as rings`)
  deps.wakeFeed(lineId)
  if (row?.rings) deps.wakeTicker()
}

/** What the board is told of a nurse who was ready and leaves it, by what somebody else does with her account. */
export async function awayOnBoard(
  { db, clock }: Pick<ReadinessDeps, 'db' | 'clock'>,
  { staffId, lineId }: { staffId: StaffId; lineId: LineId },
): Promise<LiveMessage[]> {
  const nurses = await readNurses(db, lineId, [staffId])
  return nurses.map(nurse => ({
    kind: 'nurse',
    nurse: { ...nurse, state: 'away', since: clock(), callId: null },
  }))
}
