import { useState } from 'react'
import { call, callFile } from '#client/api/call.ts'
import { Doors } from '#client/doors/Doors.tsx'
import { Findings } from '#client/patients/Findings.tsx'
import { Ledger } from '#client/patients/Ledger.tsx'
import { OverTime } from '#client/patients/OverTime.tsx'
import { PatientBanner } from '#client/patients/PatientBanner.tsx'
import { RecordBlock } from '#client/patients/RecordBlock.tsx'
import { RecordMarks } from '#client/patients/RecordMarks.tsx'
import '#client/patients/RecordGlance.css'
import '#client/patients/RecordPanel.css'
import { DisputeIdentity } from '#client/people/DisputeIdentity.tsx'
import { CrewCode } from '#client/summary/CrewCode.tsx'
import { ShowSummary } from '#client/summary/ShowSummary.tsx'
import { Button } from '#client/ui/Button.tsx'
import { showTimeToSecond } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import type { Standing } from '#shared/access.ts'
import type { DoorKept } from '#shared/doors.ts'
import type { PatientId } from '#shared/ids.ts'
import { type BlockName, blocks } from '#shared/record/blocks.ts'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import { type RecordMarks as Marks, NO_MARKS } from '#shared/record/marks.ts'
import { routes } from '#shared/routes.ts'
import type { Me } from '#shared/staff.ts'
import { AccessLog } from './AccessLog.tsx'
import { AskForAccess } from './AskForAccess.tsx'
import { StandingNotice } from './StandingNotice.tsx'
import { useSharedRecord } from './useSharedRecord.ts'

type Props = { patientId: PatientId; me: Me }

/** One record without a call: why it is open, or what would open it; what is left out; and who has looked. */
export function SharedRecord({ patientId, me }: Props) {
  const [hasAsked, setAsked] = useState(false)
  const [asking, setAsking] = useState<'claim' | 'glass' | null>(null)
  const { loaded, isStale, isSignedOut } = useSharedRecord(patientId, hasAsked)

  if (isSignedOut)
    return (
      <Notice
        tone="danger"
        title="You have been signed out."
        actions={
          <Button look="primary" onClick={() => location.reload()}>
            Sign in again
          </Button>
        }
      >
        The record was closed.
      </Notice>
    )
  if (loaded.kind === 'loading') return <Skeleton lines={9} label="Opening the record…" />
  if (loaded.kind === 'failed') return <NotLoaded title="The record could not be opened." failed={loaded} />
  const { standing, record, marks, doors } = loaded.value
  return (
    <>
      {isStale ? (
        <Notice tone="danger" role="status" title="We cannot hear the server.">
          What you see may be old. It is read again as soon as the server is back.
        </Notice>
      ) : null}
      <StandingNotice
        standing={standing}
        role={me.role}
        onAsked={() => setAsked(true)}
        onClaim={() => setAsking('claim')}
        onGlass={() => setAsking('glass')}
      />
      {record && standing.kind === 'open' ? (
        <OpenRecord
          record={record}
          doors={doors}
          marks={marks ?? NO_MARKS}
          onChanged={loaded.again}
          standing={standing}
          hasAsked={hasAsked}
          isStale={isStale}
          patientId={patientId}
          me={me}
        />
      ) : null}
      {asking ? (
        <AskForAccess
          kind={asking}
          patientId={patientId}
          onClose={() => setAsking(null)}
          onOpen={() => {
            setAsking(null)
            loaded.again()
          }}
        />
      ) : null}
    </>
  )
}

/** What changes everything stands first, as it does for the nurse; the rest keeps the order of the record. */
const FIRST: readonly BlockName[] = ['after_death', 'resuscitation', 'alerts']
function place(name: BlockName): number {
  return FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length
}

type OpenProps = {
  record: RecordAtAGlance
  doors: readonly DoorKept[] | null
  marks: Marks
  onChanged: () => void
  standing: Extract<Standing, { kind: 'open' }>
  hasAsked: boolean
  isStale: boolean
  patientId: PatientId
  me: Me
}

function OpenRecord({
  record,
  marks,
  doors,
  onChanged,
  standing,
  hasAsked,
  isStale,
  patientId,
  me,
}: OpenProps) {
  const query = hasAsked ? { asked: 'yes' as const } : {}
  const leftOut = new Map(standing.leftOut.map(({ block, because }) => [block, because]))
  const shown = record.blocks
    .filter(({ items, nothingRecorded }) => items.length > 0 || nothingRecorded.length > 0)
    .toSorted((a, b) => place(a.name) - place(b.name))
  return (
    <div className={isStale ? 'app-record--stale' : ''}>
      <div className="app-record-head">
        <PatientBanner banner={record.banner} />
        <RecordMarks marks={marks} />
      </div>
      <div className="app-record app-access__record">
        <div className="app-row">
          <ShowSummary
            of={patientId}
            line={me.line}
            by={`${me.name}, ${me.organisation}`}
            isStale={isStale}
            ask={signal => call(routes.summary, { params: { patientId }, query, signal })}
            askPdf={() => callFile(routes.summaryPdf, { params: { patientId }, query })}
          />
          {doors === null ? null : (
            <Doors
              doors={doors}
              now={record.asOf}
              isStale={isStale}
              beware="For whoever goes in to give care. Say it to nobody else."
              reveal={kind => call(routes.revealDoor, { params: { patientId }, query, body: { kind } })}
              change={
                me.role === 'paramedic'
                  ? null
                  : asked => call(routes.changeDoor, { params: { patientId }, query, body: asked })
              }
              onChanged={onChanged}
            />
          )}
          {me.role === 'clinician' ? (
            <CrewCode
              isStale={isStale}
              make={asked => call(routes.makeCode, { params: { patientId }, query, body: asked })}
            />
          ) : null}
          <DisputeIdentity
            isStale={isStale}
            isDisputed={marks.disputed !== null}
            dispute={body => call(routes.disputeShared, { params: { patientId }, query, body })}
            onDone={onChanged}
          />
        </div>
        <p className="app-quiet app-small app-numbers">
          As of {showTimeToSecond(record.asOf)} · version {record.version}
        </p>
        <div className="app-glance">
          <Findings findings={record.findings} />
          {shown.map(block => (
            <div key={block.name}>
              <RecordBlock block={block} onEdit={null} />
              {leftOut.has(block.name) ? (
                <p className="app-quiet app-small">{leftOut.get(block.name)}</p>
              ) : null}
            </div>
          ))}
          <OverTime series={record.series} now={record.asOf} />
          <Ledger ledger={record.ledger} now={record.asOf} />
        </div>
        {[...leftOut].some(([name]) => !shown.some(block => block.name === name)) ? (
          <Notice tone="plain" title="Not shown to you">
            <ul>
              {[...leftOut]
                .filter(([name]) => !shown.some(block => block.name === name))
                .map(([name, because]) => (
                  <li key={name}>
                    {blocks[name]}: {because}
                  </li>
                ))}
            </ul>
          </Notice>
        ) : null}
        {me.role === 'clinician' || me.role === 'coordinator' || me.role === 'shift_lead' ? (
          <AccessLog patientId={patientId} />
        ) : null}
      </div>
    </div>
  )
}
