import type { BuiltPerson } from '#server/world/build/buildPerson.ts'
import { newestEntries, type SeedEntry } from '#server/world/build/entries.ts'
import { worldAt } from '#server/world/world.ts'
import { type Body, parseBody, type SectionName } from '#shared/record/sections.ts'

/** A Saturday, ten past two at night. */
export const NOW = '2026-11-21T02:10:00.000Z'
export const { people, calls } = worldAt(NOW)

/** The seven weekdays at different hours, and the nights on which the clocks go. */
export const CLOCKS = [
  '2026-11-16T23:59:30.000Z',
  '2026-11-17T00:00:00.000Z',
  '2026-11-18T09:20:00.000Z',
  '2026-11-19T17:45:00.000Z',
  '2026-11-20T22:10:00.000Z',
  NOW,
  '2026-11-22T12:00:00.000Z',
  '2026-03-29T00:59:00.000Z',
  '2026-03-29T01:01:00.000Z',
  '2026-10-25T00:30:00.000Z',
  '2026-10-25T01:30:00.000Z',
  '2028-02-29T11:00:00.000Z',
]

/** What is on somebody's record today in one section. */
export function bodies<Name extends SectionName>({ entries }: BuiltPerson, section: Name): Body<Name>[] {
  return newestEntries(entries)
    .filter(entry => entry.section === section && entry.knownState === 'known')
    .flatMap(entry => {
      const parsed = parseBody(section, entry.body)
      return parsed.success ? [parsed.data] : []
    })
}

/** The keys of those of whom something on their record is so. */
export function keysWhere<Name extends SectionName>(
  section: Name,
  isSo: (body: Body<Name>) => boolean,
): string[] {
  return people.filter(one => bodies(one, section).some(isSo)).map(one => one.person.key)
}

/** The keys of those of whom something in the section is not known, for this reason. */
export function keysWithout(section: SectionName, why: SeedEntry['knownState']): string[] {
  return people
    .filter(one =>
      newestEntries(one.entries).some(entry => entry.section === section && entry.knownState === why),
    )
    .map(one => one.person.key)
}
