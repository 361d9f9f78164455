import { dayInBritain } from '#shared/days.ts'
import { tellsDoorCode } from '#shared/doorCode.ts'
import type { EntryDraft } from '#shared/record/entry.ts'
import { type KnownState, known } from '#shared/record/knownState.ts'
import type { Author, Source } from '#shared/record/provenance.ts'
import { type Body, type SectionName, sectionOf } from '#shared/record/sections.ts'
import { isSeen } from '#shared/text.ts'
import { ageOn, type Instant, OLDEST_YEARS } from '#shared/time.ts'
import { type EntryProjection, searchProjection } from './searchProjection.ts'
import { stillToCome } from './stillToCome.ts'

/**
 * A version on its way into the record. `expectedVersion` is the one that was on the screen, 0 for a new item.
 * 'confirmed' and 'retracted' take content, author and time from the version before; the others bring their own.
 */
export type EntryToWrite = {
  section: SectionName
  itemId: string
  expectedVersion: number
  change: 'added' | 'changed' | 'confirmed' | 'retracted'
  knownState: KnownState
  body?: unknown
  author: Author
  source: Source
  recordedAt: Instant
  confirmedAt?: Instant
  confirmedBy?: Author
  confirmedWith?: string
  retracted?: { at: Instant; by: Author; because: string }
}

/** A person's draft made ready: who writes it, when, and, where it was gone through with somebody, confirmed by the same. */
export function toWrite(draft: EntryDraft, author: Author, at: Instant): EntryToWrite {
  const { confirmedWith, expectedVersion, ...content } = draft
  return {
    ...content,
    expectedVersion,
    change: expectedVersion === 0 ? 'added' : 'changed',
    author,
    recordedAt: at,
    ...(confirmedWith === undefined ? {} : { confirmedAt: at, confirmedBy: author, confirmedWith }),
  }
}

/** Without these nobody is found and nothing can be said of the record: they always have content. */
const HOLDS_THE_RECORD: readonly SectionName[] = ['identity', 'registerStatus']

/** Whether an item of this section can be marked as entered in error. */
export function isRetractable(section: SectionName): boolean {
  return !HOLDS_THE_RECORD.includes(section)
}

/** Why an entry cannot be written now, whatever the database holds, in words; undefined when it may be tried. */
export function refusedBecause(entry: EntryToWrite, patientId: string, now: Instant): string | undefined {
  const { section, itemId, change, expectedVersion, knownState } = entry
  const { cardinality, title } = sectionOf(section)
  if (cardinality === 'one' && itemId !== patientId)
    return `“${title}” is one item of the record: change it instead of adding another.`
  if ((change === 'added') !== (expectedVersion === 0))
    return 'A new item starts at version 0; a change names the version it changes.'
  const isNew = change === 'added' || change === 'changed'
  const toCome = isNew ? stillToCome(section, entry.body, now) : undefined
  if (toCome !== undefined) return toCome
  if (isNew && section === 'identity') {
    const born = known((entry.body as Body<'identity'> | undefined)?.birthDate) // parsed by its section's schema before
    const years = born === undefined ? 0 : ageOn(born, dayInBritain(now))
    if (years > OLDEST_YEARS)
      return `By this birth date they would be ${years} years old: look at the year again.`
  }
  if (isNew && holdsUnseen(entry.body))
    return `Something in “${title}” is written in characters that nobody can see. Type it again instead of pasting it.`
  if (isNew && tellsDoorCode(entry.body))
    return `Write no keysafe or door code into “${title}”: everybody who opens the record could read it. Keep it under “Keys and codes”, where it is shown only when it is needed.`
  if (HOLDS_THE_RECORD.includes(section)) {
    if (change === 'retracted') return `“${title}” cannot be taken out of the record: correct it instead.`
    if (isNew && knownState !== 'known')
      return `“${title}” cannot be empty: say what is not known at its fields.`
  }
  return undefined
}

/** Whether a text of it would stand on the record as an empty line: an allergy to nothing, a danger that nobody reads. */
function holdsUnseen(content: unknown): boolean {
  if (typeof content === 'string') return !isSeen(content)
  if (typeof content !== 'object' || content === null) return false
  return Object.values(content).some(holdsUnseen)
}

/** The entry with what it means for search and caller match; what is confirmed changes neither. */
export function projected(entry: EntryToWrite): EntryProjection | undefined {
  if (entry.change === 'confirmed') return undefined
  return searchProjection({ ...entry, isRetracted: entry.change === 'retracted' })
}
