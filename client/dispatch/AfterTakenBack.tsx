import { Notice } from '#client/ui/Notice.tsx'
import type { BoardTeamTask } from '#shared/teamTasks.ts'
import { EndProposed } from './EndProposed.tsx'

type Props = { task: BoardTeamTask; isStale: boolean; onDone: (words: string) => void }

/** They have taken sharing back since this was asked for: that is no word about the visit, and somebody asks them. */
export function AfterTakenBack({ task, isStale, onDone }: Props) {
  // Of somebody who has died that is said, and nothing else is asked.
  if (!task.takenBack || task.hasDied) return null
  if (task.takenBack === 'kept')
    return (
      <Notice tone="caution" title="Sharing was taken back since this was asked for.">
        A nurse has said that this is wanted all the same.
      </Notice>
    )
  return (
    <EndProposed
      task={task}
      isStale={isStale}
      onDone={onDone}
      title="Sharing was taken back. Is this still wanted?"
      because="They took sharing back, and do not want it any more."
    >
      {task.owner.kind === 'responder'
        ? 'Ask them. Whoever has it was texted to look before they go on, and the record is closed to them. '
        : 'Ask them. Teams are asked meanwhile. '}
    </EndProposed>
  )
}
