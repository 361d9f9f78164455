import { dayInBritain, showDay, showMoment } from '#shared/days.ts'
import type { Instant } from '#shared/time.ts'
import type { HeadRow } from './chainStore.ts'
import { hashing } from './hashing.ts'
import type { ReadAnchors } from './readAnchors.ts'
import type { RestoreCard } from './restoredStore.ts'
import type { Loss, Restore } from './restores.ts'

/** What a person explained of one chain; of the statements of several folders about the same restore, what they come to. */
export type ExplainedLoss = Pick<Restore, 'at' | 'by' | 'because' | 'key'> & Loss

/** The links that these anchors saw and the database has no more: in each chain, those after its head. */
export function lossesOf(anchored: ReadAnchors['heads'], heads: readonly HeadRow[]): Loss[] {
  const now = new Map(heads.map(head => [`${head.lineId} ${head.organisation}`, head]))
  return [...anchored].flatMap(([chain, seen]) => {
    const head = now.get(chain)
    const to = newestOf(seen)
    const last = seen.get(to)
    if (!last || to <= (head?.seq ?? 0)) return []
    const space = chain.indexOf(' ') // an id of a line has none
    return [
      {
        lineId: chain.slice(0, space),
        organisation: chain.slice(space + 1),
        from: (head?.seq ?? 0) + 1,
        to,
        hash: last.hash,
        after: head ? instantOf(head.at) : null,
        until: instantOf(last.at),
      },
    ]
  })
}

/** One by one: the anchors of some months are more than a function takes arguments. */
function newestOf(seen: ReadonlyMap<number, unknown>): number {
  let newest = 0
  for (const seq of seen.keys()) newest = Math.max(newest, seq)
  return newest
}

/** Once for each chain and statement, whichever folders hold it; the oldest first. */
export function explainedLosses(restores: ReadAnchors['restores']): ExplainedLoss[] {
  const found = new Map<string, ExplainedLoss>()
  for (const { said } of restores.values())
    for (const loss of said.lost) {
      const { at, by, because, key } = said
      const name = JSON.stringify([at, by, because, loss.lineId, loss.organisation])
      const before = found.get(name)
      if (!before || before.to < loss.to) found.set(name, { at, by, because, key, ...loss })
    }
  return [...found.values()].sort((a, b) => a.at.localeCompare(b.at))
}

export function explainedInWords(loss: ExplainedLoss, line: string): string {
  const { at, by, because, from, to, organisation } = loss
  const links = from === to ? `link ${from}` : `links ${from} to ${to}`
  const were = from === to ? 'was' : 'were'
  return `On ${showDay(dayInBritain(at))} ${links} of ${line}, ${organisation} ${were} lost by a restore, explained by ${by}: “${because}”`
}

export function lossInWords({ from, to, after, until }: Loss): string {
  const links = from === to ? `link ${from} is` : `links ${from} to ${to} are`
  const span =
    after === null ? `up to ${showMoment(until)}` : `from ${showMoment(after)} to ${showMoment(until)}`
  return `${links} missing, ${span}.`
}

/** One card for each line. The same loss is the same card, whichever process or run it is said from. */
export function restoreCards(losses: readonly ExplainedLoss[], dueAt: Instant): RestoreCard[] {
  const byLine = Map.groupBy(losses, ({ lineId, at, by, because }) =>
    JSON.stringify([lineId, at, by, because]),
  )
  return [...byLine.values()].flatMap(its => {
    const [first] = its
    if (!first) return []
    const { lineId, by, because } = first
    const lost = its.map(({ organisation, from, to, hash }) => [organisation, from, to, hash]).sort()
    const named = its.map(loss => `${loss.organisation}: ${lossInWords(loss)}`).join(' ')
    return [
      {
        key: `log_restored/${lineId}/${hashing.ofText(JSON.stringify(lost))}`,
        lineId,
        by,
        because: `The access log has lost its newest looks, as it does when the database is restored. ${named} ${by} wrote: “${because}” Whoever cut the end of the log off could say the same. Is it right that the database was restored then, and to that moment? Ask somebody else who knows of it, and write down what they said.`,
        dueAt,
      },
    ]
  })
}

function instantOf(seconds: string): Instant {
  return new Date(Number(seconds) * 1000).toISOString()
}
