import { type FormEvent, useState } from 'react'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import type { CommandId } from '#shared/ids.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { ErrorSummary } from './ErrorSummary.tsx'
import { TextArea } from './TextArea.tsx'
import { useReason } from './useReason.ts'

export type Reasoned = { commandId: CommandId; because: string }

type Props = {
  title: string
  /** What it does, read before it is done. */
  explains: string
  /** Unique on the page. */
  id: string
  label: string
  hint?: string
  /** As many letters as the schema of the command asks for, and what is said where they are not there. */
  least: number
  wanting: string
  maxLength?: number
  act: string
  busy: string
  look: 'primary' | 'danger'
  isStale: boolean
  send: (asked: Reasoned) => Promise<unknown>
  onDone: () => void
  onClose: () => void
}

/** An act that wants nothing but a reason: what it does, why, and one press. What is refused is said, and the words stay. */
export function ReasonDialog(props: Props) {
  const { title, explains, id, label, hint, least, wanting, maxLength = 1000, onClose } = props
  const [commandId] = useState(newCommandId)
  const [because, setBecause] = useState('')
  const { isBusy, errors, error, refusals, give } = useReason({ id, least, wanting })

  async function act(event: FormEvent) {
    event.preventDefault()
    if (await give(because, () => props.send({ commandId, because }))) props.onDone()
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <form className="app-stack" onSubmit={act} noValidate>
        <ErrorSummary errors={errors} />
        <ErrorSummary errors={refusals} title="That was not done" />
        <p>{explains}</p>
        <TextArea
          id={id}
          label={label}
          hint={hint}
          error={error}
          value={because}
          onChange={setBecause}
          maxLength={maxLength}
          rows={3}
          autoFocus
        />
        <div className="app-row">
          <Button type="submit" look={props.look} disabled={props.isStale || isBusy}>
            {isBusy ? props.busy : props.act}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
