import { type BlockName, blocks } from '#shared/record/blocks.ts'
import type { GlanceBlock, GlanceItem } from '#shared/record/glance.ts'
import type { Ledger } from '#shared/record/ledger.ts'
import { anticipatoryStates } from '#shared/record/medicines.ts'
import { saidOnce } from '#shared/record/saidOnce.ts'
import { type SectionName, sectionOf } from '#shared/record/sections.ts'
import { stockWords } from './ledgerWords.ts'

/**
 * What of a section is read without pressing anything. The lines are those that begin with one of these words, as the record
 * says them; everything else is one press away, behind "More". Source: guides/look.md, the essentials at 1366 × 768.
 */
const LINES: Partial<Record<SectionName, readonly string[]>> = {
  cprDecision: ['Paper:'],
  respect: ['Priority:', 'Recommended:', 'Paper:'],
  adrt: [
    'When:',
    'Refuses treatment that may keep the person alive',
    'Refused treatment that might keep the person alive',
  ],
  preferredPlaceOfCare: ['If not:'],
  preferredPlaceOfDeath: ['If not:'],
  personalContacts: ['May be told:', 'Could be told:'],
  anticipatoryMedicines: ['In the house:', 'Chart runs out:', 'Last day of the chart:'],
  syringePump: ['Due ', 'Was due '],
  professionalContacts: ['By day:', 'Out of hours:'],
  gpPractice: ['Telephone:', 'For professionals only:'],
  death: ['When:', 'Verified '],
  bereavement: ['Due:', 'Done:'],
}

/** Behind "More" unless there is something to beware of. */
const FOLDED: readonly SectionName[] = [
  'placeConversations',
  'consentToTellCarers',
  'gsf',
  'problems',
  'akps',
  'clinicalFrailty',
  'ipos',
]

/** Of a long list, how many are read at once; the list is in its reading order. */
const FIRST: Partial<Record<SectionName, number>> = {
  treatmentEscalation: 3,
  anticipatoryDoses: 2,
  personalContacts: 3,
  professionalContacts: 4,
}

/** An item as it stands on the first screen. */
export type Glanced = { lines: readonly string[]; hasMore: boolean }

/**
 * What of an item stands on the first screen, `place` being how many of its section come before it; null when it waits behind
 * "More". A warning, an agreement that was not given and anything too old are never folded away. By `ledger` the medicines in the
 * house are counted.
 */
export function glanced(item: GlanceItem, place: number, ledger?: Ledger): Glanced | null {
  const lines = linesOf(item)
  const isCalm = item.warnings.length === 0 && !item.freshness.isOverdue && item.knownState === 'known'
  if (isCalm && isFolded(item, place, lines)) return null
  return { lines: [...lines, ...stockOf(item, ledger)], hasMore: lines.length < item.lines.length }
}

const IN_THE_HOUSE: readonly string[] = [
  anticipatoryStates.issued.text,
  anticipatoryStates.in_use.text,
  anticipatoryStates.expired.text,
]

function stockOf({ section, knownState }: GlanceItem, ledger: Ledger | undefined): string[] {
  const isThere = section === 'anticipatoryMedicines' && knownState === 'known'
  return isThere && ledger && IN_THE_HOUSE.includes(ledger.state) ? stockWords(ledger.lines) : []
}

function linesOf({ section, headline, lines, warnings }: GlanceItem): readonly string[] {
  // Who knows what: only what somebody does not know changes how the nurse speaks.
  if (section === 'awareness') return lines.filter(line => !line.endsWith(': yes'))
  const wanted = LINES[section] ?? []
  return saidOnce({
    headline,
    lines: lines.filter(line => wanted.some(words => line.startsWith(words))),
    warnings,
  }).lines
}

function isFolded(item: GlanceItem, place: number, lines: readonly string[]): boolean {
  const { section, headline } = item
  if (section === 'awareness') return lines.length === 0
  // Not what has still to begin.
  if (section === 'consentToTellCarers') return headline.startsWith('Agreed') && !headline.includes(', from ')
  return FOLDED.includes(section) || place >= (FIRST[section] ?? Number.POSITIVE_INFINITY)
}

/** The same for blocks, which stand in narrow columns. */
const SHORT_BLOCKS: Partial<Record<BlockName, string>> = {
  urgent_medicines: 'Allergies, anticipatory',
  course: 'Phase and diagnosis',
}

export function shortBlock({ name, title }: Pick<GlanceBlock, 'name' | 'title'>): string {
  return title === blocks[name] ? (SHORT_BLOCKS[name] ?? title) : title
}

/** Within its block a title can be shorter; in full it is spoken. After a death the title says what was, and stays as it is. */
export function shortTitle({ section, title }: Pick<GlanceItem, 'section' | 'title'>): string {
  return title === sectionOf(section).title ? (SHORT_TITLES[section] ?? title) : title
}

const SHORT_TITLES: Partial<Record<SectionName, string>> = {
  // Not "Care" and "Death": "Care Home" would read as a care home.
  preferredPlaceOfCare: 'To be cared for',
  preferredPlaceOfDeath: 'To die',
  anticipatoryMedicines: 'Anticipatory',
  consentToTellCarers: 'Agreement',
}

/**
 * Headlines that say by themselves what they are about: their title is only spoken. How somebody was who has died is not read without
 * the title that says it was.
 */
export function speaksForItself({ section, title }: Pick<GlanceItem, 'section' | 'title'>): boolean {
  return SPEAK.includes(section) && (title === sectionOf(section).title || !OF_ITS_TIME.includes(section))
}

const OF_ITS_TIME: readonly SectionName[] = ['phaseOfIllness', 'prognosis']

const SPEAK: readonly SectionName[] = [
  'cprDecision',
  'respect',
  'adrt',
  'phaseOfIllness',
  'prognosis',
  'primaryDiagnosis',
  'syringePump',
  'awareness',
  'personalContacts',
  'professionalContacts',
]
