import { showMonth } from '#client/ui/core/when.ts'
import type { WatchedRow } from '#shared/shift.ts'

/** As a caller's number suggests them: nobody is told by more than initials. */
export function nameOf({ initials, birthMonth }: Pick<WatchedRow, 'initials' | 'birthMonth'>): string {
  return birthMonth ? `${initials}, born ${showMonth(birthMonth)}` : initials
}
