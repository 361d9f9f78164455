import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { routes } from '#shared/routes.ts'
import type { BoardTeamTask, HandleTeamTask } from '#shared/teamTasks.ts'
import { outlivesDeath } from '#shared/teamWork.ts'

type Props = { task: BoardTeamTask; isStale: boolean; onDone: (words: string) => void }

/** They have died. Of what is not about that, standing it down is proposed: one press, or a reason why it is wanted all the same. */
export function AfterDeath({ task, isStale, onDone }: Props) {
  const [isKeeping, setKeeping] = useState(false)
  const [because, setBecause] = useState('')
  const { isBusy, refused, refusals, send } = useSend()
  if (!task.hasDied) return null
  const { teamTaskId, version } = task
  if (outlivesDeath(task.kind) || task.afterDeath === 'kept')
    return (
      <Notice tone="caution" title="The person has died.">
        {task.afterDeath === 'kept'
          ? 'A nurse has said that this is wanted all the same.'
          : 'This is for what follows.'}
      </Notice>
    )

  async function handle(body: HandleTeamTask, words: string | null) {
    const isSaid = await send(() => call(routes.handleTeamTask, { params: { teamTaskId }, body }))
    if (isSaid && words) onDone(words)
  }
  const isTold = task.owner.kind === 'responder'
  return (
    <Notice tone="caution" title="The person has died. Stand this down?">
      {isTold ? 'Whoever has it was texted to look before they go on. ' : 'Nobody is asked meanwhile. '}
      {refused ? <ErrorSummary errors={refusals} title="Nothing was changed" /> : null}
      <div className="app-row">
        <Button
          look="primary"
          disabled={isStale || isBusy}
          onClick={() =>
            void handle(
              { act: 'stand_down', commandId: newCommandId(), version, because: 'The person has died.' },
              'Stood down.',
            )
          }
        >
          Stand it down
        </Button>
        <Button look="quiet" aria-expanded={isKeeping} onClick={() => setKeeping(!isKeeping)}>
          Wanted all the same…
        </Button>
      </div>
      {isKeeping ? (
        <form
          className="app-stack"
          noValidate
          onSubmit={event => {
            event.preventDefault()
            void handle({ act: 'keep', commandId: newCommandId(), version, because }, null)
          }}
        >
          <TextArea
            label="Why it is wanted all the same"
            value={because}
            onChange={setBecause}
            maxLength={500}
          />
          <Button type="submit" disabled={isStale || isBusy}>
            Keep it
          </Button>
        </form>
      ) : null}
    </Notice>
  )
}
