import { useState } from 'react'
import { useHearing } from '#client/live/useHearing.ts'
import { OutcomePanel } from '#client/outcomes/OutcomePanel.tsx'
import { RecordPanel } from '#client/patients/RecordPanel.tsx'
import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { useFocusIfLost } from '#client/ui/useFocusIfLost.ts'
import type { BoardCall, CallDetail } from '#shared/calls.ts'
import type { Me } from '#shared/staff.ts'
import { CallCard } from './CallCard.tsx'
import './CallWorkspace.css'
import { IdentityPanel } from './IdentityPanel.tsx'
import { NotesPanel } from './NotesPanel.tsx'
import { useCallDetail } from './useCallDetail.ts'
import { useNotesKeeper } from './useNotesKeeper.ts'

type Props = { call: BoardCall; me: Me; onClosed: (words: string) => void }

/** The nurse's own call: the caller, the person it is about, the record; beside them her notes and the outcome. */
export function CallWorkspace({ call, me, onClosed }: Props) {
  const [loaded, give] = useCallDetail(call.callId)
  if (loaded.kind !== 'here')
    return (
      <>
        <main className="app-console__centre">
          <CallCard call={call} me={me} />
          {loaded.kind === 'failed' ? (
            <Notice
              tone="danger"
              title="We could not open this call."
              actions={<Button onClick={loaded.again}>Try again</Button>}
            >
              {loaded.failure.message}
            </Notice>
          ) : (
            <Skeleton lines={6} label="Opening the call…" />
          )}
        </main>
        <aside className="app-console__right" aria-label="Notes and outcome">
          <Skeleton lines={8} label="Opening your notes…" />
        </aside>
      </>
    )
  return <OpenWorkspace call={call} me={me} detail={loaded.value} onDetail={give} onClosed={onClosed} />
}

type OpenProps = Props & { detail: CallDetail; onDetail: (detail: CallDetail) => void }

function OpenWorkspace({ call, me, detail, onDetail, onClosed }: OpenProps) {
  const isStale = useHearing() === 'stale'
  const keeper = useNotesKeeper(call.callId, detail.notes, !isStale)
  const [personName, setPersonName] = useState<string | null>(null)
  const { identity, outcomeDraft } = detail
  useFocusIfLost('outcome-reason', call.state === 'wrapup')
  const isConfirmed = identity.patientId !== null
  return (
    <>
      <main className={`app-console__centre app-workspace ${isConfirmed ? 'app-workspace--joined' : ''}`}>
        <h2 className="nhsuk-u-visually-hidden">Your call</h2>
        <div className="app-workspace__knot app-workspace__knot--first">
          <CallCard call={call} me={me} />
        </div>
        {isConfirmed ? (
          <RecordPanel
            key={`${call.callId} ${identity.epoch}`}
            callId={call.callId}
            me={me}
            identity={identity}
            isStale={isStale}
            onDetail={onDetail}
            onName={setPersonName}
          />
        ) : (
          <div className="app-workspace__knot">
            <IdentityPanel
              key={identity.epoch}
              callId={call.callId}
              epoch={identity.epoch}
              isWithheld={call.from === null}
              isStale={isStale}
              onDetail={onDetail}
            />
          </div>
        )}
      </main>
      <aside className="app-console__right app-workspace__right" aria-label="Notes and outcome">
        <NotesPanel keeper={keeper} isConnected={call.state === 'talking'} isStale={isStale} />
        <OutcomePanel
          callId={call.callId}
          identity={identity}
          draft={outcomeDraft}
          keeper={keeper}
          isStale={isStale}
          personName={isConfirmed ? personName : null}
          onClosed={onClosed}
        />
      </aside>
    </>
  )
}
