import type { Database, Fragment } from '#server/platform/database.ts'
import type { NewPromise } from '#server/platform/promises.ts'
import type { LineId } from '#shared/ids.ts'
import { outlivesDeath } from '#shared/teamWork.ts'
import type { Instant } from '#shared/time.ts'
import { readTeamTasksAbout } from './teamTaskStore.ts'

/**
 * For the statement that puts a death on the record, or links it with one that tells of a death: of each open team task about the person of these `records`, a uuid[], a promise that
 * proposes standing it down, and has whoever is on the way told to look. One that is raised at this moment changes the record, and with it
 * what this statement was decided on.
 */
export async function promisesOfDeath(
  db: Database,
  lineId: LineId,
  records: Fragment,
  { by, at }: { by: string; at: Instant },
): Promise<NewPromise[]> {
  const tasks = await readTeamTasksAbout(db, lineId, records)
  return tasks
    .filter(({ facts }) => !outlivesDeath(facts.kind))
    .map(({ id }) => ({
      key: `team_task/${id}/died/${by}`,
      kind: 'team_task.died',
      subjectId: id,
      body: { kind: 'died' },
      dueAt: at,
    }))
}
