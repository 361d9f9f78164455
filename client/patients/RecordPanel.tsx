import { useEffect, useMemo, useState } from 'react'
import { AccessLog } from '#client/access/AccessLog.tsx'
import { call, callFile } from '#client/api/call.ts'
import { DeathBar } from '#client/deaths/DeathBar.tsx'
import { DeathUndone } from '#client/deaths/DeathUndone.tsx'
import { wayOfCall } from '#client/deaths/deathWay.ts'
import { ReportDeath } from '#client/deaths/ReportDeath.tsx'
import { Doors } from '#client/doors/Doors.tsx'
import { CompleteRegistration } from '#client/people/CompleteRegistration.tsx'
import { DisputeIdentity } from '#client/people/DisputeIdentity.tsx'
import { moveToLinked } from '#client/people/moveToLinked.ts'
import { OtherRecord } from '#client/people/OtherRecord.tsx'
import { AgreedPanel } from '#client/sharing/AgreedPanel.tsx'
import { SharingActs } from '#client/sharing/SharingActs.tsx'
import { sharingOfCall } from '#client/sharing/sharingWay.ts'
import { CrewCode } from '#client/summary/CrewCode.tsx'
import { ShowSummary } from '#client/summary/ShowSummary.tsx'
import { showTimeToSecond } from '#client/ui/core/when.ts'
import { DialogAbout } from '#client/ui/dialogAbout.ts'
import { isBeside } from '#client/ui/isBeside.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import { useFocusIfLost } from '#client/ui/useFocusIfLost.ts'
import type { CallDetail, CallIdentity } from '#shared/calls.ts'
import { type CallId, PatientId } from '#shared/ids.ts'
import type { OpenedForCall } from '#shared/openedForCall.ts'
import type { OwedAlready } from '#shared/otherCalls.ts'
import { routes } from '#shared/routes.ts'
import type { Me } from '#shared/staff.ts'
import { CallerTold, whoCalls } from './CallerTold.tsx'
import { ConfirmedBar } from './ConfirmedBar.tsx'
import { nameAndBirth } from './core/sayAge.ts'
import { shownOf } from './core/shownOf.ts'
import { standsAs } from './core/standsAs.ts'
import { HearsLog } from './hearsLog.ts'
import { Lately } from './Lately.tsx'
import { MinimumRecord } from './MinimumRecord.tsx'
import { OtherCalls } from './OtherCalls.tsx'
import { PatientBanner } from './PatientBanner.tsx'
import { RecordActsProvider } from './RecordActsProvider.tsx'
import { RecordGlance } from './RecordGlance.tsx'
import { RecordMarks } from './RecordMarks.tsx'
import { RecordOf } from './RecordOf.tsx'
import './RecordPanel.css'
import { callDoor, RecordDoorProvider } from './recordDoor.ts'
import { useRecord } from './useRecord.ts'

type Props = {
  callId: CallId
  me: Me
  identity: CallIdentity
  isStale: boolean
  onDetail: (detail: CallDetail) => void
  /** What was begun on the record and not saved, so that the call is not closed over it. */
  onHalfWritten: (titles: readonly string[]) => void
  onOwed: (owed: readonly OwedAlready[]) => void
  /** What was opened, for what stands beside it; null once it is not open any more. */
  onOpened: (opened: OpenedForCall | null) => void
}

