import { type Restriction, restrictionOf } from '#server/patients/core/sharing.ts'
import { isAgainst, isInForce } from '#server/patients/core/whoSees.ts'
import { knownEntries } from '#shared/record/entry.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import type { SharingWrite } from './sharingReceipts.ts'
import { widens } from './widens.ts'

type Asker = Pick<Actor, 'staffId' | 'name' | 'organisation' | 'organisationKind'>

/**
 * Whether somebody loosens a limit that kept something from themselves or their organisation. The person may well have said so at the
 * bedside; but nobody else heard it, and whoever wrote it down is whoever it lets in. The line is told by whoever rings, and has no
 * limit against it.
 */
export function loosensOwnLimit(
  { entries, written }: Pick<SharingWrite, 'entries' | 'written'>,
  asker: Asker,
  at: Instant,
): boolean {
  if (asker.organisationKind === 'hub') return false
  const before = knownEntries(entries, 'sharingRestrictions')
  return written.some(one => {
    const was = before.find(({ itemId }) => one.section === 'sharingRestrictions' && itemId === one.itemId)
    const limit = restrictionOf(was?.body)
    return (
      limit !== null && isInForce(limit, at) && isOn(limit, asker) && widens({ entries, written: [one] }, at)
    )
  })
}

function isOn(limit: Restriction, { staffId, name, organisation, organisationKind: kind }: Asker): boolean {
  if (limit.against === 'person')
    return limit.names.includes(staffId) || limit.names.includes(name.toLowerCase())
  return isAgainst(limit, { name: organisation, kind, odsCode: null })
}
