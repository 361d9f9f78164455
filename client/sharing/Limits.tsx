import { useState } from 'react'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { Checkboxes } from '#client/ui/Checkboxes.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import type { SharingView } from '#shared/sharing.ts'
import { NewLimit } from './NewLimit.tsx'
import { Receipt } from './Receipt.tsx'
import type { SharingWay } from './sharingWay.ts'
import './Talk.css'
import { type Sent, useChange, useSharing } from './useSharing.ts'

type Props = {
  way: SharingWay
  isStale: boolean
  callerName: string
  onSaved: () => void
  onClose: () => void
}

/** What the person keeps back from one organisation, one member of staff, or everybody outside the line; made here and ended here. */
export function Limits(props: Props) {
  const { way, onSaved, onClose, isStale, callerName } = props
  const loaded = useSharing(way)
  const again = () => loaded.kind !== 'loading' && loaded.again()
  const changing = useChange(way, onSaved, again)
  useFocusIfGone('limit-saved', 'dialog')
  return (
    <Dialog title="Keep something back" look="wide" onClose={onClose}>
      {loaded.kind === 'loading' ? <Skeleton lines={6} label="Opening what is kept back…" /> : null}
      {loaded.kind === 'failed' ? (
        <NotLoaded title="What is kept back could not be opened." failed={loaded} />
      ) : null}
      {loaded.kind === 'here' ? (
        <div className="app-stack">
          {changing.problem ? (
            <Notice tone="danger" role="alert" title="It is not saved.">
              {changing.problem}
            </Notice>
          ) : null}
          {changing.change ? (
            <div id="limit-saved" tabIndex={-1}>
              <Notice tone="well" role="status" title="Saved, and in force.">
                <Receipt change={changing.change} openInEmergency={loaded.value.sharing.openInEmergency} />
              </Notice>
            </div>
          ) : null}
          {loaded.value.sharing.hasDied ? (
            <Notice tone="plain" title="They have died.">
              What they agreed to and kept back stands. Somebody who speaks for them may ask that more is kept
              back; nobody ends a limit in their name.
            </Notice>
          ) : null}
          <Standing
            hasDied={loaded.value.sharing.hasDied}
            limits={loaded.value.sharing.limits}
            isBusy={isStale || loaded.isAsking || changing.isBusy}
            onEnd={(limit, commandId, said) =>
              changing.send(() => way.endLimit(limit.itemId, { commandId, version: limit.version, ...said }))
            }
          />
          <NewLimit
            view={loaded.value.sharing}
            callerName={callerName}
            isBusy={isStale || loaded.isAsking || changing.isBusy}
            onMake={limit => changing.send(() => way.limit(limit))}
          />
        </div>
      ) : null}
    </Dialog>
  )
}

type Limit = SharingView['limits'][number]
type Said = { inTheirWords: string; toldBy?: string }
type Ending = (limit: Limit, commandId: ReturnType<typeof newCommandId>, said: Said) => Promise<Sent>

type StandingProps = { limits: readonly Limit[]; hasDied: boolean; isBusy: boolean; onEnd: Ending }

function Standing({ limits, hasDied, isBusy, onEnd }: StandingProps) {
  if (limits.length === 0)
    return <p>Nothing is kept back. What was agreed holds for everybody it was agreed for.</p>
  return (
    <ul className="app-receipts" aria-label="Kept back now">
      {limits.map(limit => (
        <li key={limit.itemId}>
          {hasDied ? <b>{limit.says}</b> : <OneLimit limit={limit} isBusy={isBusy} onEnd={onEnd} />}
        </li>
      ))}
    </ul>
  )
}

function OneLimit({ limit, isBusy, onEnd }: { limit: Limit; isBusy: boolean; onEnd: Ending }) {
  const [commandId, setCommandId] = useState(newCommandId)
  const [isHeard, setHeard] = useState(false)
  const [words, setWords] = useState<string | null>(null)
  const endId = `end-${limit.itemId}`
  useFocusIfGone(endId, 'li')
  return (
    <div className="app-stack">
      <span className="app-row">
        <b>{limit.says}</b>
        {words === null ? (
          <Button id={endId} size="small" onClick={() => setWords('')}>
            End this…
          </Button>
        ) : null}
      </span>
      {words === null ? null : (
        <>
          <TextField
            label="What they said, in their words"
            value={words}
            maxLength={1000}
            onChange={setWords}
            autoFocus
          />
          <Checkboxes
            label="Who says it"
            values={isHeard ? ['person'] : []}
            choices={[
              { value: 'person', says: 'The person said it to me: nobody else ends a limit for them' },
            ]}
            onChange={values => setHeard(values.length > 0)}
          />
          <span className="app-row">
            <Button
              look="primary"
              size="small"
              disabled={isBusy || !isHeard || !words.trim()}
              onClick={async () => {
                const sent = await onEnd(limit, commandId, { inTheirWords: words })
                if (sent !== 'unanswered') setCommandId(newCommandId())
              }}
            >
              End it now
            </Button>
            <Button size="small" onClick={() => setWords(null)}>
              Leave it
            </Button>
          </span>
        </>
      )}
    </div>
  )
}
