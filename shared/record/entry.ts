import { z } from 'zod'
import { line, longText } from '../text.ts'
import { Instant } from '../time.ts'
import { KnownState } from './knownState.ts'
import { Author, Source } from './provenance.ts'
import { type Body, parseBody, SectionName } from './sections.ts'

/** What a version did to its item. */
export const EntryChange = z.enum(['added', 'changed', 'confirmed', 'retracted'])
export type EntryChange = z.infer<typeof EntryChange>

/** Entered in error: who said so, and why. The item is kept, struck through, and never used. */
export const Retracted = z.strictObject({ at: Instant, by: Author, because: longText(500) })
export type Retracted = z.infer<typeof Retracted>

/** What every version of every item carries, whatever its section. */
const envelope = {
  /** Stable through all versions. In a section of cardinality 'one' it is the patient's own id. */
  itemId: z.uuid(),
  patientId: z.uuid(),
  /** 1, 2, 3 … without gaps; this version supersedes the one before it. */
  version: z.int().min(1),
  supersedes: z.int().min(1).optional(),
  change: EntryChange,
  /** 'known' has a body; the others say why there is none. */
  knownState: KnownState,
  author: Author,
  source: Source,
  /** When the content was recorded, by its author; a confirmation leaves it as it was. */
  recordedAt: Instant,
  confirmedAt: Instant.optional(),
  confirmedBy: Author.optional(),
  confirmedWith: line(200).optional(),
  retracted: Retracted.optional(),
  /** When this version reached the database. The record as it was at a moment is the versions written by then. */
  writtenAt: Instant,
}

/** A version as it is stored and sent, its body not yet read by the section's schema. */
export const StoredEntry = z.strictObject({ ...envelope, section: SectionName, body: z.json().optional() })
export type StoredEntry = z.infer<typeof StoredEntry>

type Envelope = Omit<StoredEntry, 'section' | 'body' | 'knownState'>
type Content<Name extends SectionName> =
  | { knownState: 'known'; body: Body<Name> }
  | { knownState: Exclude<KnownState, 'known'>; body?: undefined }

/** A version of one section's item, its body parsed. */
export type EntryOf<Name extends SectionName> = Envelope & { section: Name } & Content<Name>
/** A version of any item: narrow it by `section`, then by `knownState`. */
export type Entry = { [Name in SectionName]: EntryOf<Name> }[SectionName]

/** Something to be written: a new item (`expectedVersion` 0) or the next version of one (the version that was on screen). */
export const EntryDraft = z
  .strictObject({
    section: SectionName,
    itemId: z.uuid(),
    expectedVersion: z.int().min(0),
    knownState: KnownState,
    body: z.unknown().optional(),
    source: Source,
    confirmedWith: line(200).optional(),
  })
  .transform((draft, context) => {
    if (draft.knownState !== 'known') return { ...draft, body: undefined }
    const parsed = parseBody(draft.section, draft.body)
    if (parsed.success) return { ...draft, body: parsed.data as unknown }
    for (const issue of parsed.error.issues)
      context.issues.push({
        code: 'custom',
        path: ['body', ...issue.path],
        message: issue.message,
        input: undefined,
      })
    return z.NEVER
  })
/** What the browser sends. */
export type EntryDraftInput = z.input<typeof EntryDraft>
export type EntryDraft = z.output<typeof EntryDraft>

/**
 * The entry with its body parsed. Throws on a body that its section does not allow: stored rows were parsed on the way in. What is
 * asked only of what is written (`onlyWritten`) may have become stricter since: then it is as it was parsed on the way in.
 */
export function readEntry(stored: StoredEntry): Entry {
  if (stored.knownState !== 'known') return { ...stored, body: undefined } as Entry // the union's branch without a body
  const parsed = parseBody(stored.section, stored.body)
  if (parsed.success) return { ...stored, body: parsed.data } as Entry // body and section were just matched by parseBody
  if (!parsed.error.issues.every(isOnlyWritten))
    throw new Error(`unreadable body in section ${stored.section}`, { cause: parsed.error })
  return { ...stored, body: stored.body } as Entry // the same, but for rules that change nothing of it
}

function isOnlyWritten(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'custom' && issue.params?.onlyWritten === true
}

/** The newest content of the items of one section, leaving out what was entered in error or is not known. */
export function bodiesOf<Name extends SectionName>(entries: readonly Entry[], section: Name): Body<Name>[] {
  return knownEntries(entries, section).map(entry => entry.body)
}

/** As `bodiesOf`, with each item's id, version and provenance. */
export function knownEntries<Name extends SectionName>(entries: readonly Entry[], section: Name) {
  // The filter checks exactly what the cast says.
  return entries.filter(
    entry => entry.section === section && entry.knownState === 'known' && !entry.retracted,
  ) as Extract<EntryOf<Name>, { knownState: 'known' }>[]
}
