import type { TeamTaskId } from '#shared/ids.ts'
import type { Act, Copy, HeldTask } from '#shared/onThePhone.ts'
import type { MyTeamTasks } from '#shared/teamTasks.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { endsIt } from './standsAs.ts'

/** As long as a session lasts at most: a phone that has heard nothing for longer may be anybody's. Seconds. */
export const COPY_SECONDS = 12 * 3_600

/** Whether a copy may still be shown without a word of the server. One from a clock that was turned back may not. */
export function isInTime({ heardAt }: Pick<Copy, 'heardAt'>, now: Instant): boolean {
  return heardAt <= plusSeconds(now, 300) && now < plusSeconds(heardAt, COPY_SECONDS)
}

type Row = MyTeamTasks['tasks'][number]

/** What stays of what the phone held when the server has said what there is: nothing of a task that is not theirs any more. */
export function stayOf(held: readonly HeldTask[], rows: readonly Row[]): HeldTask[] {
  return held.flatMap(one => {
    const row = rows.find(({ teamTaskId }) => teamTaskId === one.task.teamTaskId)
    if (!row) return []
    return [row.isMine ? one : { ...one, person: null, readAt: null }]
  })
}

/** What may lie on the phone: of accepted tasks that are not ended by something pressed, and of nobody who is not shown. */
export function toKeep(held: readonly HeldTask[], waiting: readonly Act[]): HeldTask[] {
  const isEnded = (teamTaskId: TeamTaskId) =>
    waiting.some(act => act.teamTaskId === teamTaskId && endsIt(act))
  return held
    .filter(({ task }) => task.isMine && !isEnded(task.teamTaskId))
    .map(one => (one.person?.kind === 'closed' ? { ...one, person: null, readAt: null } : one))
}

/** The tasks of which the phone holds something of somebody: where one of them goes from the copy, its key goes too. */
export function withPerson(held: readonly HeldTask[]): TeamTaskId[] {
  return held.flatMap(({ task, person }) => (person ? [task.teamTaskId] : []))
}
