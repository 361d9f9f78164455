import { readTask } from '#server/dispatch/taskStore.ts'
import type { Database } from '#server/platform/database.ts'
import type { TakenPromise } from '#server/platform/promises.ts'
import { tellBoard } from '#server/platform/tellBoard.ts'
import { type LineId, TaskId } from '#shared/ids.ts'

type Deps = { db: Database; wakeFeed: (lineId: LineId) => void }

/** By the kind of the promise: what the ticker does when it falls due. */
export function deathKeepers({ db, wakeFeed }: Deps) {
  return {
    /** A bereavement call of next month is not on the board today; today it is. */
    'death.task_shown': async ({ lineId, subjectId }: TakenPromise): Promise<'kept' | 'needless'> => {
      const task = await readTask(db, lineId, TaskId.parse(subjectId))
      if (!task || task.state === 'done') return 'needless'
      await tellBoard(db, lineId, [{ kind: 'task', task }])
      wakeFeed(lineId)
      return 'kept'
    },
  }
}
