import type { KnownState } from '#shared/record/knownState.ts'
import { notKnownChoices } from '#shared/record/knownState.ts'
import type { Author, Source } from '#shared/record/provenance.ts'
import { parseBody, SectionName, sectionOf } from '#shared/record/sections.ts'
import type { Instant } from '#shared/time.ts'
import { itemIdOf } from './ids.ts'
import type { Course, Sitting, Writes } from './sitting.ts'

/** A version of an item as it will stand in the record. */
export type SeedEntry = {
  section: SectionName
  itemId: string
  version: number
  isSingle: boolean
  change: 'added' | 'changed' | 'confirmed'
  knownState: KnownState
  body: unknown
  author: Author
  source: Source
  recordedAt: Instant
  confirmedAt: Instant | null
  confirmedBy: Author | null
  confirmedWith: string | null
  writtenAt: Instant
}

/**
 * All versions of all items of one person, oldest sitting first, each body read by its section's schema: what the record
 * would refuse from a nurse it refuses from the invented world.
 */
export function entriesOf(person: string, sittings: readonly Sitting[]): SeedEntry[] {
  const newest = new Map<string, SeedEntry>()
  const inOrder = sittings.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  return inOrder.flatMap((sitting, n) => {
    const added = [...written(person, sitting, n), ...stillRight(person, sitting, newest)].map(entry => {
      const key = `${entry.section}/${entry.itemId}`
      const version = (newest.get(key)?.version ?? 0) + 1
      const next: SeedEntry = {
        ...entry,
        version,
        change: entry.change === 'confirmed' ? 'confirmed' : version === 1 ? 'added' : 'changed',
      }
      newest.set(key, next)
      return next
    })
    return added
  })
}

function written(person: string, sitting: Sitting, n: number): SeedEntry[] {
  const { course, ...plain } = sitting.writes
  const all: Writes = { ...plain, ...(course ? measured(course, sitting.at, n) : {}) }
  return Object.entries(all).flatMap(([name, content]) => {
    const section = SectionName.parse(name)
    const items =
      sectionOf(section).cardinality === 'one' ? [['', content] as const] : Object.entries(content)
    return items.map(([item, body]) => version(person, sitting, section, item, body))
  })
}

/** A measurement is an item of its own, with its time: the newest counts, and all of them make the chart. */
function measured({ phase, prognosis, gsf, akps, cfs, note }: Course, at: Instant, n: number): Writes {
  const key = `sitting-${n}`
  const said = note ? { note } : {}
  return {
    ...(phase ? { phaseOfIllness: { [key]: { phase, at, ...said } } } : {}),
    ...(prognosis ? { prognosis: { prognosis } } : {}),
    ...(gsf ? { gsf: { [key]: { stage: gsf, at } } } : {}),
    ...(akps === undefined ? {} : { akps: { [key]: { score: akps, at } } }),
    ...(cfs ? { clinicalFrailty: { [key]: { level: cfs, at } } } : {}),
  }
}

function version(
  person: string,
  { by, at, with: withWhom }: Sitting,
  section: SectionName,
  item: string,
  content: unknown,
): SeedEntry {
  const why = typeof content === 'string' && content in notKnownChoices ? (content as KnownState) : undefined // just looked up
  const parsed = why ? undefined : parseBody(section, content)
  if (parsed && !parsed.success)
    throw new Error(`${person}: ${section} ${item} cannot be written`, { cause: parsed.error })
  return {
    section,
    itemId: itemIdOf(person, section, item),
    version: 1,
    isSingle: sectionOf(section).cardinality === 'one',
    change: 'added',
    knownState: why ?? 'known',
    body: parsed?.data ?? null,
    author: by.author,
    source: by.source,
    recordedAt: at,
    confirmedAt: withWhom ? at : null,
    confirmedBy: withWhom ? by.author : null,
    confirmedWith: withWhom ?? null,
    writtenAt: at,
  }
}

function stillRight(person: string, sitting: Sitting, newest: Map<string, SeedEntry>): SeedEntry[] {
  return sitting.confirms.map(name => {
    const [sectionName = '', item = ''] = name.split('/')
    const section = SectionName.parse(sectionName)
    const before = newest.get(`${section}/${itemIdOf(person, section, item)}`)
    if (!before) throw new Error(`${person}: ${name} is confirmed before it was written`)
    return {
      ...before,
      change: 'confirmed',
      confirmedAt: sitting.at,
      confirmedBy: sitting.by.author,
      confirmedWith: sitting.with ?? null,
      writtenAt: sitting.at,
    }
  })
}

export function newestEntries(entries: readonly SeedEntry[]): SeedEntry[] {
  return [...new Map(entries.map(entry => [`${entry.section}/${entry.itemId}`, entry])).values()]
}
