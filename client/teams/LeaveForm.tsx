import { type FormEvent, useState } from 'react'
import { typedMoment } from '#client/patients/form/core/typedTime.ts'
import { Button } from '#client/ui/Button.tsx'
import { DateTimeField } from '#client/ui/DateTimeField.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import type { Instant } from '#shared/time.ts'

const EMPTY = { date: '', time: '' }
type Props = {
  now: Instant
  isBusy: boolean
  refused: string | null
  /** Whether it was saved. */
  onLeave: (away: { from: Instant; until: Instant }) => Promise<boolean>
}

/** From when until when somebody is away. Why is asked by nobody here. */
export function LeaveForm({ now, isBusy, refused, onLeave }: Props) {
  const [from, setFrom] = useState(EMPTY)
  const [until, setUntil] = useState(EMPTY)
  const [faults, setFaults] = useState<readonly { id: string; says: string }[]>([])
  const [begins, ends] = [typedMoment(from, 'any', now), typedMoment(until, 'any', now)]
  const wrong = (id: string) => faults.find(one => one.id === id)?.says

  async function save(event: FormEvent) {
    event.preventDefault()
    const found = [
      ...('ok' in begins && begins.ok
        ? []
        : [{ id: 'leave-from', says: 'says' in begins ? `From: ${begins.says}` : 'Say from when.' }]),
      ...('ok' in ends && ends.ok
        ? []
        : [{ id: 'leave-until', says: 'says' in ends ? `Until: ${ends.says}` : 'Say until when.' }]),
    ]
    setFaults(found)
    if (!('ok' in begins && begins.ok && 'ok' in ends && ends.ok)) return
    if (await onLeave({ from: begins.ok, until: ends.ok })) {
      setFrom(EMPTY)
      setUntil(EMPTY)
    }
  }
  const refusals = refused ? [{ id: '', says: refused }] : []
  return (
    <form className="app-stack" onSubmit={save} noValidate>
      <ErrorSummary errors={faults.length > 0 ? faults : refusals} title="The leave is not saved yet" />
      <DateTimeField
        id="leave-from"
        label="Away from"
        error={wrong('leave-from')}
        value={from}
        understood={'ok' in begins ? begins.ok : undefined}
        now={() => now}
        onChange={change => setFrom({ ...from, ...change })}
      />
      <DateTimeField
        id="leave-until"
        label="Away until"
        error={wrong('leave-until')}
        value={until}
        understood={'ok' in ends ? ends.ok : undefined}
        now={() => now}
        onChange={change => setUntil({ ...until, ...change })}
      />
      <div className="app-row">
        <Button type="submit" look="primary" disabled={isBusy}>
          {isBusy ? 'Saving…' : 'Put the leave in'}
        </Button>
      </div>
    </form>
  )
}
