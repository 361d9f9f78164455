import type { PatientId } from '#shared/ids.ts'

/**
 * Records of one person that are linked are one of a list, not two strangers: each row is of the record that is written to (`keptAt`, its
 * own id where it is that), and what the list says of the person is that record's where it was found as well.
 */
export function asOnePerson<Row extends { patientId: PatientId; keptAt: PatientId }>(
  rows: readonly Row[],
): Row[] {
  const own = new Map(rows.filter(row => row.keptAt === row.patientId).map(row => [row.patientId, row]))
  return rows.map(row => ({
    ...(own.get(row.keptAt) ?? row),
    ...whoseNumber(row),
    patientId: row.keptAt,
  }))
}

/** Whose telephone it is stays what each record says: the two may name different people. */
function whoseNumber(row: object): object {
  return 'belongsTo' in row ? { belongsTo: row.belongsTo } : {}
}
