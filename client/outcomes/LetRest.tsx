import { type FormEvent, useRef, useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { CannotSend } from '#client/ui/CannotSend.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { useFocusOnError } from '#client/ui/useFocusOnError.ts'
import type { CommandId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { isReason } from '#shared/text.ts'
import type { SavedCall } from './useMoveCall.ts'

type Props = { saved: SavedCall; isStale: boolean; onClose: (isDone: boolean) => void }

const NO_REASON = 'Say in a few words why nobody can find it out.'

/** A shift lead's: nobody can find out whom this call was about, and why not. */
export function LetRest({ saved: { callId, epoch, about }, isStale, onClose }: Props) {
  const [because, setBecause] = useState('')
  const [errors, setErrors] = useState<{ id: string; says: string }[]>([])
  const [isBusy, setBusy] = useState(false)
  const commands = useRef(new Map<string, CommandId>())
  useFocusOnError(errors)

  async function send(event: FormEvent) {
    event.preventDefault()
    const words = because.trim()
    if (!isReason(words, 3)) return setErrors([{ id: 'rest-because', says: NO_REASON }])
    // The same words sent again, because the answer was lost, are the same command.
    const commandId = commands.current.get(words) ?? newCommandId()
    commands.current.set(words, commandId)
    setBusy(true)
    setErrors([])
    try {
      const body = { commandId, epoch, act: { kind: 'rest' as const, because: words } }
      await call(routes.restCall, { params: { callId }, body })
      onClose(true)
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      const { because: reason } = error.fields
      setErrors([reason ? { id: 'rest-because', says: reason } : { id: '', says: error.message }])
      setBusy(false)
    }
  }

  return (
    <Dialog title="Let this call rest" onClose={() => onClose(false)}>
      <form className="app-stack" noValidate onSubmit={send}>
        <ErrorSummary errors={errors.filter(({ id }) => id === '')} title="That was not done" />
        {about ? (
          <p>
            <b>{about}</b>
          </p>
        ) : null}
        <p>
          For a call of which nobody can find out whom it was about. It leaves the list and stays on nobody’s
          record; what it still owes stays owed. You can take it up again.
        </p>
        <TextArea
          id="rest-because"
          label="Why nobody can find it out"
          hint="Name nobody. “Number withheld, no name given, no second call” is enough."
          error={errors.find(({ id }) => id === 'rest-because')?.says}
          value={because}
          onChange={words => {
            setBecause(words)
            setErrors([])
          }}
          maxLength={500}
        />
        <div className="app-row">
          <Button type="submit" look="primary" disabled={isStale || isBusy}>
            Let it rest
          </Button>
          {isStale ? <CannotSend /> : null}
        </div>
      </form>
    </Dialog>
  )
}
