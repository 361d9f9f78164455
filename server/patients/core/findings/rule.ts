import type { Finding, Urgency } from '#shared/record/findings.ts'
import type { Ledger } from '#shared/record/ledger.ts'
import type { SectionName } from '#shared/record/sections.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'
import { ageInWords } from '../freshness.ts'
import type { Item, Reading } from '../reading.ts'

/** One record as a whole, its medicines counted. */
export type Whole = Reading & { ledger: Ledger | undefined }

export type About = Finding['about'][number]

/** What one rule found in one record. */
export type Found = {
  words: string
  toDo: string
  yours?: Finding['yours']
  about: readonly About[]
  /** Only where it differs from what is usual for the rule. */
  urgency?: Urgency
}

/** One rule over the whole record. It finds at most one thing, and names every item that it is about. */
export type FindingRule = {
  key: string
  urgency: Urgency
  source: string
  find: (reading: Whole) => Found | undefined
}

export function about(...items: readonly (Item<SectionName> | undefined)[]): About[] {
  return items.flatMap(item => (item ? [{ section: item.section, itemId: item.itemId }] : []))
}

/** About something that is not there; where somebody wrote why not, about that. */
export function gap(...sections: readonly SectionName[]): About[] {
  return sections.map(section => ({ section }))
}

/** '14 months' from then to now, in whole days at least: '0 days' is never said. */
export function age(from: Instant, reading: Reading): string {
  return ageInWords(Math.max(60, secondsBetween(from, reading.asOf)))
}

export function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`
}

/** 'is' for one, 'are' for more. */
export function are(words: readonly unknown[]): string {
  return words.length === 1 ? 'is' : 'are'
}
