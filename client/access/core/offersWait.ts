import { inWordsDuration } from '#client/ui/core/duration.ts'
import type { MyTeamTasks } from '#shared/teamTasks.ts'
import { secondsBetween } from '#shared/time.ts'

/** What is asked of somebody and waits for their answer: how many, and in words with the time that is left for the first. */
export function offersWait({ at, tasks }: Pick<MyTeamTasks, 'at' | 'tasks'>): {
  count: number
  says: string
} {
  const untils = tasks.flatMap(({ isMine, offer }) => (offer && !isMine ? [offer.until] : [])).toSorted()
  const [first] = untils
  if (first === undefined) return { count: 0, says: '' }
  const left = secondsBetween(at, first)
  const count = untils.length
  return {
    count,
    says: `${count === 1 ? '1 asks' : `${count} ask`}, ${left > 0 ? inWordsDuration(left) : 'the time is over'}`,
  }
}
