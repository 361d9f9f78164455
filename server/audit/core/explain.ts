/** What of an anchor tells whether a statement covers it. */
type Kept = { key: string; previous: string | null; heads: readonly Named[] }
type Named = { lineId: string; organisation: string; seq: number; hash: string }
type Said = { at: string; key: string; left: readonly string[]; lost: readonly Lost[] }
type Lost = { lineId: string; organisation: string; from: number; to: number; hash: string }

export type Explained<S> = {
  /** The statements that fit the anchors they leave behind, by their hash, each with those anchors. */
  fitting: Map<string, { said: S; covers: ReadonlySet<string> }>
  /** Why another does not, in the end of a sentence. */
  unfit: Map<string, string>
  /** Whether this head of an anchor is of a link that was lost by a restore, as a person explained. */
  isLost(anchor: string, head: Named): boolean
}

/**
 * Holds statements against the anchors that they leave behind: all from which their last ones come, wherever those lie. What a
 * statement explains is exactly what these anchors saw last, and nothing that anchors after it see. Maps are by hash.
 */
export function explain<S extends Said>(
  anchors: ReadonlyMap<string, Kept>,
  statements: ReadonlyMap<string, S>,
): Explained<S> {
  const fitting: Explained<S>['fitting'] = new Map()
  const unfit: Explained<S>['unfit'] = new Map()
  const isLost = (anchor: string, { lineId, organisation, seq }: Named) =>
    [...fitting.values()].some(
      ({ said, covers }) =>
        covers.has(anchor) &&
        said.lost.some(one => one.lineId === lineId && one.organisation === organisation && one.from <= seq),
    )

  /** All anchors that lead to these hashes. A statement that was fitting leads on to those it left. */
  function anchorsBefore(left: readonly string[]): Set<string> {
    const covers = new Set<string>()
    const awaited = [...left]
    for (let hash = awaited.pop(); hash !== undefined; hash = awaited.pop()) {
      const before = fitting.get(hash)?.covers
      for (const one of before ?? []) covers.add(one)
      const anchor = anchors.get(hash)
      if (!anchor || covers.has(hash)) continue
      covers.add(hash)
      if (anchor.previous !== null) awaited.push(anchor.previous)
    }
    return covers
  }

  function whyNot(said: S, covers: ReadonlySet<string>): string | undefined {
    if (!said.left.every(hash => anchors.has(hash) || fitting.has(hash)))
      return 'the anchors that it left behind are not there'
    const kept = [...covers].flatMap(hash => anchors.get(hash) ?? [])
    if (!kept.some(({ key }) => key === said.key))
      return `it is signed with a key that made none of the anchors it left behind: ${said.key}`
    const newest = newestSeen(covers)
    const agrees = said.lost.every(one => {
      const seen = newest.get(chainOf(one))
      return one.from <= one.to && seen?.seq === one.to && seen.hash === one.hash
    })
    return agrees ? undefined : 'it names other links than the anchors that it left behind'
  }

  function newestSeen(covers: ReadonlySet<string>): Map<string, Named> {
    const newest = new Map<string, Named>()
    for (const hash of covers)
      for (const head of anchors.get(hash)?.heads ?? []) {
        const seen = newest.get(chainOf(head))
        if ((!seen || seen.seq < head.seq) && !isLost(hash, head)) newest.set(chainOf(head), head)
      }
    return newest
  }

  for (const [hash, said] of [...statements].sort(([, a], [, b]) => a.at.localeCompare(b.at))) {
    const covers = anchorsBefore(said.left)
    const because = whyNot(said, covers)
    if (because === undefined) fitting.set(hash, { said, covers })
    else unfit.set(hash, because)
  }
  return { fitting, unfit, isLost }
}

function chainOf({ lineId, organisation }: { lineId: string; organisation: string }): string {
  return `${lineId} ${organisation}`
}
