import { type FormEvent, useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { CLAIM_HOURS, GLASS_MINUTES } from '#shared/access.ts'
import type { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import type { LineSummary } from '#shared/staff.ts'
import { RingTheLine } from './RingTheLine.tsx'

const KINDS = {
  claim: {
    route: routes.claimPerson,
    title: 'Say why you look after this person',
    explains: `Their record opens to you for ${CLAIM_HOURS} hours, if they share it with your organisation. A privacy officer reads your reason within two working days; the person can read it too.`,
    acts: 'Open the record',
  },
  glass: {
    route: routes.breakGlass,
    title: 'Break the glass: an emergency',
    explains: `For harm that cannot wait. Their record opens to you for ${GLASS_MINUTES} minutes, whatever was agreed. A privacy officer reads your reason within two working days; the person can read it too.`,
    acts: 'Break the glass',
  },
} as const

type Props = {
  kind: keyof typeof KINDS
  patientId: PatientId
  /** Whom else to ask; null to those who answer it. */
  line: LineSummary | null
  onOpen: () => void
  onClose: () => void
}

/** The one sentence that stands between somebody and a record that nothing else opens. */
export function AskForAccess({ kind, patientId, line, onOpen, onClose }: Props) {
  const { route, title, explains, acts } = KINDS[kind]
  const [commandId] = useState(newCommandId)
  const [because, setBecause] = useState('')
  const [errors, setErrors] = useState<{ id: string; says: string }[]>([])
  const [isBusy, setBusy] = useState(false)

  async function ask(event: FormEvent) {
    event.preventDefault()
    if (because.trim() === '')
      return setErrors([{ id: 'ask-because', says: 'Say in a sentence why you need it.' }])
    setBusy(true)
    setErrors([])
    try {
      await call(route, { params: { patientId }, body: { commandId, because } })
      onOpen()
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      const says = error.fields?.because
      setErrors([says ? { id: 'ask-because', says } : { id: '', says: error.message }])
    } finally {
      setBusy(false)
    }
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <form className="app-stack" onSubmit={ask} noValidate>
        <ErrorSummary errors={errors} />
        <p>{explains}</p>
        <TextArea
          id="ask-because"
          label="Why you need this record now"
          hint="One sentence. Nothing about other people."
          error={errors.find(({ id }) => id === 'ask-because')?.says}
          value={because}
          onChange={setBecause}
          maxLength={1000}
          rows={3}
          autoFocus
        />
        <div className="app-row">
          <Button type="submit" look={kind === 'glass' ? 'danger' : 'primary'} disabled={isBusy}>
            {isBusy ? 'Opening…' : acts}
          </Button>
          <Button look="quiet" onClick={onClose}>
            Back
          </Button>
        </div>
        {line ? <RingTheLine line={line} /> : null}
      </form>
    </Dialog>
  )
}
