import { z } from 'zod'
import { recordsOf } from '#server/patients/linkStore.ts'
import type { TakenPromise } from '#server/platform/promises.ts'
import type { Keeping } from '#server/platform/ticker.ts'
import { type LineId, PatientId } from '#shared/ids.ts'
import { Instant } from '#shared/time.ts'
import { changeTeamTask } from './changeTeamTask.ts'
import { readTeamTasksAbout } from './teamTaskStore.ts'
import type { TellDeps } from './telling.ts'

const Body = z.object({ isTakenBack: z.boolean(), at: Instant })

/**
 * Whoever takes sharing back may not want the visit that was asked for while they shared, and may want it all the same: a nurse asks, and
 * stands it down or keeps it. What was asked for since was asked for by somebody who knew.
 */
export async function keepSharingChanged(
  deps: TellDeps,
  { lineId, subjectId, key, body }: Pick<TakenPromise, 'subjectId' | 'key' | 'body'> & { lineId: LineId },
): Promise<Keeping> {
  const { db, clock } = deps
  const { isTakenBack, at } = Body.parse(body)
  const tasks = await readTeamTasksAbout(db, lineId, recordsOf(db.sql, PatientId.parse(subjectId)))
  for (const { id } of tasks)
    await changeTeamTask<'needless'>(deps, lineId, id, async ({ facts }) => {
      if (facts.ended || (isTakenBack ? facts.takenBack !== null || facts.raised.at > at : !facts.takenBack))
        return { kind: 'refuse', refusal: 'needless' }
      return {
        kind: 'event',
        sourceKey: `team_task/${id}/sharing/${key}`,
        event: { kind: isTakenBack ? 'sharing_taken_back' : 'sharing_given_again', at: clock() },
      }
    })
  return 'kept'
}
