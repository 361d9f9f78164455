/**
 * The rows of a list while the pointer is over it: what is there keeps its place, what is new comes at the end, what has gone
 * stays as it was last seen until the pointer leaves. Nothing moves under a finger that is about to press.
 */
export function holdStill<Row>(
  shown: readonly Row[],
  now: readonly Row[],
  idOf: (row: Row) => string,
): Row[] {
  const present = new Map(now.map(row => [idOf(row), row]))
  const known = new Set(shown.map(idOf))
  return [...shown.map(row => present.get(idOf(row)) ?? row), ...now.filter(row => !known.has(idOf(row)))]
}
