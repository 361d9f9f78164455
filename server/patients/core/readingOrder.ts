import type { Entry } from '#shared/record/entry.ts'
import { type SectionName, sectionOf } from '#shared/record/sections.ts'

/** Doses of the last day or two matter together; of a measure, the newest says how the person is. */
const SHOWN_OF_SERIES: Partial<Record<SectionName, number>> = { anticipatoryDoses: 6 }

/** The items of one section as they are read: the newest measurement, the main carer, the key worker, the first telephone. */
export function inReadingOrder(section: SectionName, entries: readonly Entry[]): Entry[] {
  if (sectionOf(section).isSeries) {
    const newestFirst = entries.toSorted((a, b) => compare(momentOf(b), momentOf(a)))
    return newestFirst.slice(0, SHOWN_OF_SERIES[section] ?? 1)
  }
  return entries.toSorted(
    (a, b) => rank(a) - rank(b) || compare(a.recordedAt, b.recordedAt) || compare(a.itemId, b.itemId),
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function momentOf(entry: Entry): string {
  if (entry.knownState !== 'known') return entry.recordedAt
  if ('at' in entry.body && typeof entry.body.at === 'string') return entry.body.at
  if ('givenAt' in entry.body) return entry.body.givenAt
  return entry.recordedAt
}

const SEVERITY = { danger: 0, caution: 1, information: 2 }

function rank(entry: Entry): number {
  if (entry.knownState !== 'known') return 9
  switch (entry.section) {
    case 'personalContacts':
      return entry.body.roles.includes('main_carer') ? 0 : entry.body.roles.includes('next_of_kin') ? 1 : 2
    case 'professionalContacts':
      return entry.body.isKeyWorker ? 0 : 1
    case 'phones':
      return entry.body.preference ?? 6
    case 'addresses':
      return entry.body.kind === 'temporary' ? 0 : 1
    case 'alerts':
      return SEVERITY[entry.body.severity]
    case 'bereavement':
      return Date.parse(entry.body.dueOn ?? entry.body.doneOn ?? '1970-01-01')
    default:
      return 0
  }
}
