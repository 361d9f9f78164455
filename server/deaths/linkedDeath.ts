import { areTasksAbout, changeTask, readTask, readTasksAbout } from '#server/dispatch/taskStore.ts'
import type { Database, Fragment } from '#server/platform/database.ts'
import { type BoardTask, isBereavement } from '#shared/dispatch.ts'
import type { PatientId, TaskId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { type Side, sidesOf } from './core/sides.ts'
import { stopsBecause } from './core/stops.ts'
import { readStopsAbout, recordsBeside, restoreStopsOf, type Stop, writeStops } from './deathStore.ts'
import { readNumbers } from './readNumbers.ts'

/**
 * What a link means for what is owed, where a death is on one of the records: pieces for the statement that links or parts them.
 * `isAsRead`: a boolean to put before anything is written. `isWhole`: one to hold afterwards.
 */
export type DeathOfLink = {
  isAsRead: Fragment
  parts: (isMoved: Fragment) => Fragment[]
  told: readonly LiveMessage[]
  isWhole: Fragment
}

type Link = { keptId: PatientId; otherId: PatientId }
type Change = { before: BoardTask; after: BoardTask; because: string | null }

const ONE_DEATH = 'Another record of the same person has the calls to the bereaved'

/**
 * Two records are of one person from now on. A death that one of them tells of is theirs: what was promised on the other stops as by
 * the report, and is started again if that is taken back. Where both tell of it the bereaved are rung by one of the two.
 */
export async function joinDeaths(
  deps: { db: Database },
  actor: Actor,
  link: Link,
  at: Instant,
): Promise<DeathOfLink> {
  const { sql } = deps.db
  const { kept, other, rows, records } = await readSides(deps.db, actor, link)
  const tasks = await readTasksAbout(deps.db, actor.lineId, sql`${records}::uuid[]`)
  const [dead, living] = kept.hasDied ? [kept, other] : [other, kept]
  const numbers = await readNumbers(deps.db, actor.lineId, sql`${records}::uuid[]`, null)
  const stops = tasks.flatMap((was): Stop[] => {
    const because = !dead.hasDied
      ? null
      : living.hasDied
        ? isBereavement(was.kind) && other.records.includes(was.patientId ?? '') && was.state === 'open'
          ? ONE_DEATH
          : null
        : living.records.includes(was.patientId ?? '')
          ? stopsBecause(was, numbers)
          : null
    return because === null || !dead.deathId ? [] : [{ kind: 'task', subjectId: was.taskId, because, was }]
  })
  const stays = tasks.filter(
    task =>
      dead.hasDied &&
      living.records.includes(task.patientId ?? '') &&
      !stops.some(({ subjectId }) => subjectId === task.taskId),
  )
  const changes = stops.map(
    ({ was, because }): Change => ({
      before: was,
      after: { ...was, state: 'done', version: was.version + 1 },
      because,
    }),
  )
  const deathId = dead.deathId
  return followed(deps.db, actor, at, {
    rows,
    tasks,
    changes,
    says: stays.map(task => ({ ...task, hasDied: true })),
    beside: isMoved => (deathId && stops.length > 0 ? [writeStops(sql, deathId, stops, isMoved)] : []),
  })
}

/** Two records are of two persons: a death that one of them tells of is not the other's, and what it stopped there starts again. */
export async function partDeaths(
  deps: { db: Database },
  actor: Actor,
  link: Link,
  at: Instant,
): Promise<DeathOfLink> {
  const { sql } = deps.db
  const { kept, other, rows, records } = await readSides(deps.db, actor, link)
  const tasks = await readTasksAbout(deps.db, actor.lineId, sql`${records}::uuid[]`)
  const stops = [...(await stopsOn(deps.db, kept, other)), ...(await stopsOn(deps.db, other, kept))]
  const changes = (
    await Promise.all(
      stops.map(async ({ subjectId, was }): Promise<Change[]> => {
        const before = await readTask(deps.db, actor.lineId, subjectId as TaskId) // an id of a task, from its own row
        return before ? [{ before, after: { ...was, version: before.version + 1 }, because: null }] : []
      }),
    )
  ).flat()
  const living = [kept, other].filter(({ hasDied }) => !hasDied).flatMap(side => side.records)
  return followed(deps.db, actor, at, {
    rows,
    tasks,
    changes,
    says: tasks
      .filter(({ patientId, hasDied }) => hasDied && living.includes(patientId ?? ''))
      .map(({ hasDied: _, ...task }) => task),
    beside: isMoved => (stops.length > 0 ? [restoreStopsOf(sql, stops, isMoved)] : []),
  })
}

/** What a death on one side stopped on the other, and would not have without the link. */
async function stopsOn(db: Database, { deathId }: Side, { records, hasDied }: Side) {
  if (!deathId) return []
  const stops = await readStopsAbout(db, deathId, records)
  return stops.filter(({ was }) => !hasDied || isBereavement(was.kind))
}

async function readSides(db: Database, { lineId }: Actor, { keptId, otherId }: Link) {
  const rows = await db.run(recordsBeside(db.sql, lineId, keptId, otherId))
  return { ...sidesOf(rows, otherId), rows, records: rows.map(({ id }) => id) }
}

function followed(
  { sql }: Database,
  actor: Actor,
  at: Instant,
  follows: {
    rows: readonly { id: string; version: number; others: number }[]
    tasks: readonly BoardTask[]
    changes: readonly Change[]
    says: readonly BoardTask[]
    beside: (isMoved: Fragment) => Fragment[]
  },
): DeathOfLink {
  const { rows, tasks, changes, says, beside } = follows
  const records = rows.map(({ id }) => id)
  const all = (parts: readonly Fragment[]) => parts.reduce((one, part) => sql`${one} and ${part}`, sql`true`)
  return {
    isAsRead: sql`
      ${all(
        rows.map(
          ({ id, version, others }) =>
            sql`exists (select from locked_of_link where id = ${id} and version = ${version} and others = ${others})`,
        ),
      )}
        and ${areTasksAbout(sql, sql`${records}::uuid[]`, tasks)}`,
    parts: isMoved => [
      ...changes.map(({ before, after, because }, i) =>
        changeTask(
          sql,
          `followed_${i}`,
          {
            before,
            after,
            ...(because === null
              ? {}
              : {
                  result: {
                    result: 'not_needed',
                    note: `Stopped by a death: ${because}`,
                    at,
                    by: actor.staffId,
                  },
                }),
          },
          isMoved,
        ),
      ),
      ...beside(isMoved),
    ],
    told: [...changes.map(({ after }) => after), ...says].map(task => ({ kind: 'task' as const, task })),
    isWhole: all(changes.map((_, i) => sql`exists (select from ${sql(`followed_${i}`)})`)),
  }
}
