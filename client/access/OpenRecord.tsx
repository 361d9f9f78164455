import { useMemo, useState } from 'react'
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
import { useTypedHere } from '#client/ui/leaveWords.ts'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import type { Standing } from '#shared/access.ts'
import type { DoorKept } from '#shared/doors.ts'
import type { PatientId } from '#shared/ids.ts'
import type { SharedCalls } from '#shared/outcomes.ts'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import type { HalfWritten } from '#shared/record/halfWritten.ts'
import type { RecordMarks as Marks } from '#shared/record/marks.ts'
import { routes } from '#shared/routes.ts'
import type { Me } from '#shared/staff.ts'
import { AccessLog } from './AccessLog.tsx'
import { CLINICAL } from './core/clinical.ts'
import { LastCalls } from './LastCalls.tsx'
import { SharedActs } from './SharedActs.tsx'
import { Stale } from './Stale.tsx'

type Props = {
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
  onHalfWritten?: ((titles: readonly string[]) => void) | undefined
}

/** The same record, acts and forms as in a call; what is asked goes through this reader's own way in. */
export function OpenRecord(props: Props) {
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
    onHalfWritten,
  } = props
  const [isUndone, setUndone] = useState(false)
  useTypedHere('.app-record, .app-record-head')
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
              onHalfWritten={onHalfWritten}
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
                        name={record.banner.name}
                        line={me.line}
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
