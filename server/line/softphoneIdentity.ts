import { StaffId } from '#shared/ids.ts'

/** The name of a nurse's browser telephone at the carrier: letters, digits and underscore only, and nothing of hers. */
export function identityOf(staffId: StaffId): string {
  return `nurse_${staffId.replaceAll('-', '')}`
}

/** Whose browser telephone this is, from 'client:nurse_…'; undefined when it is none of ours. */
export function staffOf(from: string): StaffId | undefined {
  const hex = /^client:nurse_([0-9a-f]{32})$/.exec(from)?.[1]
  if (!hex) return undefined
  return StaffId.safeParse(
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
  ).data
}
