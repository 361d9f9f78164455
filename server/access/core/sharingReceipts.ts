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
import { firstOther, isSameLater, type Later, momentsAfter } from './turnsLater.ts'

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
  /** What turns next of itself: an agreement that begins later, a limit that begins or ends. */
  later?: Later<string | null>
}

/** The organisations of the line, and those of them that look after the person. */
type Others = { organisations: readonly OrganisationToTell[]; lookedAfterBy: readonly string[] }

/** For each organisation, member of staff and carer for whom something is different afterwards. The line itself keeps what it has. */
export function receiptsOf(write: SharingWrite, others: Others, at: Instant): NewReceipt[] {
  const after = entriesAfter(write)
  const turns: Turns = {
    at,
    before: momentsAfter(write.entries, write.elsewhere, at),
    after: momentsAfter(after, write.elsewhere, at),
  }
  return [
    ...ofOrganisations(
      wishesOf(write.entries, write.elsewhere),
      wishesOf(after, write.elsewhere),
      others,
      turns,
    ),
    ...ofStaff(write.entries, after, turns),
    ...ofCarers(write.entries, after, turns),
  ]
}

/** The moment of the change, and those at which something turned, or turns, of itself. */
type Turns = { at: Instant; before: readonly Instant[]; after: readonly Instant[] }
type Seen = string | null

/** How it was and is for one of those it touches, now and later; null where nothing is different, neither now nor then. */
function turned(
  { at, before, after }: Turns,
  wasAt: (moment: Instant) => Seen,
  isAt: (moment: Instant) => Seen,
): Pick<NewReceipt, 'before' | 'after' | 'later'> | null {
  const [was, is] = [wasAt(at), isAt(at)]
  const later = firstOther(after, is, isAt)
  if (was === is && isSameLater(later, firstOther(before, was, wasAt))) return null
  return { before: was, after: is, ...(later ? { later } : {}) }
}

function ofOrganisations(
  before: Wishes,
  after: Wishes,
  { organisations, lookedAfterBy }: Others,
  turns: Turns,
): NewReceipt[] {
  return organisations
    .filter(({ kind }) => kind !== 'hub')
    .flatMap((organisation): NewReceipt[] => {
      const seen = turned(
        turns,
        moment => whatSees(before, organisation, moment),
        moment => whatSees(after, organisation, moment),
      )
      const { organisationId, name } = organisation
      const key = `organisation/${organisationId}`
      const looksAfter = lookedAfterBy.includes(organisationId)
      return seen ? [{ key, kind: 'organisation', who: name, ...seen, looksAfter }] : []
    })
}

/** The organisations and the staff who are shown nothing after a change: by their ids, or a member of staff by a name in small letters. */
export function seeNothing(receipts: readonly NewReceipt[]): string[] {
  return receipts
    .filter(({ kind, after }) => (kind === 'organisation' || kind === 'person') && after === 'nothing')
    .map(({ key }) => key.slice(key.indexOf('/') + 1))
}

function ofStaff(before: readonly Entry[], after: readonly Entry[], turns: Turns): NewReceipt[] {
  const [were, are] = [namedInLimits(before), namedInLimits(after)]
  return [...new Map([...were, ...are])].flatMap(([key, who]): NewReceipt[] => {
    const seen = turned(
      turns,
      moment => limitsOnStaff(before, moment).get(key) ?? null,
      moment => limitsOnStaff(after, moment).get(key) ?? null,
    )
    return seen ? [{ key: `person/${key}`, kind: 'person', who, ...seen }] : []
  })
}

const WIDTH = ['nothing', 'after_asking', 'parts'] as const
const SEES = { hide_all: 'nothing', ask_each_time: 'after_asking', hide_sections: 'parts' } as const

/** Limits on one member of staff: by their id, or their name in small letters. */
function onStaff(entries: readonly Entry[]) {
  return knownEntries(entries, 'sharingRestrictions').flatMap(({ body: { against, ...body } }) => {
    const limit = restrictionOf({ against, ...body })
    if (!limit || against.kind !== 'person') return []
    return [{ key: against.staffId ?? against.name.toLowerCase(), who: against.name, rule: body.rule, limit }]
  })
}

function namedInLimits(entries: readonly Entry[]): Map<string, string> {
  return new Map(onStaff(entries).map(({ key, who }) => [key, who]))
}

/** The narrowest limit on each member of staff that is in force. */
function limitsOnStaff(entries: readonly Entry[], at: Instant) {
  const found = new Map<string, (typeof WIDTH)[number]>()
  for (const { key, rule, limit } of onStaff(entries)) {
    if (!isInForce(limit, at)) continue
    const sees = SEES[rule]
    const before = found.get(key)
    if (before === undefined || WIDTH.indexOf(sees) < WIDTH.indexOf(before)) found.set(key, sees)
  }
  return found
}

/** Who stands on the record no more is told nothing: as anybody who is not listed. */
function ofCarers(before: readonly Entry[], after: readonly Entry[], turns: Turns): NewReceipt[] {
  const [were, are] = [toldOf(before, turns.at), toldOf(after, turns.at)]
  return [...new Map([...were, ...are])].flatMap(([itemId, { name, relationship }]): NewReceipt[] => {
    const wasAt = (moment: Instant) => toldOf(before, moment).get(itemId)?.level ?? null
    const isNoMore = !are.has(itemId) && wasAt(turns.at) !== null
    const told = turned(turns, wasAt, moment =>
      isNoMore ? 'nothing' : (toldOf(after, moment).get(itemId)?.level ?? null),
    )
    const who = `${name} (${relationshipInWords(relationship)})`
    return told ? [{ key: `carer/${itemId}`, kind: 'carer', who, ...told }] : []
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
