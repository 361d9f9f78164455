import type { LineId, StaffId } from '#shared/ids.ts'
import { changeTeamTask, type TeamTaskDeps } from './changeTeamTask.ts'
import { writeTask } from './commandTask.ts'
import type { Named } from './core/teamTaskFacts.ts'
import { teamTasksInHandOf } from './passOnStore.ts'
import { personOfTask } from './personOfTask.ts'
import { readTasksTakenBy } from './taskStore.ts'

/** Writers of one task are few. */
const TRIES = 4

/**
 * What one nurse has in hand becomes another's: what she has taken of what the line owes, and what she sees to of what teams are asked, also
 * while a team has it. `key`: of the reason, so that it is done once. `isMeant`: by its id, and a promise by that of the call back that answers
 * it too. Each by itself: one that changes meanwhile is looked at anew.
 */
export async function passOn(
  deps: TeamTaskDeps,
  lineId: LineId,
  { from, to, key, isMeant }: { from: StaffId; to: Named; key: string; isMeant: (id: string) => boolean },
): Promise<void> {
  for (const id of (await teamTasksInHandOf(deps.db, lineId, from)).filter(isMeant))
    await changeTeamTask<'not hers'>(deps, lineId, id, task =>
      task.facts.inHand?.staffId === from && !task.facts.ended
        ? {
            kind: 'event',
            sourceKey: `team_task/${id}/${key}`,
            event: { kind: 'taken_in_hand', at: deps.clock(), by: to, withTheShift: true },
            byStaff: to.staffId,
          }
        : { kind: 'refuse', refusal: 'not hers' },
    )
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const tasks = (await readTasksTakenBy(deps.db, lineId, from)).filter(
      ({ taskId, answeredBy }) => isMeant(taskId) || (answeredBy !== undefined && isMeant(answeredBy.taskId)),
    )
    if (tasks.length === 0) return
    for (const before of tasks) {
      const person = await personOfTask(deps.db, lineId, before)
      const after = person.told({
        ...before,
        version: before.version + 1,
        owner: { kind: 'nurse', staffId: to.staffId, name: to.name },
      })
      await writeTask(deps, lineId, { before, after }, person)
    }
  }
  throw new Error('tasks are changing too quickly to be passed on')
}
