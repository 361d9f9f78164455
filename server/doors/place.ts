import type { Place } from '#server/platform/columnKeys.ts'
import type { DoorRow } from './doorStore.ts'

/** What a code is bound to: put into another person's row, or another kind's or version's, it does not open. */
export function placeOf({ lineId, patientId, kind, version }: DoorRow): Place {
  return { column: 'door_secrets.sealed', row: [lineId, patientId, kind, version] }
}
