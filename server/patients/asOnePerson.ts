import type { Database } from '#server/platform/database.ts'
import type { LineId, PatientId } from '#shared/ids.ts'
import { keptOf } from './linkStore.ts'

/**
 * Records of one person that are linked are one of a list, not two strangers: each row is of the record that is written to, and
 * what the list says of the person is that record's where it was found as well.
 */
export async function asOnePerson<Row extends { patientId: PatientId }>(
  db: Database,
  lineId: LineId,
  rows: readonly Row[],
): Promise<Row[]> {
  if (rows.length === 0) return []
  const linked = await db.run(keptOf(db.sql, lineId, [...new Set(rows.map(row => row.patientId))]))
  if (linked.length === 0) return [...rows]
  const keptAt = new Map(linked.map(row => [row.id, row.keptAt]))
  const keptId = (id: PatientId) => keptAt.get(id) ?? id
  const own = new Map(
    rows.filter(row => keptId(row.patientId) === row.patientId).map(row => [row.patientId, row]),
  )
  return rows.map(row => ({
    ...(own.get(keptId(row.patientId)) ?? row),
    ...whoseNumber(row),
    patientId: keptId(row.patientId),
  }))
}

/** Whose telephone it is stays what each record says: the two may name different people. */
function whoseNumber(row: object): object {
  return 'belongsTo' in row ? { belongsTo: row.belongsTo } : {}
}
