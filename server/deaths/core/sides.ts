/** One record, and whether a death is on it. `deathId` is null where nobody reported it here. */
export type OneRecord = { id: string; hasDied: boolean; deathId: string | null }

/** The records on one side of a link. */
export type Side = {
  records: readonly string[]
  hasDied: boolean
  deathId: string | null
  /** The record that tells of a death which nobody reported. */
  toldBy: string | null
}

/** The other record of a link, and the kept one with those that are linked to it besides. */
export function sidesOf(records: readonly OneRecord[], otherId: string): { kept: Side; other: Side } {
  const [kept, other] = [
    records.filter(({ id }) => id !== otherId),
    records.filter(({ id }) => id === otherId),
  ]
  return { kept: sideOf(kept), other: sideOf(other) }
}

function sideOf(records: readonly OneRecord[]): Side {
  const dead = records.find(({ deathId }) => deathId !== null) ?? records.find(({ hasDied }) => hasDied)
  return {
    records: records.map(({ id }) => id),
    hasDied: dead !== undefined,
    deathId: dead?.deathId ?? null,
    toldBy: dead && dead.deathId === null ? dead.id : null,
  }
}
