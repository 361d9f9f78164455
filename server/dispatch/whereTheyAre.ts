import { placeOfVisit } from '#server/patients/readPlaceOfVisit.ts'
import { beforeGoingOf } from '#server/patients/whereaboutsStore.ts'
import type { Database, Sql } from '#server/platform/database.ts'
import type { TeamTaskId } from '#shared/ids.ts'
import type { WhereTheyAre } from '#shared/loneWork.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { mayAlsoBeAt } from './core/alsoOut.ts'
import { isAlarm } from './core/loneWork.ts'
import { watchesOf, watchOf } from './core/watches.ts'
import type { BesideTeamTask, OpenedTeamTask } from './openTeamTaskStore.ts'
import { readTeamTasksOf } from './teamTaskStore.ts'
import { phoneOf } from './tellSafety.ts'

/** Where the visit goes, in the look at the task: the log says that it was shown. Asked only while somebody was not heard of. */
export function whereTheVisitIs(sql: Sql, actor: Actor): BesideTeamTask {
  return { what: 'visitPlace', value: beforeGoingOf(sql, actor.lineId, sql`opened.patient_id`, actor) }
}

/** Opens another task in the same look, which its own person's log shows. */
type Look = (teamTaskId: TeamTaskId) => Promise<OpenedTeamTask | null>

/**
 * Of each who was not heard of, or pressed for help: at which number they are rung, and where they were last known to be. Who has two visits
 * may be at either, and only the one was pressed for: every address to which they may have gone is shown.
 */
export async function whereTheyAre(
  deps: { db: Database },
  { task, beside }: OpenedTeamTask,
  at: Instant,
  look: Look,
): Promise<WhereTheyAre[]> {
  // Between the two looks somebody may have been missed: the next look, which the board asks for, has where.
  if (!beside) return []
  const visit = placeOfVisit(beside, at)
  const alarms = watchesOf(task.facts).flatMap(({ out, number: taking }) =>
    isAlarm(out) ? [{ out, taking }] : [],
  )
  return Promise.all(
    alarms.map(async ({ out, taking }) => {
      const also = await alsoAt(deps, task, taking, at, look)
      const told = out.help?.place ?? null
      return {
        taking,
        phone: await phoneOf(deps, task, taking),
        // Their telephone is in the house: its place would tell what the record's own door is asked for with a reason.
        place: [visit, ...also].some(({ isProtected }) => isProtected) ? null : told,
        isPlaceTold: told !== null,
        ...visit,
        also,
      }
    }),
  )
}

async function alsoAt(
  { db }: { db: Database },
  task: OpenedTeamTask['task'],
  taking: number,
  at: Instant,
  look: Look,
): Promise<WhereTheyAre['also']> {
  const taken = watchOf(task.facts, taking)
  if (!taken?.out) return []
  const theirs = await readTeamTasksOf(db, task.lineId, taken.out.who.staffId)
  const others = await Promise.all(mayAlsoBeAt(task, taken, theirs).map(look))
  return others.flatMap(other =>
    other?.beside ? [{ teamTaskId: other.task.id, ...placeOfVisit(other.beside, at) }] : [],
  )
}
