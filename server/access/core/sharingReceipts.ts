import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import { type Organisation, whatSees, wishesOf } from '#server/patients/core/whoSees.ts'
import { type Entry, knownEntries, readEntry } from '#shared/record/entry.ts'
import { known } from '#shared/record/knownState.ts'
import type { Instant } from '#shared/time.ts'

type OrganisationToTell = Organisation & { organisationId: string }

/** What became of a change for one of those it touches. `key` is natural within the change. */
export type NewReceipt = {
  key: string
  kind: 'organisation' | 'person' | 'carer'
  who: string
  before: string | null
  after: string
}

/** For each organisation and each carer for whom something is different afterwards. The line itself keeps what it has. */
export function receiptsOf(
  entries: readonly Entry[],
  written: readonly EntryToWrite[],
  organisations: readonly OrganisationToTell[],
  at: Instant,
): NewReceipt[] {
  const [before, after] = [wishesOf(entries), wishesAfter(entries, written)]
  const ofOrganisations = organisations
    .filter(({ kind }) => kind !== 'hub')
    .flatMap((organisation): NewReceipt[] => {
      const [saw, sees] = [whatSees(before, organisation, at), whatSees(after, organisation, at)]
      const { organisationId, name } = organisation
      const key = `organisation/${organisationId}`
      return saw === sees ? [] : [{ key, kind: 'organisation', who: name, before: saw, after: sees }]
    })
  const were = new Map(knownEntries(entries, 'personalContacts').map(entry => [entry.itemId, entry.body]))
  const ofCarers = knownEntries(entriesAfter(entries, written), 'personalContacts').flatMap(
    ({ itemId, body }): NewReceipt[] => {
      const [was, is] = [known(were.get(itemId)?.mayBeTold), known(body.mayBeTold)]
      if (is === undefined || was === is) return []
      const who = `${body.name} (${body.relationship.toLowerCase()})`
      return [{ key: `carer/${itemId}`, kind: 'carer', who, before: was ?? null, after: is }]
    },
  )
  return [...ofOrganisations, ...ofCarers]
}

/** The ids of the organisations and of the staff who are shown nothing after a change. */
export function seeNothing(receipts: readonly NewReceipt[]): string[] {
  return receipts
    .filter(({ kind, after }) => (kind === 'organisation' || kind === 'person') && after === 'nothing')
    .map(({ key }) => key.slice(key.indexOf('/') + 1))
}

export function wishesAfter(entries: readonly Entry[], written: readonly EntryToWrite[]) {
  return wishesOf(entriesAfter(entries, written))
}

/** The entries as they will be: each written item instead of what stood there. */
function entriesAfter(entries: readonly Entry[], written: readonly EntryToWrite[]): Entry[] {
  const isReplaced = ({ section, itemId }: Entry) =>
    written.some(entry => entry.section === section && entry.itemId === itemId)
  const news = written.map(
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
