import type { PatientId, TeamTaskId } from '#shared/ids.ts'
import { isOut } from './loneWork.ts'
import { isRemote } from './teamTask.ts'
import type { TeamTaskFacts } from './teamTaskFacts.ts'
import { type Watch, watchesOf } from './watches.ts'

type Task = { id: TeamTaskId; patientId: PatientId; facts: TeamTaskFacts }

/**
 * To which other houses somebody may have gone who is out by this taking: every visit for which they are out too, and where they have not
 * said that they set out for this one, also those to which they have only said yes. Of one person there is one house.
 */
export function mayAlsoBeAt(
  task: Task,
  { by, setOut, arrivedAt }: Watch,
  theirs: readonly Task[],
): TeamTaskId[] {
  const isSure = setOut !== null || arrivedAt !== null
  const mayBeAt = ({ facts }: Task) =>
    watchesOf(facts).some(
      other =>
        other.by.staffId === by.staffId &&
        (isOut(other.out) || (!isSure && !facts.ended && other.isGoing && !isRemote(facts))),
    )
  return theirs
    .filter(other => other.id !== task.id && other.patientId !== task.patientId && mayBeAt(other))
    .map(({ id }) => id)
}
