import { type FormEvent, useState } from 'react'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { useFocusOnError } from '#client/ui/useFocusOnError.ts'
import type { DeathWay } from './deathWay.ts'

type Props = { way: DeathWay; isStale: boolean; onClose: () => void; onDone: () => void }

const LEAST = 10

/** The death was never one, or of somebody else: a shift lead says how that came about, and the record says both. */
export function CorrectDeath({ way, isStale, onClose, onDone }: Props) {
  const { isBusy, refusals, send } = useSend()
  const [commandId] = useState(newCommandId)
  const [because, setBecause] = useState('')
  const [wanting, setWanting] = useState<readonly { id: string }[]>([])
  useFocusOnError(wanting)

  async function save(event: FormEvent) {
    event.preventDefault()
    if (because.trim().length < LEAST) return setWanting([{ id: 'correct-because' }])
    setWanting([])
    if (await send(() => way.correct({ commandId, because: because.trim() }))) onDone()
  }
  return (
    <Dialog title="Reported in error" onClose={onClose}>
      <form className="app-stack" onSubmit={save} noValidate>
        <p>
          The person is on the register again as before, what the report stopped is owed again, and what it
          began is withdrawn. The report stays on the record, struck through, with your reason.
        </p>
        <ErrorSummary errors={refusals} title="That was not done" />
        <TextArea
          id="correct-because"
          label="How the mistake came about"
          hint="The person, and their family, may read it"
          error={wanting.length > 0 ? 'Say in a sentence how the mistake came about.' : undefined}
          value={because}
          maxLength={500}
          rows={3}
          onChange={setBecause}
        />
        <div className="app-row">
          <Button type="submit" look="danger" disabled={isStale || isBusy}>
            {isBusy ? 'Correcting…' : 'This person has not died'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
