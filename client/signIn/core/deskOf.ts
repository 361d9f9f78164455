import type { Me } from '#shared/staff.ts'

/** Who works here, as what, where and for whom. A page is of one desk: changed in any of these, what it shows and hears is not theirs. */
export function deskOf({ staffId, role, line, organisation, organisationKind }: Me): string {
  return JSON.stringify([staffId, role, line.id, organisation, organisationKind])
}
