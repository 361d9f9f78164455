import { dayInBritain } from '#shared/days.ts'
import type { Entry, EntryOf } from '#shared/record/entry.ts'
import type { KnownState } from '#shared/record/knownState.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { Instant, LocalDate } from '#shared/time.ts'

/** A known item of one section, with its body. */
export type Item<Name extends SectionName> = Extract<EntryOf<Name>, { knownState: 'known' }>

/** One record as the rules read it, at one moment. */
export type Reading = {
  readonly asOf: Instant
  readonly today: LocalDate
  /** What is known in a section; what was entered in error is left out. */
  of: <Name extends SectionName>(section: Name) => readonly Item<Name>[]
  /** The one item of a single section, or the first of many. */
  one: <Name extends SectionName>(section: Name) => Item<Name> | undefined
  /** Whether this reader was shown the section at all: of another, nothing is said, least of all that it is empty. */
  sees: (...sections: readonly SectionName[]) => boolean
  /** A death is on this record, or on another one of the same person. */
  hasDied: boolean
  /** Why nothing is known in a section: nobody wrote anything, or somebody wrote why not. Undefined where something is. */
  whyNothing: (section: SectionName) => Exclude<KnownState, 'known'> | 'nothing_written' | undefined
}

/**
 * `bySection` holds what counts: no retracted entries. `only` are the sections that were shown; all when it is left out.
 * `diedElsewhere`: another record of the person tells of their death.
 */
export function readingOf(
  bySection: ReadonlyMap<SectionName, readonly Entry[]>,
  asOf: Instant,
  only?: readonly SectionName[],
  diedElsewhere = false,
): Reading {
  const sees = (...sections: readonly SectionName[]) =>
    only === undefined || sections.every(section => only.includes(section))
  const found = new Map<SectionName, readonly Entry[]>()
  const of = <Name extends SectionName>(section: Name) => {
    const already = found.get(section)
    const items = already ?? (bySection.get(section) ?? []).filter(({ knownState }) => knownState === 'known')
    if (!already) found.set(section, items)
    return items as readonly Item<Name>[] // grouped by section, and known
  }
  return {
    asOf,
    today: dayInBritain(asOf),
    of,
    sees,
    one: section => of(section)[0],
    hasDied: diedElsewhere || of('death').length > 0,
    whyNothing: section => {
      if (of(section).length > 0 || !sees(section)) return undefined
      const state = bySection.get(section)?.[0]?.knownState
      return state === undefined || state === 'known' ? 'nothing_written' : state
    },
  }
}

/** Nobody has asked, or whoever asked did not learn it: still to be found out. */
export function isOpen(reading: Reading, section: SectionName): boolean {
  const why = reading.whyNothing(section)
  return why === 'nothing_written' || why === 'not_asked' || why === 'not_known'
}
