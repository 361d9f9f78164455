import { type BlockName, blocks } from '#shared/record/blocks.ts'
import { fieldWords } from '#shared/record/fieldWords.ts'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import { SECTION_NAMES, type SectionName, sectionOf } from '#shared/record/sections.ts'
import type { Item } from './starting.ts'
import { nameOfOne } from './words/one.ts'

/** Something that can be put on the record; with an item, it is there and can be changed. */
export type Offer = { readonly section: SectionName; readonly title: string; readonly item?: Item }
export type OfferBlock = { readonly title: string; readonly offers: readonly Offer[] }

/** What a call often teaches, in the order in which it does. */
const OFTEN: readonly SectionName[] = [
  'anticipatoryDoses',
  'phaseOfIllness',
  'akps',
  'phones',
  'notes',
  'alerts',
]

/**
 * What can be added to a record, by its blocks: everything of which there may be several, and what is not there yet; of that, what
 * this reader may write.
 */
export function offersOf(
  record: RecordAtAGlance,
  mayWrite: (section: SectionName) => boolean = () => true,
): OfferBlock[] {
  const isThere = new Set(record.blocks.flatMap(({ items }) => items).map(item => item.section))
  const free = SECTION_NAMES.filter(
    name => mayWrite(name) && (sectionOf(name).cardinality === 'many' || !isThere.has(name)),
  )
  const inBlock = (block: BlockName | undefined) =>
    free
      // A death is reported in two steps of its own.
      .filter(name => sectionOf(name).block === block && name !== 'identity' && name !== 'death')
      .toSorted((a, b) => sectionOf(a).order - sectionOf(b).order)
      .map(offer)
  // Who somebody is stands in the banner, which has no way to change it.
  const who =
    record.identity && mayWrite('identity')
      ? [{ section: 'identity' as const, title: 'Who this is: change it', item: record.identity }]
      : []
  return [
    { title: 'Often', offers: OFTEN.filter(mayWrite).map(offer) },
    ...(Object.keys(blocks) as BlockName[]).map(block => ({ title: blocks[block], offers: inBlock(block) })), // keys of a const object
    { title: 'Who this is, and what is kept apart', offers: [...who, ...inBlock(undefined)] },
  ].filter(({ offers }) => offers.length > 0)
}

function offer(section: SectionName): Offer {
  return { section, title: nameOfOne(section) }
}

/** The offers that have what was typed in their title; then those that have it in a field. Every word must be found. */
export function offersFor(all: readonly OfferBlock[], typed: string): OfferBlock[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return [...all]
  const offers = all.slice(1).flatMap(({ offers }) => offers)
  const holds = (words: string) => wanted.every(word => words.toLowerCase().includes(word))
  const byTitle = offers.filter(({ title, section }) => holds(`${title} ${sectionOf(section).title}`))
  const byField = offers.filter(one => !byTitle.includes(one) && holds(wordsOf(one)))
  return [
    { title: 'By name', offers: byTitle },
    { title: 'By what is in it', offers: byField },
  ].filter(each => each.offers.length > 0)
}

function wordsOf({ section, title }: Offer): string {
  return [
    title,
    sectionOf(section).title,
    ...Object.values(fieldWords[section]),
    ...(ALSO[section] ?? []),
  ].join(' ')
}

/** What else people call it. */
const ALSO: { readonly [Name in SectionName]?: readonly string[] } = {
  cprDecision: ['DNACPR DNAR resuscitation'],
  respect: ['resuscitation'],
  anticipatoryMedicines: ['just in case JIC box'],
  anticipatoryDoses: ['given breakthrough'],
  syringePump: ['driver'],
  lpa: ['attorney LPA proxy'],
  gpPractice: ['doctor surgery'],
  accessNotes: ['key door'],
  hospitalStays: ['admitted admission discharge ward inpatient'],
  personalContacts: ['carer next of kin relative'],
  professionalContacts: ['district nurse doctor'],
  devices: ['pacemaker catheter oxygen defibrillator'],
  safeguarding: ['abuse neglect'],
}
