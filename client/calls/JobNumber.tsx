import { type FormEvent, useState } from 'react'
import { call as ask } from '#client/api/call.ts'
import { useSend } from '#client/api/useSend.ts'
import { Button } from '#client/ui/Button.tsx'
import type { CallId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { newCommandId } from './useTakeCall.ts'

/** The number that an interpreter gives for the job: it stands with the call. */
export function JobNumber({ callId, party, isStale }: { callId: CallId; party: number; isStale: boolean }) {
  const [reference, setReference] = useState('')
  const [saved, setSaved] = useState('')
  const { isBusy, refused, send } = useSend()
  async function save(event: FormEvent) {
    event.preventDefault()
    const said = reference.trim()
    if (said === '') return
    const body = { commandId: newCommandId(), party, reference: said }
    if (await send(() => ask(routes.notePartyReference, { params: { callId }, body }))) setSaved(said)
  }
  if (saved !== '') return <span role="status">Job number {saved} is kept.</span>
  return (
    <form className="app-row" onSubmit={event => void save(event)}>
      <input
        className="nhsuk-input app-input app-numbers"
        aria-label="Job number of the interpreter"
        placeholder="Job number"
        maxLength={60}
        autoComplete="off"
        value={reference}
        onChange={event => setReference(event.target.value)}
      />
      <Button type="submit" size="small" disabled={isStale || isBusy}>
        Keep it
      </Button>
      {refused ? (
        <span role="alert" className="app-field__error">
          {refused}
        </span>
      ) : null}
    </form>
  )
}
