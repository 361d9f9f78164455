import type { StaffId } from '#shared/ids.ts'

let whose: StaffId | null = null

/** Whose page this is; null until somebody was signed in on it. It stays theirs when they are signed out: what is still under way is. */
export const whosePage = (): StaffId | null => whose

export function pageIsOf(staffId: StaffId): void {
  whose = staffId
}
