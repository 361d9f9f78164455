import { useState } from 'react'
import { call } from '#client/api/call.ts'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { typedMoment } from '#client/patients/form/core/typedTime.ts'
import { Button } from '#client/ui/Button.tsx'
import { showTime } from '#client/ui/core/when.ts'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import { type OutOnVisit, Reference999 } from '#shared/loneWork.ts'
import { routes } from '#shared/routes.ts'
import type { Me } from '#shared/staff.ts'
import type { BoardTeamTask } from '#shared/teamTasks.ts'
import type { Instant } from '#shared/time.ts'

type Props = { task: BoardTeamTask; out: OutOnVisit; me: Me; now: Instant; isStale: boolean }

/** Between a call for help and its end: that somebody has it, and that 999 is rung. Everybody reads both, and whoever is out there too. */
export function SeeToIt({ task: { teamTaskId }, out, me, now, isStale }: Props) {
  const [isRinging, setRinging] = useState(false)
  const [reference, setReference] = useState('')
  /** As it is typed; null: now. */
  const [rungAt, setRungAt] = useState<string | null>(null)
  const [wrongs, setWrongs] = useState<{ id: string; says: string }[]>([])
  const { isBusy, refusals, send } = useSend()
  const commandId = newCommandId
  const { taking } = out
  const referenceId = `reference-${taking}`
  const timeId = `rung-at-${taking}`
  async function rung() {
    const read = reference.trim() === '' ? null : Reference999.safeParse(reference)
    const at = typedMoment({ date: '', time: rungAt ?? '' }, 'past', now)
    const missing = [
      ...(read && !read.success ? [{ id: referenceId, says: read.error.issues[0]?.message ?? '' }] : []),
      ...('says' in at ? [{ id: timeId, says: `Rung at: ${at.says}` }] : []),
    ]
    setWrongs(missing)
    if ((read && !read.success) || 'says' in at) return
    const body = {
      act: 'rung_999' as const,
      commandId: commandId(),
      taking,
      reference: read ? read.data : null,
      rungAt: at.ok ?? null,
    }
    if (await send(() => call(routes.handleTeamTask, { params: { teamTaskId }, body }))) {
      setRinging(false)
      setRungAt(null)
    }
  }
  const seeTo = () => {
    const body = { act: 'see_to' as const, commandId: commandId(), taking }
    void send(() => call(routes.handleTeamTask, { params: { teamTaskId }, body }))
  }
  return (
    <>
      <ErrorSummary errors={[...wrongs, ...refusals]} title="Nothing was written down" />
      {isRinging ? (
        <form
          className="app-stack"
          noValidate
          onSubmit={event => {
            event.preventDefault()
            void rung()
          }}
        >
          <TextField
            id={referenceId}
            label="Their reference, if they gave one"
            value={reference}
            onChange={setReference}
            maxLength={20}
            autoComplete="off"
            autoFocus
          />
          <TextField
            id={timeId}
            label="Rung at"
            hint="In 24 hours. Change it where it was rung before."
            value={rungAt ?? showTime(now)}
            onChange={setRungAt}
            maxLength={9}
            inputMode="numeric"
            autoComplete="off"
          />
          <div className="app-row">
            <Button type="submit" look="primary" disabled={isStale || isBusy}>
              999 is rung
            </Button>
            <Button look="quiet" onClick={() => setRinging(false)}>
              Leave it
            </Button>
          </div>
        </form>
      ) : (
        <div className="app-row">
          {out.seenTo?.staffId === me.staffId ? null : (
            <Button look="primary" disabled={isStale || isBusy} onClick={seeTo}>
              I see to it
            </Button>
          )}
          <Button disabled={isStale} onClick={() => setRinging(true)}>
            {out.rung999 ? '999 is rung again…' : '999 is rung…'}
          </Button>
        </div>
      )}
    </>
  )
}
