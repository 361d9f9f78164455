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
  if (actor.organisationKind === 'hub') return () => sql`true`
  return person => sql`(${isRelated(sql, actor, person)} and ${isShared(sql, actor, person)})`
}

/** Told only after asking, where the person wants to be asked: everything but who they are. */
const AFTER_ASKING: readonly SectionName[] = ['addresses', 'phones', 'gpPractice', 'personalContacts']

/**
 * A text[] about a person: of what tells people apart, the sections that this actor is not shown in a record either, by the role
 * or because the person keeps them back.
 */
export function keptFrom(sql: Sql, actor: Actor): (person: Fragment) => Fragment {
  const shown = sectionsFor(shownTo(actor.role), [])
  const byRole = sql`${FACT_SECTIONS.filter(name => shown?.includes(name) === false)}::text[]`
  if (actor.organisationKind === 'hub') return () => byRole
  return person => sql`(
    ${byRole} || ${hiddenSections(sql, actor, person)}
      || case when ${hasRestriction(sql, actor, person, 'ask_each_time')} then ${[...AFTER_ASKING]}::text[] else '{}' end
  )`
}
