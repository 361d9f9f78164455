import type { Entry } from '#shared/record/entry.ts'
import type { EnteredInError } from '#shared/record/glance.ts'
import { sectionOf } from '#shared/record/sections.ts'
import type { LocalDate } from '#shared/time.ts'
import { type Covered, type CoveredEntry, keyOf, NOT_SHOWN } from './coverLocation.ts'
import { sayEntry } from './say/sayEntry.ts'

/** What was entered in error, in words, the newest first. What is never read out is not read out here either. */
export function enteredInError(
  entries: readonly Entry[],
  today: LocalDate,
  covered?: Pick<Covered, 'whole' | 'parts'>,
): EnteredInError[] {
  return [...entries.flatMap(toRead), ...(covered?.whole ?? []).flatMap(coveredWrong)].sort(
    (a, b) =>
      compare(b.retracted.at, a.retracted.at) || compare(a.title, b.title) || compare(a.itemId, b.itemId),
  )

  function toRead(entry: Entry): EnteredInError[] {
    const { section, itemId, version, knownState, author, recordedAt, retracted, body } = entry
    const said = sayEntry(entry, today)
    if (!retracted || !said) return []
    return [
      {
        section,
        title: sectionOf(section).title,
        itemId,
        version,
        knownState,
        headline: said.headline,
        lines: said.lines,
        ...(covered?.parts.has(keyOf(entry))
          ? { isCovered: true as const }
          : body === undefined
            ? {}
            : { body }),
        recordedBy: author,
        recordedAt,
        retracted,
      },
    ]
  }
}

function coveredWrong({
  section,
  itemId,
  version,
  knownState,
  author,
  recordedAt,
  retracted,
}: CoveredEntry): EnteredInError[] {
  if (!retracted) return []
  const title = sectionOf(section).title
  const item = { section, title, itemId, version, knownState, headline: NOT_SHOWN, lines: [] }
  return [{ ...item, recordedBy: author, recordedAt, retracted, isCovered: true }]
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
