import { FACT_SECTIONS } from '#server/patients/core/identityFacts.ts'
import { hasRestriction, hiddenSections, isShared } from '#server/patients/sharingStore.ts'
import type { Fragment, Sql } from '#server/platform/database.ts'
import { shownTo } from '#server/staff/core/can.ts'
import type { SectionName } from '#shared/record/sections.ts'
import type { Actor } from '#shared/staff.ts'
import { sectionsFor } from './core/leftOut.ts'
import { isRelated } from './relationshipStore.ts'

/**
 * Whom this actor may be told of by name: those who answer the line, everybody of it, as they do in a call; others whom they
 * look after and who share with them. Asked of a person by an expression of the statement.
 */
export function isKnownTo(sql: Sql, actor: Actor): (person: Fragment) => Fragment {
  return actor.organisationKind === 'hub' ? () => sql`true` : isOwnOf(sql, actor)
}

/**
 * Whom this actor may be told of by name where no call is about anybody: whom they may open as well. Those who answer the line have no
 * list; what they register without a call is no reason to see a person (decision 016).
 */
export function isOwnOf(sql: Sql, actor: Actor): (person: Fragment) => Fragment {
  return person => sql`(${isRelated(sql, actor, person)} and ${isShared(sql, actor, person)})`
}

/** Told only after asking, where the person wants to be asked: everything but who they are. */
const AFTER_ASKING: readonly SectionName[] = ['addresses', 'phones', 'gpPractice', 'personalContacts']

/**
 * A text[] about a person: of what tells people apart, the sections that this actor is not shown in a record either, by the role
 * or because the person keeps them back.
 */
export function keptFrom(sql: Sql, actor: Actor): (person: Fragment) => Fragment {
  if (actor.organisationKind !== 'hub') return keptFromOwn(sql, actor)
  const byRole = keptByRole(sql, actor)
  return () => byRole
}

/** As `keptFrom`, where no call is about anybody: what the person keeps from the line is kept as well. */
export function keptFromOwn(sql: Sql, actor: Actor): (person: Fragment) => Fragment {
  return person => sql`(
    ${keptByRole(sql, actor)} || ${hiddenSections(sql, actor, person)}
      || case when ${hasRestriction(sql, actor, person, 'ask_each_time')} then ${[...AFTER_ASKING]}::text[] else '{}' end
  )`
}

function keptByRole(sql: Sql, actor: Actor): Fragment {
  const shown = sectionsFor(shownTo(actor.role), [])
  return sql`${FACT_SECTIONS.filter(name => shown?.includes(name) === false)}::text[]`
}
