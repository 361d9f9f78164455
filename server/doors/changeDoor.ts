import { appendAccess } from '#server/audit/auditStore.ts'
import { authorOf } from '#server/patients/changeRecord.ts'
import { STOPPED } from '#server/patients/core/stopped.ts'
import { NO_REASON } from '#server/patients/openRecord.ts'
import { touchRecord } from '#server/patients/patientStore.ts'
import { isOpenToWriting, stopOf } from '#server/patients/stopStore.ts'
import {
  type Refused,
  relationshipToWrite,
  tellRecord,
  type WayIn,
  type WriteDeps,
} from '#server/patients/wayIn.ts'
import type { ColumnKeys } from '#server/platform/columnKeys.ts'
import { Problem } from '#server/platform/problems.ts'
import { dayInBritain } from '#shared/days.ts'
import { type ChangeDoor, type DoorChanged, doorInLog, doorKinds } from '#shared/doors.ts'
import type { LocalDate } from '#shared/time.ts'
import { type NewDoor, type Newest, readNewest, writeDoor } from './doorStore.ts'
import { placeOf } from './place.ts'

export type ChangeDoorDeps = WriteDeps & { columnKeys: ColumnKeys }

/**
 * Writes the next version of a code: another one, that it was tried, or that there is none any more. Decided on what was read,
 * written where that is still the newest; the same command twice is one version. Nobody is shown anything.
 */
export async function changeDoor(
  deps: ChangeDoorDeps,
  way: WayIn,
  asked: ChangeDoor,
): Promise<DoorChanged | Refused> {
  const { sql } = deps.db
  const { actor, patientId, why, requestId } = way
  // Who may write how to get in may write the codes.
  const relationship = relationshipToWrite(deps, way, ['accessNotes'])
  const newest = await readNewest(deps.db, actor.lineId, patientId, asked.kind)
  const door = nextVersion(deps, way, asked, newest)
  const isWritten = sql`exists (select from door_written)`
  const [row] = await deps.db.run(sql<{ isAsked: boolean; isWritten: boolean }[]>`
    with ${writeDoor(sql, door, sql`(${relationship}) and ${isOpenToWriting(sql, actor.lineId, patientId)}`)},
    ${touchRecord(sql, actor.lineId, patientId, isWritten)},
    looked as (
      select ${patientId}::uuid as patient_id,
             case when ${isWritten} then ${[doorInLog(asked.kind)]}::text[] else '{}' end as what,
             case when ${isWritten} then 'allowed' else 'refused' end as outcome
      where ${isWritten} or not (${relationship})
    ),
    ${appendAccess(sql, { actor, action: 'changed', why, requestId }, sql`exists (select from record_touched)`)}
    select (${relationship}) as is_asked, ${isWritten} as is_written`)
  if (!row?.isAsked) return { kind: 'refused', because: NO_REASON }
  if (row.isWritten) {
    await tellRecord(deps, way, [])
    return { kind: 'saved', version: door.version }
  }
  const [stop] = await deps.db.run(stopOf(sql, actor.lineId, patientId))
  if (stop) return { kind: 'refused', because: STOPPED[stop.stopped] }
  const now = await readNewest(deps.db, actor.lineId, patientId, asked.kind)
  if (now?.commandId === asked.commandId) return { kind: 'saved', version: now.version }
  return { kind: 'changed_meanwhile', by: now?.byName ?? 'A colleague', at: now?.writtenAt ?? deps.clock() }
}

function nextVersion(
  { columnKeys, clock }: ChangeDoorDeps,
  { actor, patientId, source }: WayIn,
  { kind, version: seen, change, commandId }: ChangeDoor,
  newest: Newest | undefined,
): NewDoor {
  const row = { lineId: actor.lineId, patientId, kind, version: seen + 1 }
  const made = { ...row, author: authorOf(actor), source, commandId }
  const today = dayInBritain(clock())
  switch (change.what) {
    case 'keep':
      return {
        ...made,
        change: seen === 0 ? 'added' : 'changed',
        value: columnKeys.seal(placeOf(row), change.value),
        verifiedOn: past(change.verifiedOn, today),
        because: null,
      }
    case 'verified': {
      // The value goes on into the new version; where somebody was first, nothing is written.
      const { sealed, keyId, version = 0 } = newest ?? {}
      const old = placeOf({ ...row, version })
      const value = sealed && keyId ? columnKeys.open(old, { sealed, keyId }) : undefined
      if (value === undefined)
        throw new Problem('conflict', `Nobody has written down ${doorKinds[kind].named}: write it first.`)
      return {
        ...made,
        change: 'verified',
        value: columnKeys.seal(placeOf(row), value),
        verifiedOn: past(change.on, today),
        because: null,
      }
    }
    case 'remove':
      return { ...made, change: 'removed', value: null, verifiedOn: null, because: change.because }
    default:
      return change satisfies never
  }
}

function past(day: LocalDate | undefined, today: LocalDate): LocalDate | null {
  if (day !== undefined && day > today)
    throw new Problem('bad_request', 'Some of this cannot be kept as it is.', {
      fields: { verifiedOn: 'That day is still to come: when was it tried?' },
    })
  return day ?? null
}
