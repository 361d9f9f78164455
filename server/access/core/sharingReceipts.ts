import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import { toldOf } from '#server/patients/core/mayBeTold.ts'
import { restrictionOf } from '#server/patients/core/sharing.ts'
import {
  isInForce,
  type Organisation,
  type Wishes,
  whatSees,
  wishesOf,
} from '#server/patients/core/whoSees.ts'
import { type Entry, knownEntries, readEntry } from '#shared/record/entry.ts'
import { relationshipInWords } from '#shared/record/relationship.ts'
import type { Instant } from '#shared/time.ts'

type OrganisationToTell = Organisation & { organisationId: string }

/** A change of a record: its sharing sections as they are, what is to be written, and what the records linked to it say. */
export type SharingWrite = {
  entries: readonly Entry[]
  written: readonly EntryToWrite[]
  elsewhere: Wishes['elsewhere']
}

/** What became of a change for one of those it touches. `key` is natural within the change. */
export type NewReceipt = {
  key: string
  kind: 'organisation' | 'person' | 'carer'
  who: string
  before: string | null
  /** Null: of a carer, not settled; of a member of staff, what their organisation sees. */
  after: string | null
  /** Of an organisation: whether it looks after the person. Of another one, what it sees is only what it might have been shown. */
  looksAfter?: boolean
}

/** The organisations of the line, and those of them that look after the person. */
type Others = { organisations: readonly OrganisationToTell[]; lookedAfterBy: readonly string[] }

/** For each organisation, member of staff and carer for whom something is different afterwards. The line itself keeps what it has. */
export function receiptsOf(write: SharingWrite, others: Others, at: Instant): NewReceipt[] {
  const after = entriesAfter(write)
  return [
    ...ofOrganisations(
      wishesOf(write.entries, write.elsewhere),
      wishesOf(after, write.elsewhere),
      others,
      at,
    ),
    ...ofStaff(write.entries, after, at),
    ...ofCarers(write.entries, after, at),
  ]
}

function ofOrganisations(
  before: Wishes,
  after: Wishes,
  { organisations, lookedAfterBy }: Others,
  at: Instant,
): NewReceipt[] {
  return organisations
    .filter(({ kind }) => kind !== 'hub')
    .flatMap((organisation): NewReceipt[] => {
      const [saw, sees] = [whatSees(before, organisation, at), whatSees(after, organisation, at)]
      const { organisationId, name } = organisation
      const key = `organisation/${organisationId}`
      const looksAfter = lookedAfterBy.includes(organisationId)
      return saw === sees
        ? []
        : [{ key, kind: 'organisation', who: name, before: saw, after: sees, looksAfter }]
    })
}

/** The organisations and the staff who are shown nothing after a change: by their ids, or a member of staff by a name in small letters. */
export function seeNothing(receipts: readonly NewReceipt[]): string[] {
  return receipts
    .filter(({ kind, after }) => (kind === 'organisation' || kind === 'person') && after === 'nothing')
    .map(({ key }) => key.slice(key.indexOf('/') + 1))
}

function ofStaff(before: readonly Entry[], after: readonly Entry[], at: Instant): NewReceipt[] {
  const [were, are] = [limitsOnStaff(before, at), limitsOnStaff(after, at)]
  return [...new Map([...were, ...are])].flatMap(([key, { who }]): NewReceipt[] => {
    const [saw, sees] = [were.get(key)?.sees ?? null, are.get(key)?.sees ?? null]
    return saw === sees ? [] : [{ key: `person/${key}`, kind: 'person', who, before: saw, after: sees }]
  })
}

const WIDTH = ['nothing', 'after_asking', 'parts'] as const
const SEES = { hide_all: 'nothing', ask_each_time: 'after_asking', hide_sections: 'parts' } as const

/** The narrowest limit on each member of staff that is in force. */
function limitsOnStaff(entries: readonly Entry[], at: Instant) {
  const found = new Map<string, { who: string; sees: (typeof WIDTH)[number] }>()
  for (const { body } of knownEntries(entries, 'sharingRestrictions')) {
    const limit = restrictionOf(body)
    if (!limit || body.against.kind !== 'person' || !isInForce(limit, at)) continue
    const key = body.against.staffId ?? body.against.name.toLowerCase()
    const sees = SEES[body.rule]
    const before = found.get(key)?.sees
    if (before === undefined || WIDTH.indexOf(sees) < WIDTH.indexOf(before))
      found.set(key, { who: body.against.name, sees })
  }
  return found
}

/** Who stands on the record no more is told nothing: as anybody who is not listed. */
function ofCarers(before: readonly Entry[], after: readonly Entry[], at: Instant): NewReceipt[] {
  const [were, are] = [toldOf(before, at), toldOf(after, at)]
  return [...new Map([...were, ...are])].flatMap(([itemId, { name, relationship }]): NewReceipt[] => {
    const was = were.get(itemId)?.level
    const is = are.has(itemId) ? are.get(itemId)?.level : was && 'nothing'
    if (was === is) return []
    const who = `${name} (${relationshipInWords(relationship)})`
    return [{ key: `carer/${itemId}`, kind: 'carer', who, before: was ?? null, after: is ?? null }]
  })
}

export function wishesAfter(write: SharingWrite): Wishes {
  return wishesOf(entriesAfter(write), write.elsewhere)
}

/** The entries as they will be: each written item instead of what stood there. What is confirmed stays what it was. */
export function entriesAfter({ entries, written }: Pick<SharingWrite, 'entries' | 'written'>): Entry[] {
  const changed = written.filter(({ change }) => change !== 'confirmed')
  const isReplaced = ({ section, itemId }: Entry) =>
    changed.some(entry => entry.section === section && entry.itemId === itemId)
  const news = changed.map(
    ({ expectedVersion, ...entry }) =>
      readEntry({
        ...entry,
        patientId: entry.itemId,
        version: expectedVersion + 1,
        writtenAt: entry.recordedAt,
      } as Parameters<typeof readEntry>[0]), // its body was parsed when it was made
  )
  return [...entries.filter(entry => !isReplaced(entry)), ...news]
}
