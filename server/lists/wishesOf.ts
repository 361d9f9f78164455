import { hasDied } from '#server/patients/hasDied.ts'
import { isPlaceKept, recordsOf } from '#server/patients/linkStore.ts'
import { hasRestriction, hiddenSections, isShared } from '#server/patients/sharingStore.ts'
import type { Database } from '#server/platform/database.ts'
import type { Actor } from '#shared/staff.ts'
import type { WishesOf } from './exportPeopleStore.ts'

/** The wishes of a person of a statement, as this actor meets them. */
export function wishesOf({ sql }: Database, actor: Actor): WishesOf {
  return row => {
    const person = sql`${row}.id`
    return {
      isShared: isShared(sql, actor, person),
      asksFirst: hasRestriction(sql, actor, person, 'ask_each_time'),
      hidden: hiddenSections(sql, actor, person),
      isPlaceKept: isPlaceKept(sql, row),
      hasDied: hasDied(sql, row),
      records: recordsOf(sql, person),
    }
  }
}
