import { Notice } from '#client/ui/Notice.tsx'
import type { BoardTeamTask } from '#shared/teamTasks.ts'
import { outlivesDeath } from '#shared/teamWork.ts'
import { EndProposed } from './EndProposed.tsx'

type Props = { task: BoardTeamTask; isStale: boolean; onDone: (words: string) => void }

/** They have died. Of what is not about that, standing it down is proposed. */
export function AfterDeath({ task, isStale, onDone }: Props) {
  if (!task.hasDied) return null
  if (outlivesDeath(task.kind) || task.afterDeath === 'kept')
    return (
      <Notice tone="caution" title="The person has died.">
        {task.afterDeath === 'kept'
          ? 'A nurse has said that this is wanted all the same.'
          : 'This is for what follows.'}
      </Notice>
    )
  return (
    <EndProposed
      task={task}
      isStale={isStale}
      onDone={onDone}
      title="The person has died. Stand this down?"
      because="The person has died."
    >
      {task.owner.kind === 'responder'
        ? 'Whoever has it was texted to look before they go on. '
        : 'Nobody is asked meanwhile. '}
    </EndProposed>
  )
}