/** The person this call is about: who, what this caller may hear, and the record at a glance. */
export function RecordPanel({
  callId,
  me,
  identity,
  isStale,
  onDetail,
  onHalfWritten,
  onOwed,
  onOpened,
}: Props) {
  // The panel is only shown for a call with a person; parse says so to the types as well.
  const patientId = PatientId.parse(identity.patientId)
  const loaded = useRecord(callId, identity.epoch, patientId)
  const opened = loaded.kind === 'here' ? loaded.value : null
  useEffect(() => {
    onOpened(opened)
    return () => onOpened(null)
  }, [onOpened, opened])
  const [undone, setUndone] = useState<PatientId | null>(null)
  const isDisputed = loaded.kind === 'here' && loaded.value.marks.disputed !== null
  const door = useMemo(
    () => callDoor(callId, identity.epoch, isDisputed),
    [callId, identity.epoch, isDisputed],
  )
  const hasDied = loaded.kind === 'here' && loaded.value.record.banner.deceased !== undefined
  const way = useMemo(() => wayOfCall(callId, identity.epoch), [callId, identity.epoch])
  const sharing = useMemo(() => sharingOfCall(callId, identity.epoch), [callId, identity.epoch])
  // Where the notes stand beside the record, she goes on writing; where they are far below it, she reads.
  useFocusIfLost(isBeside() ? 'notes' : 'person-name', loaded.kind === 'here')
  useFocusIfGone('person-name', 'main')

  if (loaded.kind === 'loading')
    return (
      <div className="app-knot app-knot--last app-record__coming">
        <Skeleton lines={2} label="Opening the record…" isCard />
        <Skeleton lines={2} isCard />
        <div className="app-record__coming-columns">
          <Skeleton lines={9} isCard />
          <Skeleton lines={9} isCard />
          <Skeleton lines={9} isCard />
        </div>
      </div>
    )
  if (loaded.kind === 'failed')
    return (
      <div className="app-knot app-knot--last">
        <NotLoaded title="The record could not be opened." failed={loaded}>
          Until then, ask the caller.
        </NotLoaded>
      </div>
    )
  const { record, marks, mayHearLog, pastCalls, doors, halfWritten, epoch, isMinimum } = loaded.value
  // The server's word on whose record this is; anything else is not shown (invariant I6).
  if (epoch !== identity.epoch || record.patientId !== patientId)
    return (
      <div className="app-knot app-knot--last">
        <Notice tone="danger" title="The person on this call has changed.">
          The record was closed.
        </Notice>
      </div>
    )
  const stands = standsAs({ record, marks })
  const hears = { ...mayHearLog, who: whoCalls(loaded.value, identity)?.name || 'this caller' }
  return (
    <HearsLog value={hears}>
      <DialogAbout value={nameAndBirth(record.banner)}>
        <div className={`app-record-head ${isStale ? 'app-record--stale' : ''}`}>
          <div className="app-knot app-knot--last app-record-head__parts">
            <PatientBanner banner={record.banner} id="person-name">
              {/* What was begun about somebody who lived does not stay open under the news of their death. */}
              <ConfirmedBar key={`${hasDied}`} {...{ callId, identity, isStale, onDetail }} />
            </PatientBanner>
            <RecordMarks
              marks={marks}
              onOther={async other => onDetail(await moveToLinked(callId, identity.epoch, other))}
            />
            {hasDied ? (
              <DeathBar
                way={way}
                version={record.version}
                isStale={isStale}
                onChanged={loaded.again}
                onUndone={() => setUndone(patientId)}
              />
            ) : undone === patientId ? (
              <DeathUndone />
            ) : null}
            <CallerTold {...{ callId, identity, isStale, hasDied, loaded }} />
          </div>
        </div>
        <div className={`app-record ${isStale ? 'app-record--stale' : ''}`}>
          <RecordOf banner={record.banner} />
          <OtherCalls callId={callId} epoch={epoch} onOwed={onOwed} />
          {isMinimum ? (
            <MinimumRecord callId={callId} identity={identity} isStale={isStale} onDetail={onDetail} />
          ) : null}
          {loaded.missed && !isStale ? (
            <Notice tone="caution" role="status" title="The record could not be read again.">
              This is how it was at {showTimeToSecond(record.asOf)}. We keep trying.
            </Notice>
          ) : null}
          <RecordDoorProvider value={door}>
            <RecordActsProvider
              {...{ record, isStale }}
              me={me}
              standsAs={stands}
              saidBy={identity.caller?.name ?? ''}
              onChanged={loaded.again}
            >
              <RecordGlance
                record={isMinimum ? shownOf(record) : record}
                kept={halfWritten}
                isStale={isStale}
                onChanged={loaded.again}
                acts={
                  <>
                    <ShowSummary
                      of={`${callId} ${epoch}`}
                      line={me.line}
                      by={`${me.name}, ${me.organisation}`}
                      standsAs={stands}
                      isStale={isStale}
                      ask={signal =>
                        call(routes.summaryForCall, { params: { callId }, query: { epoch }, signal })
                      }
                      askPdf={() =>
                        callFile(routes.summaryPdfForCall, { params: { callId }, query: { epoch } })
                      }
                    />
                    <CrewCode
                      isStale={isStale}
                      make={asked =>
                        call(routes.makeCodeForCall, { params: { callId }, body: { ...asked, epoch } })
                      }
                    />
                    <Doors
                      doors={doors}
                      now={record.asOf}
                      isStale={isStale}
                      beware="For a crew that you rang, or that you know to be at the door. Never for the caller: say “they know how to get in”."
                      reveal={kind =>
                        call(routes.revealDoorForCall, { params: { callId }, body: { epoch, kind } })
                      }
                      change={asked =>
                        call(routes.changeDoorForCall, { params: { callId }, body: { ...asked, epoch } })
                      }
                      onChanged={loaded.again}
                    />
                    <CompleteRegistration
                      callId={callId}
                      epoch={epoch}
                      record={record}
                      isStale={isStale}
                      onDone={loaded.again}
                    />
                    <OtherRecord
                      of={`${callId} ${epoch}`}
                      patientId={patientId}
                      banner={record.banner}
                      isStale={isStale}
                      ask={signal =>
                        call(routes.otherRecordsForCall, { params: { callId }, query: { epoch }, signal })
                      }
                    />
                    <DisputeIdentity
                      isStale={isStale}
                      isDisputed={isDisputed}
                      dispute={asked =>
                        call(routes.disputeForCall, { params: { callId }, body: { ...asked, epoch } })
                      }
                      onDone={loaded.again}
                    />
                    {hasDied || isDisputed ? null : (
                      <ReportDeath
                        way={way}
                        caller={callerOf(identity)}
                        isStale={isStale}
                        onDone={loaded.again}
                      />
                    )}
                  </>
                }
                agreed={
                  <AgreedPanel
                    agreed={record.agreed}
                    acts={
                      <SharingActs
                        way={sharing}
                        isStale={isStale}
                        callerName={callerOf(identity)}
                        hasDied={record.banner.deceased !== undefined}
                        onSaved={loaded.again}
                        name={record.banner.name}
                        line={me.line}
                      />
                    }
                  />
                }
                onHalfWritten={onHalfWritten}
                lastCalls={
                  isMinimum ? null : (
                    <Lately
                      calls={pastCalls}
                      teamTasks={loaded.value.pastTeamTasks}
                      {...{ hasDied, now: record.asOf }}
                      nothing="This is the first call about this person."
                      canMove={{ isStale }}
                    />
                  )
                }
              />
            </RecordActsProvider>
          </RecordDoorProvider>
          <AccessLog
            of={`${callId} ${epoch}`}
            read={({ query, signal }) =>
              call(routes.accessLogForCall, {
                params: { callId },
                query: { ...query, epoch },
                ...(signal ? { signal } : {}),
              })
            }
            ask={question =>
              call(routes.askAboutLookForCall, { params: { callId }, body: { ...question, epoch } })
            }
            hears={hears}
          />
        </div>
      </DialogAbout>
    </HearsLog>
  )
}

/** 'Angela Ashby, wife' */
function callerOf({ caller }: CallIdentity): string {
  return caller ? [caller.name, caller.relationship].filter(Boolean).join(', ') : ''
}
