import { dayInBritain } from '#shared/days.ts'
import { type BlockName, blocks } from '#shared/record/blocks.ts'
import type { Entry } from '#shared/record/entry.ts'
import type { GlanceBlock, GlanceItem, RecordAtAGlance } from '#shared/record/glance.ts'
import { SECTION_NAMES, type SectionName, sectionOf } from '#shared/record/sections.ts'
import type { Instant, LocalDate } from '#shared/time.ts'
import { BLOCKS_AFTER_DEATH, lineAfterDeath, SECTIONS_AFTER_DEATH, stillWarns } from './afterDeathWords.ts'
import { agreedOf } from './agreed.ts'
import { bannerOf } from './banner.ts'
import { enteredInError } from './enteredInError.ts'
import { findingsOf } from './findings/findingsOf.ts'
import { freshness } from './freshness.ts'
import { ledgerOf } from './ledger.ts'
import { type Reading, readingOf } from './reading.ts'
import { inReadingOrder } from './readingOrder.ts'
import { sayEntry } from './say/sayEntry.ts'
import { seriesOf } from './series.ts'
import { standingOf, warningsOf } from './standing/standingOf.ts'

export type Opened = {
  patientId: string
  version: number
  asOf: Instant
  entries: readonly Entry[]
  /** The sections that were shown to whoever reads; all when it is left out. */
  only?: readonly SectionName[]
}

/**
 * The record in the order a nurse needs it at night: resuscitation and ceilings, what matters, preferred places, who may be
 * told, allergies and anticipatory medicines, phase and diagnosis, who is involved, alerts, and then the rest (the look guide).
 * What was entered in error stands apart, what has expired is left out; what is missing and expected is named. Rules over the whole record
 * add words to it and hide nothing: how each paper stands, what was found, what is left of the medicines. Of what this reader
 * was not shown nothing is said, least of all that it is missing.
 */
export function recordAtAGlance({ patientId, version, asOf, entries, only }: Opened): RecordAtAGlance {
  const today = dayInBritain(asOf)
  const current = entries.filter(entry => !entry.retracted && !hasExpired(entry, today))
  const bySection = Map.groupBy(current, entry => entry.section)
  const reading = readingOf(bySection, asOf, only)
  const ledger = ledgerOf(reading)
  return {
    patientId,
    version,
    asOf,
    banner: bannerOf(current, today),
    blocks: BLOCKS.map(([name, sections]) => blockOf(name, sections, bySection, reading)),
    findings: findingsOf({ ...reading, ledger }),
    agreed: agreedOf(reading),
    series: seriesOf(reading),
    ...(ledger && { ledger }),
    enteredInError: enteredInError(entries, today),
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
  reading: Reading,
): GlanceBlock {
  const empty = sections.filter(
    section => !bySection.has(section) && sectionOf(section).isExpected && reading.sees(section),
  )
  return {
    name,
    title: (hasDied(reading) && BLOCKS_AFTER_DEATH[name]) || blocks[name],
    items: sections.flatMap(section =>
      inReadingOrder(section, bySection.get(section) ?? []).flatMap(entry => itemOf(entry, reading)),
    ),
    // Nobody is to ask now what was not asked in life.
    nothingRecorded: (hasDied(reading) ? [] : empty).map(section => ({
      section,
      title: sectionOf(section).title,
    })),
  }
}

function itemOf(entry: Entry, reading: Reading): GlanceItem[] {
  const spoken = sayEntry(entry, reading.today)
  if (!spoken) return []
  const said = hasDied(reading)
    ? {
        ...spoken,
        lines: spoken.lines.map(lineAfterDeath),
        warnings: spoken.warnings.filter(stillWarns),
      }
    : spoken
  const standing = standingOf(entry, reading)
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
      title: (hasDied(reading) && SECTIONS_AFTER_DEATH[section]) || sectionOf(section).title,
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

function hasDied(reading: Reading): boolean {
  return reading.one('death') !== undefined
}

/** What was true of somebody in life is not asked again: it is as old as it is, and not overdue. */
function ageOf(entry: Entry, reading: Reading): GlanceItem['freshness'] {
  const age = freshness(entry, reading.asOf)
  return hasDied(reading) ? { ...age, isOverdue: false } : age
}

/** An alert has an end on purpose: alarms that never stop are not heard. */
function hasExpired(entry: Entry, today: LocalDate): boolean {
  if (entry.section !== 'alerts' || entry.knownState !== 'known') return false
  return entry.body.expiresOn !== undefined && entry.body.expiresOn < today
}
