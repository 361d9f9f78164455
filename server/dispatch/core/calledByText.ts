import type { StaffId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'
import { isOut } from './loneWork.ts'
import type { Named, TeamTaskFacts } from './teamTaskFacts.ts'
import { type Watch, watchesOf } from './watches.ts'

/** Words by which somebody who is out on a visit calls for help. `HELP` alone is the carrier's, and never comes here. */
const CALLS =
  /\b(?:HELP|(?:NOT|ISNT|ARENT|DONT FEEL) SAFE|UNSAFE|(?:IN|REAL) DANGER|POLICE|ATTACK(?:ED|ING)?|HOSTAGE)\b/

/** Whether a text calls for help. It may be wrong, and a nurse who rings them finds out; the other mistake is not found. */
export function isCallForHelp(words: string): boolean {
  const bare = words
    .normalize('NFKC')
    .toUpperCase()
    .replace(/['’]/g, '')
    .replace(/[^A-Z]+/g, ' ')
  return CALLS.test(bare)
}

type Task = { facts: TeamTaskFacts }
type OutFor<One> = { task: One; by: Named }

/** The visit of those for which somebody is out, first or second, where they arrived, or for which they set out, at last. */
export function lastOutFor<One extends Task>(
  tasks: readonly One[],
  staffId: StaffId,
): OutFor<One> | undefined {
  const [last] = tasks
    .flatMap(task =>
      watchesOf(task.facts).flatMap(watch =>
        watch.by.staffId === staffId && isOut(watch.out)
          ? [{ task, by: watch.by, at: lastSignOf(watch) }]
          : [],
      ),
    )
    .toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0))
  return last
}

function lastSignOf({ arrivedAt, setOut, out }: Watch): Instant {
  return [arrivedAt, setOut?.saidAt, setOut?.at, out?.since].reduce<Instant>(
    (last, at) => (at && at > last ? at : last),
    '',
  )
}
