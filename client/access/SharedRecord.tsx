import { useEffect, useMemo, useState } from 'react'
import { call } from '#client/api/call.ts'
import { DeathBar } from '#client/deaths/DeathBar.tsx'
import { DeathUndone } from '#client/deaths/DeathUndone.tsx'
import { wayOfPerson } from '#client/deaths/deathWay.ts'
import { nameAndBirth } from '#client/patients/core/sayAge.ts'
import { standsAs } from '#client/patients/core/standsAs.ts'
import { PatientBanner } from '#client/patients/PatientBanner.tsx'
import { RecordActsProvider } from '#client/patients/RecordActsProvider.tsx'
import { RecordGlance } from '#client/patients/RecordGlance.tsx'
import { RecordMarks } from '#client/patients/RecordMarks.tsx'
import { RecordOf } from '#client/patients/RecordOf.tsx'
import { RecordDoorProvider, sharedDoor } from '#client/patients/recordDoor.ts'
import '#client/patients/RecordPanel.css'
import { AgreedPanel } from '#client/sharing/AgreedPanel.tsx'
import { SharingActs } from '#client/sharing/SharingActs.tsx'
import { sharingOfPerson } from '#client/sharing/sharingWay.ts'
import { DialogAbout } from '#client/ui/dialogAbout.ts'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import type { Standing } from '#shared/access.ts'
import type { DoorKept } from '#shared/doors.ts'
import type { PatientId } from '#shared/ids.ts'
import type { SharedCalls } from '#shared/outcomes.ts'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import type { HalfWritten } from '#shared/record/halfWritten.ts'
import { type RecordMarks as Marks, NO_MARKS } from '#shared/record/marks.ts'
import { routes } from '#shared/routes.ts'
import type { Me } from '#shared/staff.ts'
import { AccessLog } from './AccessLog.tsx'
import { AskForAccess } from './AskForAccess.tsx'
import { type CaseloadAct, ChangeCaseload } from './ChangeCaseload.tsx'
import { ClosedByThem } from './ClosedByThem.tsx'
import { CLINICAL, KEEPS_LIST } from './core/clinical.ts'
import { LastCalls } from './LastCalls.tsx'
import { OtherPractice } from './OtherPractice.tsx'
import { SharedActs } from './SharedActs.tsx'
import { Stale } from './Stale.tsx'
import { StandingNotice } from './StandingNotice.tsx'
import { useSharedRecord } from './useSharedRecord.ts'

type Props = {
  patientId: PatientId
  me: Me
  /** To the other record of the same person. */
  onOther: (patientId: PatientId) => void
  /** The list of the reader's organisation may be another than it was. */
  onListChanged?: () => void
}

