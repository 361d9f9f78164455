import { type FormEvent, useState } from 'react'
import { call } from '#client/api/call.ts'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Select } from '#client/ui/Select.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import type { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { WatchReason, watchReasons } from '#shared/shift.ts'
import { isReason } from '#shared/text.ts'
import type { Instant } from '#shared/time.ts'
import { watchEnds } from './core/watchEnds.ts'

const REASONS = WatchReason.options.map(value => ({ value, says: watchReasons[value].text }))

type Props = {
  patientId: PatientId
  /** About whom, where the page does not say it already. */
  about: string | null
  now: Instant
  isStale: boolean
  onDone: () => void
  onClose: () => void
}

/** Somebody is put on the watch list: why, what to look for, and until when. */
export function PutOnWatch({ patientId, about, now, isStale, onDone, onClose }: Props) {
  const [commandId, setCommandId] = useState(newCommandId)
  const [reason, setReason] = useState<WatchReason | ''>('')
  const [because, setBecause] = useState('')
  const [ends] = useState(() => watchEnds(now))
  const [until, setUntil] = useState('')
  const [errors, setErrors] = useState<{ id: string; says: string }[]>([])
  const { isBusy, refusals, forget, send } = useSend()
  const errorOf = (id: string) => errors.find(error => error.id === id)?.says

  async function put(event: FormEvent) {
    event.preventDefault()
    forget()
    const wrong = [
      ...(reason ? [] : [{ id: 'watch-reason', says: 'Choose why they are watched.' }]),
      ...(isReason(because, 3)
        ? []
        : [{ id: 'watch-because', says: 'Say in a few words what to look for, or why.' }]),
      ...(until ? [] : [{ id: 'watch-until', says: 'Choose until when.' }]),
    ]
    setErrors(wrong)
    if (!reason || wrong.length > 0) return
    const isDone = await send(async () => {
      const body = { act: 'put' as const, commandId, patientId, reason, because, until }
      const reply = await call(routes.changeWatch, { body })
      setCommandId(newCommandId())
      return reply
    })
    if (isDone) onDone()
  }

  return (
    <Dialog title="Keep watch" onClose={onClose}>
      <form className="app-stack" onSubmit={put} noValidate>
        <ErrorSummary errors={errors} />
        <ErrorSummary errors={refusals} title="Nobody was put on the list" />
        {about ? <p>{about}</p> : null}
        <p className="app-quiet">Every nurse of the line sees them on the watch list until then.</p>
        <Select
          id="watch-reason"
          label="Why"
          error={errorOf('watch-reason')}
          value={reason}
          choices={REASONS}
          onChange={setReason}
        />
        <TextArea
          id="watch-because"
          label="What to look for"
          hint="No name: it stands beside their initials."
          error={errorOf('watch-because')}
          value={because}
          onChange={setBecause}
          maxLength={500}
        />
        <Select
          id="watch-until"
          label="Until"
          error={errorOf('watch-until')}
          value={until}
          choices={ends}
          onChange={setUntil}
        />
        <div className="app-row">
          <Button type="submit" look="primary" disabled={isBusy || isStale}>
            {isBusy ? 'Saving…' : 'Put on the watch list'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
