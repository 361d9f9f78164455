import { dayInBritain } from '#shared/days.ts'
import type { WrongItem } from '#shared/disputes.ts'
import { ItemId } from '#shared/ids.ts'
import type { Entry } from '#shared/record/entry.ts'
import { sectionOf } from '#shared/record/sections.ts'
import type { LocalDate } from '#shared/time.ts'
import { isRetractable } from './entryToWrite.ts'
import { sayEntry } from './say/sayEntry.ts'

export type SaidItem = WrongItem & { title: string; headline: string; by: string; on: LocalDate }

/** Every item that could be marked as entered in error, in a line, with who wrote it and when; the newest first. */
export function sayItems(entries: readonly Entry[], today: LocalDate): SaidItem[] {
  return entries
    .filter(entry => !entry.retracted && isRetractable(entry.section))
    .toSorted((a, b) => b.recordedAt.localeCompare(a.recordedAt))
    .map(entry => ({
      section: entry.section,
      itemId: ItemId.parse(entry.itemId),
      version: entry.version,
      title: sectionOf(entry.section).title,
      headline: sayEntry(entry, today)?.headline ?? sectionOf(entry.section).title,
      by: [entry.author.name, entry.author.organisation].join(', '),
      on: dayInBritain(entry.recordedAt),
    }))
}
