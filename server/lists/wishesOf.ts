import { isPlaceKept, recordsOf } from '#server/patients/linkStore.ts'
import { hasRestriction, hiddenSections, isShared } from '#server/patients/sharingStore.ts'
import type { Database } from '#server/platform/database.ts'
import type { Actor } from '#shared/staff.ts'
import type { Wishes } from './exportStore.ts'

/** The wishes of the person `p` of a statement, as this actor meets them. */
export function wishesOf({ sql }: Database, actor: Actor): Wishes {
  const person = sql`p.id`
  return {
    isShared: isShared(sql, actor, person),
    asksFirst: hasRestriction(sql, actor, person, 'ask_each_time'),
    hidden: hiddenSections(sql, actor, person),
    isPlaceKept: isPlaceKept(sql, sql`p`),
    records: recordsOf(sql, person),
  }
}
