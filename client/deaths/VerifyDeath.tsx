import { type FormEvent, useEffect, useState } from 'react'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import type { VerificationTyped } from '#client/dispatch/keptEndings.ts'
import { typedMoment } from '#client/patients/form/core/typedTime.ts'
import { Button } from '#client/ui/Button.tsx'
import { DateTimeField } from '#client/ui/DateTimeField.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import type { DeathWay } from './deathWay.ts'

type Props = {
  verify: DeathWay['verify']
  isStale: boolean
  /** What was typed before she closed it, as to take a call. */
  begun?: VerificationTyped | undefined
  onTyped?: (typed: VerificationTyped) => void
  onClose: () => void
  onDone: () => void
}

const now = () => new Date().toISOString()

/** Somebody who may has seen the person: who, and when. */
export function VerifyDeath({ verify, isStale, begun, onTyped, onClose, onDone }: Props) {
  const { isBusy, refusals, send } = useSend()
  const [commandId] = useState(newCommandId)
  const [verifiedBy, setBy] = useState(begun?.verifiedBy ?? '')
  const [at, setAt] = useState(begun?.at ?? { date: '', time: '' })
  const [isCoroner, setCoroner] = useState(begun?.isCoroner ?? false)
  const [wanting, setWanting] = useState<{ id: string; says: string }[]>([])
  const understood = typedMoment(at, 'past', now())
  const verifiedAt = 'ok' in understood ? understood.ok : undefined

  useEffect(() => onTyped?.({ verifiedBy, at, isCoroner }), [onTyped, verifiedBy, at, isCoroner])

  async function save(event: FormEvent) {
    event.preventDefault()
    const errors = [
      ...(verifiedBy.trim() ? [] : [{ id: 'verify-by', says: 'Write down who verified the death.' }]),
      ...(verifiedAt
        ? []
        : [{ id: 'verify-at', says: 'says' in understood ? `When: ${understood.says}` : 'Say when.' }]),
    ]
    setWanting(errors)
    if (errors.length > 0 || !verifiedAt) return
    const body = { commandId, verifiedAt, verifiedBy, ...(isCoroner ? { coronerInformed: true } : {}) }
    if (await send(() => verify(body))) onDone()
  }
  const saysOf = (id: string) => wanting.find(error => error.id === id)?.says

  return (
    <Dialog title="Record the verification" onClose={onClose}>
      <form className="app-stack" onSubmit={save} noValidate>
        <ErrorSummary errors={[...wanting, ...refusals]} />
        <TextField
          id="verify-by"
          label="Who verified it"
          hint="Name and role, like “Lindsay Horsfall, night nurse”"
          error={saysOf('verify-by')}
          value={verifiedBy}
          maxLength={120}
          onChange={setBy}
        />
        <DateTimeField
          id="verify-at"
          label="When"
          error={saysOf('verify-at')}
          value={at}
          understood={verifiedAt}
          now={now}
          onChange={change => setAt(before => ({ ...before, ...change }))}
        />
        <label className="app-choice">
          <input
            className="app-choice__box"
            type="checkbox"
            checked={isCoroner}
            onChange={event => setCoroner(event.target.checked)}
          />
          The coroner was told
        </label>
        <div className="app-row">
          <Button type="submit" look="primary" disabled={isStale || isBusy}>
            {isBusy ? 'Saving…' : 'Save the verification'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