/** One record without a call: why it is open, or what would open it; what is left out; and who has looked. */
export function SharedRecord({ patientId, me, onOther, onListChanged }: Props) {
  const [hasAsked, setAsked] = useState(false)
  const [hasSettled, setSettled] = useState(false)
  const [asking, setAsking] = useState<'claim' | 'glass' | null>(null)
  const [listing, setListing] = useState<CaseloadAct | null>(null)
  const { loaded, isStale } = useSharedRecord(patientId, hasAsked)
  useFocusIfGone('record-standing', 'body')

  const opened = loaded.kind === 'here' ? loaded.value.record : null
  /** Whose record this page showed: to be said where it closed by what they told whoever reads it. */
  const [about, setAbout] = useState<string | null>(null)
  if (opened && nameAndBirth(opened.banner) !== about) setAbout(nameAndBirth(opened.banner))

  const wasEnded =
    loaded.kind === 'here' && loaded.value.standing.kind === 'may_exist' && loaded.value.standing.ended
  useEffect(() => {
    if (wasEnded) onListChanged?.()
  }, [wasEnded, onListChanged])

  if (loaded.kind === 'loading') return <Skeleton lines={9} label="Opening the record…" />
  if (loaded.kind === 'failed') return <NotLoaded title="The record could not be opened." failed={loaded} />
  const { standing, record, marks, doors, lastCalls, halfWritten } = loaded.value
  const mayJoin =
    KEEPS_LIST.includes(me.role) && me.organisationKind !== 'hub' && record?.banner.deceased === undefined
  const why = (
    <StandingNotice
      standing={standing}
      role={me.role}
      organisationKind={me.organisationKind}
      onAsked={() => setAsked(true)}
      onClaim={() => setAsking('claim')}
      onGlass={() => setAsking('glass')}
      onJoin={mayJoin ? () => setListing('join') : null}
    />
  )
  return (
    <>
      {isStale && !record ? <Stale /> : null}
      {standing.kind === 'open' ? (
        why
      ) : (
        <div id="record-standing" className="app-stack" tabIndex={-1}>
          <ClosedByThem standing={standing} about={about} hasSettled={hasSettled} />
          {why}
        </div>
      )}
      {record && standing.kind === 'open' && standing.by === 'caseload' && me.organisationKind === 'gp' ? (
        <OtherPractice
          record={record}
          organisation={me.organisation}
          isStale={isStale}
          onLeave={() => setListing('leave')}
        />
      ) : null}
      {record && standing.kind === 'open' ? (
        <OpenRecord
          record={record}
          doors={doors}
          lastCalls={lastCalls}
          marks={marks ?? NO_MARKS}
          onOther={onOther}
          kept={halfWritten}
          standing={standing}
          hasAsked={hasAsked}
          isStale={isStale}
          patientId={patientId}
          me={me}
          onChanged={loaded.again}
          onLeaveList={() => setListing('leave')}
          onSharingSaved={() => {
            setSettled(true)
            loaded.again()
          }}
        />
      ) : null}
      {listing ? (
        <ChangeCaseload
          act={listing}
          patientId={patientId}
          organisation={me.organisation}
          hasAsked={hasAsked}
          isStale={isStale}
          onClose={() => setListing(null)}
          onDone={() => {
            loaded.again()
            onListChanged?.()
          }}
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

type OpenProps = {
  record: RecordAtAGlance
  doors: readonly DoorKept[] | null
  lastCalls: SharedCalls | null
  marks: Marks
  onOther: (patientId: PatientId) => void
  kept: readonly HalfWritten[]
  standing: Extract<Standing, { kind: 'open' }>
  hasAsked: boolean
  isStale: boolean
  patientId: PatientId
  me: Me
  onChanged: () => void
  /** Said outside of the record as well: what was saved may have closed it. */
  onSharingSaved: () => void
  onLeaveList: () => void
}

/** The same record, acts and forms as in a call; what is asked goes through this reader's own way in. */
function OpenRecord(props: OpenProps) {
  const {
    record,
    marks,
    onOther,
    lastCalls,
    kept,
    standing,
    hasAsked,
    isStale,
    patientId,
    me,
    onChanged,
    onSharingSaved,
    onLeaveList,
  } = props
  const [isUndone, setUndone] = useState(false)
  useFocusIfGone('person-name', 'body')
  const way = useMemo(() => wayOfPerson(patientId, hasAsked), [patientId, hasAsked])
  const sharing = useMemo(() => sharingOfPerson(patientId, hasAsked), [patientId, hasAsked])
  const hasDied = record.banner.deceased !== undefined
  const mayReport = CLINICAL.includes(me.role)
  const isDisputed = marks.disputed !== null
  // Until it is settled whose record it is, nothing is offered that would be refused.
  const writes = isDisputed ? [] : standing.writes
  // biome-ignore lint/correctness/useExhaustiveDependencies: a list of the same names is the same list
  const door = useMemo(
    () => sharedDoor(patientId, hasAsked, writes, me.role !== 'administrator'),
    [patientId, hasAsked, writes.join(), me.role],
  )
  const stands = standsAs({ record, marks, leftOut: standing.leftOut })
  const leftOut = new Map(standing.leftOut.map(({ block, because }) => [block, because]))
  return (
    <DialogAbout value={nameAndBirth(record.banner)}>
      <div className="app-record-head">
        {/* In the head, which stays in sight: far down in the record it would not be seen at the top of the page. */}
        {isStale ? <Stale /> : null}
        <div className={`app-record-head__parts ${isStale ? 'app-record--stale' : ''}`}>
          <PatientBanner banner={record.banner} id="person-name" />
          <RecordMarks marks={marks} onOther={onOther} />
          {hasDied && mayReport ? (
            <DeathBar
              way={way}
              version={record.version}
              isStale={isStale}
              onChanged={onChanged}
              onUndone={() => setUndone(true)}
            />
          ) : isUndone && !hasDied ? (
            <DeathUndone />
          ) : null}
        </div>
      </div>
      <div className={`app-record app-access__record ${isStale ? 'app-record--stale' : ''}`}>
        <RecordOf banner={record.banner} />
        <RecordDoorProvider value={door}>
          <RecordActsProvider {...{ record, isStale, onChanged, me }} standsAs={stands}>
            <RecordGlance
              record={record}
              kept={kept}
              isStale={isStale}
              onChanged={onChanged}
              leftOut={leftOut}
              lastCalls={<LastCalls {...{ lastCalls, hasDied, isStale }} now={record.asOf} />}
              agreed={
                <AgreedPanel
                  agreed={record.agreed}
                  acts={
                    mayReport ? (
                      <SharingActs
                        way={sharing}
                        isStale={isStale}
                        callerName=""
                        hasDied={record.banner.deceased !== undefined}
                        onSaved={onSharingSaved}
                      />
                    ) : null
                  }
                />
              }
              acts={
                <SharedActs
                  {...props}
                  standsAs={stands}
                  way={way}
                  isDisputed={isDisputed}
                  onLeaveList={onLeaveList}
                />
              }
            />
          </RecordActsProvider>
        </RecordDoorProvider>
        {me.role === 'clinician' || me.role === 'coordinator' || me.role === 'shift_lead' ? (
          <AccessLog
            of={patientId}
            read={asked => call(routes.accessLog, { params: { patientId }, ...asked })}
            ask={body => call(routes.askAboutLook, { params: { patientId }, body })}
          />
        ) : null}
      </div>
    </DialogAbout>
  )
}
