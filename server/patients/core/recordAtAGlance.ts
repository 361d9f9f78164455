import { dayInBritain } from '#shared/days.ts'
import { type BlockName, blocks } from '#shared/record/blocks.ts'
import type { Entry } from '#shared/record/entry.ts'
import type { GlanceBlock, GlanceItem, RecordAtAGlance } from '#shared/record/glance.ts'
import { hasDiedElsewhere, NO_MARKS, type RecordMarks } from '#shared/record/marks.ts'
import { SECTION_NAMES, type SectionName, sectionOf } from '#shared/record/sections.ts'
import type { Instant, LocalDate } from '#shared/time.ts'
import { BLOCKS_AFTER_DEATH, titleOf } from './afterDeathWords.ts'
import { agreedOf } from './agreed.ts'
import { bannerOf } from './banner.ts'
import { type Covered, type CoveredEntry, keyOf, NOT_SHOWN } from './coverLocation.ts'
import { enteredInError } from './enteredInError.ts'
import { findingsOf } from './findings/findingsOf.ts'
import type { Whole } from './findings/rule.ts'
import { freshness } from './freshness.ts'
import { ledgerOf } from './ledger.ts'
import { nameIn } from './nameOf.ts'
import { type Reading, readingOf } from './reading.ts'
import { inReadingOrder } from './readingOrder.ts'
import { type InWords, sayEntry } from './say/sayEntry.ts'
import { seriesOf } from './series.ts'
import { standingOf, warningsOf } from './standing/standingOf.ts'
import { stockIn } from './stockWords.ts'
import { turned } from './turnedWords.ts'

export type Opened = {
  patientId: string
  version: number
  asOf: Instant
  entries: readonly Entry[]
  /** The sections that were shown to whoever reads; all when it is left out. */
  only?: readonly SectionName[]
  /** What was taken out of the entries because it tells where somebody is whose location is protected. */
  covered?: Pick<Covered, 'whole' | 'parts'>
  /** What is said over the record. */
  marks?: RecordMarks
}

/**
 * The record in the order a nurse needs it at night: resuscitation and ceilings, what matters, preferred places, who may be
 * told, allergies and anticipatory medicines, phase and diagnosis, who is involved, alerts, and then the rest (the look guide).
 * What was entered in error stands apart, what has expired is left out; what is missing and expected is named. Rules over the whole record
 * add words to it and hide nothing: how each paper stands, what was found, what is left of the medicines. Of what this reader
 * was not shown nothing is said, least of all that it is missing.
 */
export function recordAtAGlance(opened: Opened): RecordAtAGlance {
  const { patientId, version, asOf, entries, covered, marks = NO_MARKS } = opened
  const today = dayInBritain(asOf)
  const current = entries.filter(entry => !entry.retracted && !hasExpired(entry, today))
  const bySection = Map.groupBy(current, entry => entry.section)
  const diedElsewhere = hasDiedElsewhere(marks)
  const reading = readingOf(bySection, asOf, sectionsSeen(opened), diedElsewhere)
  const ledger = ledgerOf(reading)
  const said = { ...reading, ledger }
  return {
    patientId,
    version,
    asOf,
    banner: bannerOf(current, today, { diedElsewhere, isPlaceKept: covered !== undefined }),
    blocks: BLOCKS.map(([name, sections]) => blockOf(name, sections, bySection, said, covered)),
    findings: findingsOf(said),
    agreed: agreedOf(reading),
    series: seriesOf(reading),
    ...(ledger && { ledger }),
    enteredInError: enteredInError(entries, today, covered),
    ...identityOf(bySection.get('identity')),
  }
}

function identityOf([entry]: readonly Entry[] = []): Pick<RecordAtAGlance, 'identity'> {
  if (!entry) return {}
  const { itemId, version, knownState, body } = entry
  return { identity: { itemId, version, knownState, ...(body === undefined ? {} : { body }) } }
}

const BLOCKS: [BlockName, SectionName[]][] = (Object.keys(blocks) as BlockName[]) // keys of a const object
  .map(block => [
    block,
    SECTION_NAMES.filter(name => sectionOf(name).block === block).sort(
      (a, b) => sectionOf(a).order - sectionOf(b).order,
    ),
  ])

