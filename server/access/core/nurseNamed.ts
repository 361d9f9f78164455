import { knownEntries } from '#shared/record/entry.ts'
import { entriesAfter, type SharingWrite } from './sharingReceipts.ts'

type Organisation = { kind: string; people: readonly { staffId: string; name: string }[] }

/**
 * The nurse of the line whom a limit names that is written now; undefined where none does. A limit that named her before may be
 * mended or ended. By a name alone a namesake outside the line may be meant: the door keeps both out, and a call does not keep hers.
 */
export function nurseNamed(
  write: Pick<SharingWrite, 'entries' | 'written'>,
  organisations: readonly Organisation[],
): string | undefined {
  const nurses = organisations.filter(({ kind }) => kind === 'hub').flatMap(({ people }) => people)
  const named = (entries: SharingWrite['entries'], itemId: string) =>
    knownEntries(entries, 'sharingRestrictions').flatMap(({ body, ...entry }) => {
      const { against, endedAt } = body
      if (entry.itemId !== itemId || endedAt || against.kind !== 'person') return []
      const isNamed = ({ staffId, name }: Organisation['people'][number]) =>
        against.staffId ? against.staffId === staffId : against.name.toLowerCase() === name.toLowerCase()
      return nurses.find(isNamed)?.name ?? []
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
export function noLimitOnNurse(name: string): string {
  return `${name} answers this line, and whoever rings is answered by whoever is free: a call would not keep this limit, so it was not saved. Tell the person so. Organisations, and people outside the line, can be kept out; for what is between them and ${name}, ask a shift lead.`
}
