import { call, callFile } from '#client/api/call.ts'
import type { DeathWay } from '#client/deaths/deathWay.ts'
import { ReportDeath } from '#client/deaths/ReportDeath.tsx'
import { Doors } from '#client/doors/Doors.tsx'
import { DisputeIdentity } from '#client/people/DisputeIdentity.tsx'
import { OtherRecord } from '#client/people/OtherRecord.tsx'
import { CrewCode } from '#client/summary/CrewCode.tsx'
import { ShowSummary } from '#client/summary/ShowSummary.tsx'
import { Button } from '#client/ui/Button.tsx'
import type { Standing } from '#shared/access.ts'
import type { DoorKept } from '#shared/doors.ts'
import type { PatientId } from '#shared/ids.ts'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import { routes } from '#shared/routes.ts'
import type { Me } from '#shared/staff.ts'
import { CLINICAL } from './core/clinical.ts'

type Props = {
  record: RecordAtAGlance
  doors: readonly DoorKept[] | null
  standing: Extract<Standing, { kind: 'open' }>
  hasAsked: boolean
  isStale: boolean
  isDisputed: boolean
  patientId: PatientId
  me: Me
  way: DeathWay
  /** By what the one page is asked for again. */
  standsAs: string
  onChanged: () => void
  onLeaveList: () => void
}

/** What can be done with a record that is open without a call, beside reading and writing it. */
export function SharedActs(props: Props) {
  const {
    record,
    doors,
    standing,
    hasAsked,
    isStale,
    isDisputed,
    patientId,
    me,
    way,
    standsAs,
    onChanged,
    onLeaveList,
  } = props
  const hasDied = record.banner.deceased !== undefined
  const mayReport = CLINICAL.includes(me.role)
  const query = hasAsked ? { asked: 'yes' as const } : {}
  return (
    <>
      <ShowSummary
        of={patientId}
        line={me.line}
        by={`${me.name}, ${me.organisation}`}
        standsAs={standsAs}
        isStale={isStale}
        ask={signal => call(routes.summary, { params: { patientId }, query, signal })}
        askPdf={() => callFile(routes.summaryPdf, { params: { patientId }, query })}
      />
      {standing.writes.length > 0 ? (
        <CrewCode
          isStale={isStale}
          make={asked => call(routes.makeCode, { params: { patientId }, query, body: asked })}
        />
      ) : null}
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
      {standing.by === 'caseload' && me.role !== 'paramedic' ? (
        <Button look="quiet" size="small" disabled={isStale} onClick={onLeaveList}>
          We no longer look after them…
        </Button>
      ) : null}
      <DisputeIdentity
        isStale={isStale}
        isDisputed={isDisputed}
        dispute={body => call(routes.disputeShared, { params: { patientId }, query, body })}
        onDone={onChanged}
      />
      {mayReport && !hasDied && !isDisputed ? (
        <ReportDeath
          way={way}
          caller={`${me.name}, ${me.organisation}`}
          isStale={isStale}
          onDone={onChanged}
        />
      ) : null}
      {me.role === 'paramedic' ? null : (
        <OtherRecord
          of={patientId}
          patientId={patientId}
          banner={record.banner}
          isStale={isStale}
          ask={signal => call(routes.otherRecords, { params: { patientId }, query, signal })}
        />
      )}
    </>
  )
}
