import { MINIMUM_SECTIONS } from '#server/patients/core/minimumRecord.ts'
import { hasDied } from '#server/patients/hasDied.ts'
import { isPlaceKept, recordsOf } from '#server/patients/linkStore.ts'
import { hasRestriction, hiddenSections, isOffRegister, isShared } from '#server/patients/sharingStore.ts'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { SECTION_NAMES } from '#shared/record/sections.ts'
import type { Actor } from '#shared/staff.ts'
import type { WishesOf } from './exportPeopleStore.ts'

/** The wishes of a person of a statement, as this actor meets them. */
export function wishesOf({ sql }: Database, actor: Actor): WishesOf {
  return row => {
    const person = sql`${row}.id`
    return {
      isShared: isShared(sql, actor, person),
      asksFirst: hasRestriction(sql, actor, person, 'ask_each_time'),
      hidden: sql`(${hiddenSections(sql, actor, person)} || ${keptInLittle(sql, actor, person)})`,
      isPlaceKept: isPlaceKept(sql, row),
      hasDied: hasDied(sql, row),
      records: recordsOf(sql, person),
    }
  }
}

/** A text[]: what the hub is not shown in a call either of somebody who wanted to be off the register. Nobody else is shown them at all. */
function keptInLittle(sql: Sql, { organisationKind }: Actor, person: Fragment): Fragment {
  if (organisationKind !== 'hub') return sql`'{}'::text[]`
  const kept = SECTION_NAMES.filter(name => !MINIMUM_SECTIONS.includes(name))
  return sql`case when ${isOffRegister(sql, person)} then ${kept}::text[] else '{}' end`
}
