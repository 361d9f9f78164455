import { type FormEvent, useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import type { CallId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'

type Props = { callId: CallId; epoch: number; isStale: boolean; onDone: () => void }

/** The person takes back that their record may be shared. No persuasion, no reason asked; it holds from the moment it is saved. */
export function StopSharing(props: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button look="quiet" size="small" disabled={props.isStale} onClick={() => setOpen(true)}>
        Stop all sharing…
      </Button>
      {isOpen ? <Asking {...props} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function Asking({ callId, epoch, isStale, onDone, onClose }: Props & { onClose: () => void }) {
  const [commandId] = useState(newCommandId)
  const [inTheirWords, setWords] = useState('')
  const [capacityNoted, setCapacity] = useState('')
  const [consequencesExplained, setExplained] = useState(false)
  const [errors, setErrors] = useState<{ id: string; says: string }[]>([])
  const [isBusy, setBusy] = useState(false)

  async function save(event: FormEvent) {
    event.preventDefault()
    if (!inTheirWords.trim())
      return setErrors([{ id: 'stop-words', says: 'Write down what they said, in their words.' }])
    setBusy(true)
    setErrors([])
    try {
      await call(routes.withdrawSharing, {
        params: { callId },
        body: {
          commandId,
          epoch,
          inTheirWords,
          consequencesExplained,
          ...(capacityNoted.trim() ? { capacityNoted } : {}),
        },
      })
      onDone()
      onClose()
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setErrors([{ id: '', says: error.message }])
    } finally {
      setBusy(false)
    }
  }

  return (
    <Dialog title="Stop all sharing" onClose={onClose}>
      <form className="app-stack" onSubmit={save} noValidate>
        <ErrorSummary errors={errors} title="This is still needed" />
        <p>
          Say: “From now on only this line sees your record. Your doctor, nurses and an ambulance crew will
          not, and may not know what you want. You can still ring us at any hour, and change your mind at any
          time.”
        </p>
        <TextArea
          id="stop-words"
          label="What they said, in their words"
          error={errors.find(({ id }) => id === 'stop-words')?.says}
          value={inTheirWords}
          onChange={setWords}
          maxLength={2000}
          rows={3}
          autoFocus
        />
        <label className="app-choice">
          <input
            className="app-choice__box"
            type="checkbox"
            checked={consequencesExplained}
            onChange={event => setExplained(event.target.checked)}
          />
          I have said what this means for them
        </label>
        <TextArea
          label="How they decided"
          hint="What you heard of whether they understood and could weigh it. May stay empty."
          value={capacityNoted}
          onChange={setCapacity}
          maxLength={1000}
        />
        <div className="app-row">
          <Button type="submit" look="danger" disabled={isStale || isBusy}>
            {isBusy ? 'Stopping…' : 'Stop sharing now'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
