import { toldWith } from '#server/dispatch/personOfTask.ts'
import { areTasksAbout, changeTask, notYetShown, readTasksAbout } from '#server/dispatch/taskStore.ts'
import { promisesOfDeath } from '#server/dispatch/teamTasksAfterDeath.ts'
import { areAsRead, type ReadRow, touchPersons } from '#server/patients/stopStore.ts'
import type { Database, Fragment } from '#server/platform/database.ts'
import { makePromises } from '#server/platform/promises.ts'
import { type BoardTask, isBereavement } from '#shared/dispatch.ts'
import type { PatientId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { restarts } from './core/restarts.ts'
import { type Side, sidesOf } from './core/sides.ts'
import { stopsBecause } from './core/stops.ts'
import { readStopsAbout, restoreStops, type Stop, type StoppedBy, writeStops } from './deathStopStore.ts'
import { recordsBeside } from './deathStore.ts'
import { readNumbers } from './readNumbers.ts'
import { areOthersAsRead, toRestart } from './toRestart.ts'

/**
 * What a link means for what is owed: pieces for the statement that links or parts them. Consoles are told which record is kept, by which
 * two promises are about one person, and whether a death is on one of the records.
 * `isAsRead`: a boolean to put before anything is written. `isWhole`: one to hold afterwards.
 */
export type DeathOfLink = {
  isAsRead: Fragment
  parts: (isMoved: Fragment) => Fragment[]
  told: readonly LiveMessage[]
  isWhole: Fragment
}

type Link = { id: string; version: number; keptId: PatientId; otherId: PatientId }
type Change = { before: BoardTask; after: BoardTask; because: string | null }

const ONE_DEATH = 'Another record of the same person has the calls to the bereaved'

/**
 * Two records are of one person from now on. A death that one of them tells of is theirs: what was promised on the other stops as by
 * the report, standing down what is asked of teams is proposed, and it is started again if that is taken back. Where both tell of it the bereaved are rung by one of the two.
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
  const by = stoppedBy(dead)
  const stops = tasks.flatMap((was): Stop[] => {
    const because = !dead.hasDied
      ? null
      : living.hasDied
        ? dead.deathId &&
          isBereavement(was.kind) &&
          other.records.includes(was.patientId ?? '') &&
          was.state === 'open'
          ? ONE_DEATH
          : null
        : living.records.includes(was.patientId ?? '')
          ? stopsBecause(was, numbers)
          : null
    return because === null ? [] : [{ kind: 'task', subjectId: was.taskId, because, was }]
  })
  const stays = tasks.filter(({ taskId }) => !stops.some(({ subjectId }) => subjectId === taskId))
  const later = await notYetShown(deps.db, actor.lineId, sql`${records}::uuid[]`)
  const ofTeams =
    dead.hasDied && !living.hasDied
      ? await promisesOfDeath(deps.db, actor.lineId, sql`${living.records}::uuid[]`, {
          by: `link/${link.id}/${link.version}`,
          at,
        })
      : []
  const changes = stops.map(
    ({ was, because }): Change => ({
      before: was,
      after: { ...was, state: 'done', version: was.version + 1 },
      because,
    }),
  )
  return followed(deps.db, actor, at, {
    rows,
    tasks,
    later: new Set(), // what stops is told of, whether or not a board shows it
    changes,
    says: stays
      .filter(({ taskId }) => !later.has(taskId))
      .map(task =>
        toldWith(task, {
          hasDied: dead.hasDied,
          keptAt: task.patientId === link.keptId ? null : link.keptId,
        }),
      ),
    beside: isMoved => [
      ...(by && stops.length > 0 ? [writeStops(sql, by, stops, isMoved)] : []),
      ...(ofTeams.length > 0 ? [makePromises(sql, actor.lineId, ofTeams, isMoved)] : []),
    ],
  })
}

/**
 * Two records are of two persons: a death that one of them tells of is not the other's, and what was stopped there starts again,
 * unless a third record that stays linked to it tells of a death as well.
 */
export async function partDeaths(
  deps: { db: Database },
  actor: Actor,
  link: Link,
  at: Instant,
): Promise<DeathOfLink> {
  const { sql } = deps.db
  const { kept, other, rows, records } = await readSides(deps.db, actor, link)
  const tasks = await readTasksAbout(deps.db, actor.lineId, sql`${records}::uuid[]`)
  const stopped = await readStopsAbout(deps.db, sql`${records}::uuid[]`)
  const sides = [kept, other].map(side => rows.filter(({ id }) => side.records.includes(id)))
  const { changes: again, others } = await toRestart(
    deps.db,
    actor,
    sides.flatMap(side => restarts(side, stopped)),
  )
  const besides = others.map(other => other.patientId)
  const living = [kept, other].filter(({ hasDied }) => !hasDied).flatMap(side => side.records)
  const later = await notYetShown(deps.db, actor.lineId, sql`${records}::uuid[]`)
  const parted = (task: BoardTask) =>
    toldWith(task, {
      hasDied: task.hasDied === true && !living.includes(task.patientId ?? ''),
      keptAt: task.patientId === link.otherId ? null : (task.keptAt ?? null),
    })
  const follows = followed(deps.db, actor, at, {
    rows,
    tasks,
    later,
    changes: again.map(({ before, after }) => ({ before, after: parted(after), because: null })),
    says: tasks.filter(({ taskId }) => !later.has(taskId)).map(parted),
    beside: isMoved => [
      restoreStops(
        sql,
        again.map(({ stop }) => stop),
        isMoved,
      ),
      touchPersons(sql, actor.lineId, besides, isMoved),
    ],
  })
  return {
    ...follows,
    isAsRead: sql`case when ${follows.isAsRead} then ${areOthersAsRead(sql, actor, others)} else false end`,
    told: [
      ...follows.told,
      ...besides.map(patientId => ({ kind: 'record' as const, patientId, turnsLists: true as const })),
    ],
  }
}

/** A death that came with the record, and that nobody reported, stops as much as one that was. */
function stoppedBy({ deathId, toldBy }: Side): StoppedBy | null {
  if (deathId) return { deathId }
  return toldBy ? { toldBy } : null
}

async function readSides(db: Database, { lineId }: Actor, { keptId, otherId }: Link) {
  const rows = await recordsBeside(db, lineId, keptId, otherId)
  return { ...sidesOf(rows, otherId), rows, records: rows.map(({ id }) => id) }
}

function followed(
  { sql }: Database,
  actor: Actor,
  at: Instant,
  follows: {
    rows: readonly ReadRow[]
    tasks: readonly BoardTask[]
    changes: readonly Change[]
    says: readonly BoardTask[]
    /** Not on any board yet. */
    later: ReadonlySet<string>
    beside: (isMoved: Fragment) => Fragment[]
  },
): DeathOfLink {
  const { rows, tasks, changes, says, beside, later } = follows
  const records = rows.map(({ id }) => id)
  const all = (parts: readonly Fragment[]) => parts.reduce((one, part) => sql`${one} and ${part}`, sql`true`)
  return {
    isAsRead: sql`
      ${areAsRead(sql, rows)}
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
    told: [...changes.map(({ after }) => after).filter(({ taskId }) => !later.has(taskId)), ...says].map(
      task => ({ kind: 'task' as const, task }),
    ),
    isWhole: all(changes.map((_, i) => sql`exists (select from ${sql(`followed_${i}`)})`)),
  }
}
