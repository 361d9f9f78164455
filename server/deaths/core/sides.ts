/** One record, and whether a death is on it. `deathId` is null where nobody reported it here. */
export type OneRecord = { id: string; version: number; hasDied: boolean; deathId: string | null }

/** The records on one side of a link. `id` and `version` are of the record that the link names. */
export type Side = {
  id: string
  version: number
  records: readonly string[]
  hasDied: boolean
  deathId: string | null
}

/** The other record of a link, and the kept one with those that are linked to it besides. */
export function sidesOf(records: readonly OneRecord[], otherId: string): { kept: Side; other: Side } {
  const [kept, other] = [
    records.filter(({ id }) => id !== otherId),
    records.filter(({ id }) => id === otherId),
  ]
  return { kept: sideOf(kept), other: sideOf(other) }
}

/** The first is the one that the link names. */
function sideOf(records: readonly OneRecord[]): Side {
  const [first] = records
  const dead = records.find(({ deathId }) => deathId !== null) ?? records.find(({ hasDied }) => hasDied)
  return {
    id: first?.id ?? '',
    version: first?.version ?? 0,
    records: records.map(({ id }) => id),
    hasDied: dead !== undefined,
    deathId: dead?.deathId ?? null,
  }
}
