import { type FormEvent, useState } from 'react'
import { call } from '#client/api/call.ts'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Radios } from '#client/ui/Radios.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import type { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { isReason } from '#shared/text.ts'

type One = { patientId: PatientId; says: string }
type Props = { one: One; two: One; isStale?: boolean; onDone: () => void }

/** "These two are one person": which of them is written to from then on, and how one knows. A second person confirms it. */
export function ProposeLink({ one, two, isStale = false, onDone }: Props) {
  const [commandId] = useState(newCommandId)
  const [kept, setKept] = useState<PatientId | ''>('')
  const [because, setBecause] = useState('')
  const [errors, setErrors] = useState<{ id: string; says: string }[]>([])
  const { isBusy, refusals, send } = useSend()

  async function propose(event: FormEvent) {
    event.preventDefault()
    const wanting = [
      ...(kept === '' ? [{ id: 'link-kept', says: 'Choose which record is written to from then on.' }] : []),
      ...(!isReason(because, 10)
        ? [
            {
              id: 'link-because',
              says: 'Say in a sentence how you know. A colleague must be able to check it.',
            },
          ]
        : []),
    ]
    setErrors(wanting)
    if (kept === '' || wanting.length > 0) return
    const otherId = kept === one.patientId ? two.patientId : one.patientId
    const body = { commandId, keptId: kept, otherId, because }
    if (await send(() => call(routes.proposeLink, { body }))) onDone()
  }
  const errorOf = (id: string) => errors.find(error => error.id === id)?.says

  return (
    <form className="app-stack" aria-label="Propose the link" noValidate onSubmit={propose}>
      <ErrorSummary errors={refusals.length > 0 ? refusals : errors} title="Nothing is proposed yet" />
      <Radios
        id="link-kept"
        label="Which record is written to from then on?"
        hint="The other one stays as it is and can be read."
        error={errorOf('link-kept')}
        value={kept}
        choices={[one, two].map(({ patientId, says: name }) => ({ value: patientId, says: name }))}
        onChange={setKept}
      />
      <TextArea
        id="link-because"
        label="How you know that they are one person"
        hint="A colleague checks it before anything changes."
        error={errorOf('link-because')}
        value={because}
        onChange={setBecause}
        maxLength={1000}
        rows={2}
      />
      <div className="app-row">
        <Button type="submit" look="primary" disabled={isBusy || isStale}>
          {isBusy ? 'Proposing…' : 'Propose the link'}
        </Button>
      </div>
    </form>
  )
}
