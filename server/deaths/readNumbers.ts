import { numbersOfRecords } from '#server/patients/patientStore.ts'
import type { Database, Fragment } from '#server/platform/database.ts'
import type { LineId } from '#shared/ids.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import type { Numbers } from './core/stops.ts'

/**
 * Whose telephones the person's `records`, a uuid[], name. Read where callers are matched by them and not out of a record as it is
 * shown: also what is covered or kept back from whoever reports must not be rung to ask for the dead.
 */
export async function readNumbers(
  db: Database,
  lineId: LineId,
  records: Fragment,
  reportedFrom: E164 | null,
): Promise<Numbers> {
  const rows = await db.run(numbersOfRecords(db.sql, lineId, records))
  const of = (isOwn: boolean) => new Set(rows.filter(row => row.isOwn === isOwn).map(({ number }) => number))
  return { own: of(true), family: of(false), reportedFrom }
}
