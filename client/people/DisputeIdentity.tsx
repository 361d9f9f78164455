import { type FormEvent, useState } from 'react'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { useShortcut } from '#client/ui/Shortcuts.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import type { CommandId } from '#shared/ids.ts'
import { isReason } from '#shared/text.ts'

type Dispute = (asked: { commandId: CommandId; because: string }) => Promise<unknown>
type Props = { isStale: boolean; isDisputed: boolean; dispute: Dispute; onDone: () => void }

/** "That is not my date of birth": one act stops all writing on the record, for everybody, from now on. */
export function DisputeIdentity(props: Props) {
  const [isOpen, setOpen] = useState(false)
  const canAsk = !props.isStale && !props.isDisputed && !isOpen
  useShortcut('D', 'Identity disputed: stop writing on this record', canAsk ? () => setOpen(true) : null)
  if (props.isDisputed) return null
  return (
    <>
      <Button look="quiet" size="small" disabled={props.isStale} shortcut="D" onClick={() => setOpen(true)}>
        Identity disputed…
      </Button>
      {isOpen ? <Asking {...props} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function Asking({ isStale, dispute, onDone, onClose }: Props & { onClose: () => void }) {
  const [commandId] = useState(newCommandId)
  const [because, setBecause] = useState('')
  const [wanting, setWanting] = useState<string | undefined>(undefined)
  const { isBusy, refusals, forget, send } = useSend()

  async function stop(event: FormEvent) {
    event.preventDefault()
    forget()
    const isWanting = !isReason(because, 3)
    setWanting(isWanting ? 'Write down what was said: why it may be wrong.' : undefined)
    if (isWanting || !(await send(() => dispute({ commandId, because })))) return
    onDone()
    onClose()
  }

  return (
    <Dialog title="This may be the wrong person’s record" onClose={onClose}>
      <form className="app-stack" onSubmit={stop} noValidate>
        <ErrorSummary errors={wanting ? [{ id: 'dispute-because', says: wanting }] : refusals} />
        <p>
          From now on nobody writes on this record, and every page that shows it says that it is disputed. You
          can still read it. A shift lead settles whose it is, and sees everybody who has looked.
        </p>
        <TextArea
          id="dispute-because"
          label="What was said"
          hint="In the caller’s words, where you can: “That is not my date of birth.”"
          error={wanting}
          value={because}
          onChange={setBecause}
          maxLength={1000}
          rows={3}
          autoFocus
        />
        <div className="app-row">
          <Button type="submit" look="danger" disabled={isStale || isBusy}>
            {isBusy ? 'Stopping…' : 'Stop all writing on this record'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