function blockOf(
  name: BlockName,
  sections: readonly SectionName[],
  bySection: ReadonlyMap<SectionName, Entry[]>,
  reading: Whole,
  covered: Opened['covered'],
): GlanceBlock {
  const empty = sections.filter(
    section => !bySection.has(section) && sectionOf(section).isExpected && reading.sees(section),
  )
  const inOrder = new Map(
    sections.map(section => [section, inReadingOrder(section, bySection.get(section) ?? [], reading.asOf)]),
  )
  return {
    name,
    title: (reading.hasDied && BLOCKS_AFTER_DEATH[name]) || blocks[name],
    earlier: sections
      .flatMap(section => inOrder.get(section)?.earlier ?? [])
      .flatMap(entry => itemOf(entry, reading))
      .map(past),
    items: sections.flatMap(section => [
      ...(inOrder.get(section)?.now ?? [])
        .flatMap(entry => itemOf(entry, reading))
        .map(item => (covered?.parts.has(keyOf(item)) ? shortened(item) : item)),
      ...(covered?.whole ?? [])
        .filter(entry => entry.section === section && !entry.retracted)
        .map(entry => coveredItem(entry, reading)),
    ]),
    // Nobody is to ask now what was not asked in life.
    nothingRecorded: (reading.hasDied ? [] : empty).map(section => ({
      section,
      title: sectionOf(section).title,
    })),
  }
}

/** What was measured again since warns of nothing, and nobody is asked for it again. */
function past(item: GlanceItem): GlanceItem {
  return { ...item, warnings: [], freshness: { ...item.freshness, isOverdue: false } }
}

/** The sections that this reader was shown whole: of one that is covered nothing is said, least of all that it is empty. */
function sectionsSeen({ only, covered }: Opened): readonly SectionName[] | undefined {
  const hidden = new Set(covered?.whole.map(({ section }) => section))
  if (hidden.size === 0) return only
  return (only ?? SECTION_NAMES).filter(section => !hidden.has(section))
}

/** What is left of an item is read and not changed: a save would lose the rest. */
function shortened({ body: _, ...item }: GlanceItem): GlanceItem {
  return { ...item, lines: [...item.lines, 'Part of this tells the place and is not shown'], isCovered: true }
}

function coveredItem(entry: CoveredEntry, { asOf, hasDied }: Whole): GlanceItem {
  const { section, itemId, version, knownState, source, author, recordedAt } = entry
  const { confirmedAt, confirmedBy, confirmedWith } = entry
  return {
    section,
    title: titleOf(section, hasDied),
    itemId,
    version,
    knownState,
    headline: NOT_SHOWN,
    lines: [],
    warnings: [],
    source,
    recordedBy: author,
    recordedAt,
    ...(confirmedAt && { confirmedAt }),
    ...(confirmedBy && { confirmedBy }),
    ...(confirmedWith && { confirmedWith }),
    freshness: freshness(entry, asOf),
    isCovered: true,
  }
}

function itemOf(entry: Entry, reading: Whole): GlanceItem[] {
  const spoken = sayEntry(entry, reading.today, nameIn(reading), stockIn(reading, reading.ledger))
  if (!spoken) return []
  const title = titleOf(entry.section, reading.hasDied)
  const said = reading.hasDied ? turned(titledAs(title, entry, spoken)) : spoken
  // Whether a paper binds is asked in life.
  const standing = reading.hasDied ? undefined : standingOf(entry, reading)
  const {
    section,
    itemId,
    version,
    knownState,
    source,
    recordedAt,
    confirmedAt,
    confirmedBy,
    confirmedWith,
  } = entry
  return [
    {
      section,
      title,
      itemId,
      version,
      knownState,
      ...said,
      ...(standing && { standing, warnings: [...warningsOf(standing), ...said.warnings] }),
      ...(entry.body === undefined ? {} : { body: entry.body }),
      source,
      recordedBy: entry.author,
      recordedAt,
      ...(confirmedAt && { confirmedAt }),
      ...(confirmedBy && { confirmedBy }),
      ...(confirmedWith && { confirmedWith }),
      freshness: ageOf(entry, reading),
    },
  ]
}

/** What is not known says of what by itself, and by the title that is read today. */
function titledAs(title: string, { section, knownState }: Entry, said: InWords): InWords {
  if (knownState === 'known') return said
  return { ...said, headline: title + said.headline.slice(sectionOf(section).title.length) }
}

/** What was true of somebody in life is not asked again: it is as old as it is, and not overdue. */
function ageOf(entry: Entry, reading: Reading): GlanceItem['freshness'] {
  const age = freshness(entry, reading.asOf)
  return reading.hasDied ? { ...age, isOverdue: false } : age
}

/** An alert has an end on purpose: alarms that never stop are not heard. */
function hasExpired(entry: Entry, today: LocalDate): boolean {
  if (entry.section !== 'alerts' || entry.knownState !== 'known') return false
  return entry.body.expiresOn !== undefined && entry.body.expiresOn < today
}
