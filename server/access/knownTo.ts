import { isShared } from '#server/patients/sharingStore.ts'
import type { Fragment, Sql } from '#server/platform/database.ts'
import type { Actor } from '#shared/staff.ts'
import { isRelated } from './relationshipStore.ts'

/**
 * Whom this actor may be told of by name: those who answer the line, everybody of it, as they do in a call; others whom they
 * look after and who share with them. Asked of a person by an expression of the statement.
 */
export function isKnownTo(sql: Sql, actor: Actor): (person: Fragment) => Fragment {
  if (actor.organisationKind === 'hub') return () => sql`true`
  return person => sql`(${isRelated(sql, actor, person)} and ${isShared(sql, actor, person)})`
}
