import type { z } from 'zod'
import type { NotKnown } from '#shared/record/knownState.ts'
import type { Author, Source } from '#shared/record/provenance.ts'
import type { SectionName, sections } from '#shared/record/sections.ts'
import type { Instant } from '#shared/time.ts'

/** A professional who writes in records, and where what she writes comes from. */
export type Writer = { author: Author; source: Source }

type In<Name extends SectionName> = z.input<(typeof sections)[Name]['schema']> | NotKnown

/** One measurement of each kind, taken in this sitting. */
export type Course = {
  phase?: z.input<typeof sections.phaseOfIllness.schema>['phase']
  prognosis?: z.input<typeof sections.prognosis.schema>['prognosis']
  gsf?: z.input<typeof sections.gsf.schema>['stage']
  akps?: number
  cfs?: z.input<typeof sections.clinicalFrailty.schema>['level']
  note?: string
}

/** What is written in one sitting: a body for a single item, bodies by name for a list, or why there is nothing to write. */
export type Writes = {
  [Name in SectionName]?: (typeof sections)[Name]['cardinality'] extends 'one'
    ? In<Name>
    : Readonly<Record<string, In<Name>>>
} & { course?: Course }

/** What may be written in each section. */
export type Written = Required<Writes>

/** One professional at the record at one moment. What is written again in a later sitting is the item's next version. */
export type Sitting = {
  by: Writer
  at: Instant
  writes: Writes
  /** Single items by section, listed ones as 'personalContacts/angela': still right, nothing changed. */
  confirms: readonly string[]
  /** Whom it was gone through with; what is written with somebody is confirmed by that. */
  with?: string
}

export function wrote(by: Writer, at: Instant, writes: Writes, withWhom?: string): Sitting {
  return { by, at, writes, confirms: [], ...(withWhom ? { with: withWhom } : {}) }
}

export function confirmed(by: Writer, at: Instant, confirms: readonly string[], withWhom?: string): Sitting {
  return { by, at, writes: {}, confirms, ...(withWhom ? { with: withWhom } : {}) }
}
