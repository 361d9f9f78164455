import type { DisputeVerdict, WrongItem } from '#shared/disputes.ts'
import { isReason } from '#shared/text.ts'
import type { LocalDate } from '#shared/time.ts'

/** One item of a disputed record, in a line. */
export type SettledItem = WrongItem & { title: string; headline: string; by: string; on: LocalDate }
/** Which item: those of which a record has one are all called after the person, and only their section tells them apart. */
export function keyOf({ section, itemId }: Pick<WrongItem, 'section' | 'itemId'>): string {
  return `${section} ${itemId}`
}

/** What one author wrote on one day: a mistaken identity is usually one call or one visit. */
export type Sitting = { key: string; by: string; on: LocalDate; items: readonly SettledItem[] }

/** What is on the record, by who wrote it and on which day; the newest first, as the items come. */
export function sittingsOf(items: readonly SettledItem[]): Sitting[] {
  const sittings = new Map<string, SettledItem[]>()
  for (const item of items) {
    const key = `${item.on} ${item.by}`
    sittings.set(key, [...(sittings.get(key) ?? []), item])
  }
  return [...sittings].flatMap(([key, written]) => {
    const [first] = written
    return first ? [{ key, by: first.by, on: first.on, items: written }] : []
  })
}

/** How much of a sitting, by the keys of what is marked, is said to be about somebody else. */
export function markOf({ items }: Sitting, wrong: ReadonlySet<string>): 'none' | 'some' | 'all' {
  const marked = items.filter(item => wrong.has(keyOf(item))).length
  if (marked === 0) return 'none'
  return marked === items.length ? 'all' : 'some'
}

/** All of a sitting, or none of it where all of it is marked already. */
export function turnSitting(sitting: Sitting, wrong: ReadonlySet<string>): ReadonlySet<string> {
  const turned = new Set(wrong)
  const isWhole = markOf(sitting, wrong) === 'all'
  for (const item of sitting.items) {
    if (isWhole) turned.delete(keyOf(item))
    else turned.add(keyOf(item))
  }
  return turned
}

/** From one sitting on everything is the other person's: that one, and all that was written on its day or later. */
export function markSince(
  sittings: readonly Sitting[],
  since: Sitting,
  wrong: ReadonlySet<string>,
): ReadonlySet<string> {
  const later = sittings.filter(({ on }) => on >= since.on)
  return new Set([...wrong, ...later.flatMap(({ items }) => items.map(keyOf))])
}

export function turnItem(item: SettledItem, wrong: ReadonlySet<string>): ReadonlySet<string> {
  const turned = new Set(wrong)
  if (!turned.delete(keyOf(item))) turned.add(keyOf(item))
  return turned
}

/** What is wanting before a dispute is settled, field by field. */
export function wantingOf(
  verdict: DisputeVerdict | '',
  wrong: ReadonlySet<string>,
  because: string,
): { id: string; says: string }[] {
  const wanting: [when: boolean, id: string, says: string][] = [
    [verdict === '', 'settle-verdict', 'Choose whose record it turned out to be.'],
    [
      verdict === 'entries_wrong' && wrong.size === 0,
      'settle-wrong',
      'Mark what is about somebody else, or say that the record is right.',
    ],
    [!isReason(because, 10), 'settle-because', 'Say in a sentence how you know.'],
  ]
  return wanting.filter(([when]) => when).map(([, id, says]) => ({ id, says }))
}
