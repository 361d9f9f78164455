import type { Entry } from '#shared/record/entry.ts'
import { type SectionName, sectionOf } from '#shared/record/sections.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'
import { DAY } from './doses.ts'

/** Of what is written down again and again, what is read now, and what was before it. */
export type InOrder = { now: Entry[]; earlier: Entry[] }

/** Doses of a whole day count together, and never fewer than these are read. */
const FEWEST_DOSES = 6

/** The items of one section as they are read: the newest measurement, the main carer, the key worker, the first telephone. */
export function inReadingOrder(section: SectionName, entries: readonly Entry[], asOf: Instant): InOrder {
  if (!sectionOf(section).isSeries)
    return {
      now: entries.toSorted(
        (a, b) => rank(a) - rank(b) || compare(a.recordedAt, b.recordedAt) || compare(a.itemId, b.itemId),
      ),
      earlier: [],
    }
  const newestFirst = entries.toSorted((a, b) => compare(momentOf(b), momentOf(a)))
  const isNow = (entry: Entry, place: number) =>
    section === 'anticipatoryDoses'
      ? place < FEWEST_DOSES || secondsBetween(momentOf(entry), asOf) < DAY
      : newestFirst.findIndex(other => ofWhom(other) === ofWhom(entry)) === place
  return {
    now: newestFirst.filter(isNow),
    earlier: newestFirst.filter((...each) => !isNow(each[0], each[1])),
  }
}

/** A measure is of the person, the strain of one carer: each of them has a newest. */
function ofWhom(entry: Entry): string {
  return entry.section === 'carerStrain' ? (entry.body?.contactItem ?? '') : ''
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function momentOf(entry: Entry): string {
  if (entry.knownState !== 'known') return entry.recordedAt
  if ('at' in entry.body && typeof entry.body.at === 'string') return entry.body.at
  if ('givenAt' in entry.body) return entry.body.givenAt
  if (entry.section === 'carerStrain') return entry.body.on
  return entry.recordedAt
}

const SEVERITY = { danger: 0, caution: 1, information: 2 }

function rank(entry: Entry): number {
  if (entry.knownState !== 'known') return 9
  switch (entry.section) {
    case 'personalContacts':
      return entry.body.roles.includes('main_carer') ? 0 : entry.body.roles.includes('next_of_kin') ? 1 : 2
    case 'professionalContacts':
      return entry.body.isKeyWorker === true ? 0 : 1
    case 'phones':
      return entry.body.preference ?? 6
    case 'addresses':
      return entry.body.kind === 'temporary' ? 0 : 1
    case 'hospitalStays':
      // Where they are still comes first, then the newest discharge.
      return -Date.parse(entry.body.dischargedOn ?? '9999-12-31')
    case 'alerts':
      return SEVERITY[entry.body.severity]
    case 'bereavement':
      return Date.parse(entry.body.dueOn ?? entry.body.doneOn ?? '1970-01-01')
    default:
      return 0
  }
}
