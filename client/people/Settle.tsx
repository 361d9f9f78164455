import { type FormEvent, useMemo, useState } from 'react'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Radios } from '#client/ui/Radios.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { TextArea } from '#client/ui/TextArea.tsx'
import { DisputeVerdict, disputeVerdicts } from '#shared/disputes.ts'
import { routes } from '#shared/routes.ts'
import { keyOf, type SettledItem, sittingsOf, wantingOf } from './core/settling.ts'
import { Sittings } from './Sittings.tsx'

type Props = { disputeId: string; onDone: () => void }

/** Right after all, or with what is about somebody else: that is struck through in the same moment. */
export function Settle({ disputeId, onDone }: Props) {
  const loaded = useLoad(`items ${disputeId}`, signal =>
    call(routes.disputedItems, { params: { disputeId }, signal }),
  )
  if (loaded.kind === 'loading') return <Skeleton lines={5} label="Opening the record…" />
  if (loaded.kind === 'failed') return <NotLoaded title="The record could not be opened." failed={loaded} />
  return <Deciding disputeId={disputeId} items={loaded.value.items} onDone={onDone} />
}

function Deciding({ disputeId, items, onDone }: Props & { items: readonly SettledItem[] }) {
  const [commandId] = useState(newCommandId)
  const [verdict, setVerdict] = useState<DisputeVerdict | ''>('')
  const [because, setBecause] = useState('')
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set())
  const [errors, setErrors] = useState<{ id: string; says: string }[]>([])
  const { isBusy, refusals, send } = useSend()
  const sittings = useMemo(() => sittingsOf(items), [items])
  const errorOf = (id: string) => errors.find(error => error.id === id)?.says
  const isStruck = verdict === 'entries_wrong'

  async function settle(event: FormEvent) {
    event.preventDefault()
    const wanting = wantingOf(verdict, wrong, because)
    setErrors(wanting)
    if (verdict === '' || wanting.length > 0) return
    const struck = items
      .filter(item => isStruck && wrong.has(keyOf(item)))
      .map(({ section, itemId, version }) => ({ section, itemId, version }))
    const body = { commandId, verdict, because, wrong: struck }
    if (await send(() => call(routes.settleDispute, { params: { disputeId }, body }))) onDone()
  }

  return (
    <form className="app-stack" aria-label="Settle whose record it is" noValidate onSubmit={settle}>
      <ErrorSummary errors={refusals.length > 0 ? refusals : errors} title="That was not done" />
      <Radios
        id="settle-verdict"
        label="What did you find?"
        error={errorOf('settle-verdict')}
        value={verdict}
        choices={DisputeVerdict.options.map(value => ({ value, says: disputeVerdicts[value].text }))}
        onChange={setVerdict}
      />
      {isStruck ? (
        <Sittings sittings={sittings} wrong={wrong} error={errorOf('settle-wrong')} onChange={setWrong} />
      ) : null}
      <TextArea
        id="settle-because"
        label="How you know"
        hint="Whom you asked, and what they said."
        error={errorOf('settle-because')}
        value={because}
        onChange={setBecause}
        maxLength={1000}
        rows={2}
      />
      <div className="app-row">
        <Button type="submit" look={isStruck ? 'danger' : 'primary'} disabled={isBusy}>
          {isStruck
            ? `Strike out ${wrong.size} of ${items.length}, and open the record again`
            : verdict === 'right_after_all'
              ? 'It is right: open the record again'
              : 'Open the record again'}
        </Button>
      </div>
    </form>
  )
}
