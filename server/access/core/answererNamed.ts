import { knownEntries } from '#shared/record/entry.ts'
import { entriesAfter, type SharingWrite } from './sharingReceipts.ts'

type Organisation = {
  kind: string
  name: string
  odsCode: string | null
  people: readonly { staffId: string; name: string }[]
}

/**
 * The nurse of the line, or the organisation that answers it, whom a limit names that is written now; undefined where none does. A limit
 * that named them before may be mended or ended. By a name alone a namesake outside the line may be meant: the door keeps both
 * out, and a call does not keep this one.
 */
export function answererNamed(
  write: Pick<SharingWrite, 'entries' | 'written'>,
  organisations: readonly Organisation[],
): string | undefined {
  const hubs = organisations.filter(({ kind }) => kind === 'hub')
  const nurses = hubs.flatMap(({ people }) => people)
  const named = (entries: SharingWrite['entries'], itemId: string) =>
    knownEntries(entries, 'sharingRestrictions').flatMap(({ body, ...entry }) => {
      const { against, endedAt } = body
      if (entry.itemId !== itemId || endedAt) return []
      const isCalled = ({ name }: { name: string }) =>
        'name' in against && against.name.toLowerCase() === name.toLowerCase()
      switch (against.kind) {
        case 'person':
          return (
            nurses.find(one => (against.staffId ? against.staffId === one.staffId : isCalled(one)))?.name ??
            []
          )
        case 'organisation':
          return (
            hubs.find(one => isCalled(one) || (against.odsCode && against.odsCode === one.odsCode))?.name ??
            []
          )
        default:
          return []
      }
    })
  const after = entriesAfter(write)
  return write.written
    .filter(({ section }) => section === 'sharingRestrictions')
    .flatMap(({ itemId }) => {
      const before = named(write.entries, itemId)
      return named(after, itemId).filter(name => !before.includes(name))
    })[0]
}

/** What the telephone cannot keep is not promised: whoever is free answers whoever rings, at night perhaps alone. */
export function noLimitOnAnswerer(name: string): string {
  return `${name} answers this line, and whoever rings is answered by whoever is free: a call would not keep this limit, so it was not saved. Tell the person so. Other organisations, and people outside the line, can be kept out; for what is between them and ${name}, ask a shift lead.`
}
