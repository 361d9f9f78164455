import { type ReactNode, useState } from 'react'
import { call } from '#client/api/call.ts'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { routes } from '#shared/routes.ts'
import type { BoardTeamTask, HandleTeamTask } from '#shared/teamTasks.ts'

type Props = {
  task: BoardTeamTask
  isStale: boolean
  onDone: (words: string) => void
  title: string
  /** Kept with the task as the reason of its end. */
  because: string
  children: ReactNode
}

/** Standing it down is proposed: one press, or a reason why it is wanted all the same. */
export function EndProposed({ task, isStale, onDone, title, because, children }: Props) {
  const [isKeeping, setKeeping] = useState(false)
  const [why, setWhy] = useState('')
  const { isBusy, refused, refusals, send } = useSend()
  const { teamTaskId, version } = task

  async function handle(body: HandleTeamTask, words: string | null) {
    const isSaid = await send(() => call(routes.handleTeamTask, { params: { teamTaskId }, body }))
    if (isSaid && words) onDone(words)
  }
  return (
    <Notice tone="caution" title={title}>
      {children}
      {refused ? <ErrorSummary errors={refusals} title="Nothing was changed" /> : null}
      <div className="app-row">
        <Button
          look="primary"
          disabled={isStale || isBusy}
          onClick={() =>
            void handle({ act: 'stand_down', commandId: newCommandId(), version, because }, 'Stood down.')
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
            void handle({ act: 'keep', commandId: newCommandId(), version, because: why }, null)
          }}
        >
          <TextArea label="Why it is wanted all the same" value={why} onChange={setWhy} maxLength={500} />
          <Button type="submit" disabled={isStale || isBusy}>
            Keep it
          </Button>
        </form>
      ) : null}
    </Notice>
  )
}
