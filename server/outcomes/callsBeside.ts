import { recordsOf } from '#server/patients/linkStore.ts'
import type { Fragment, Sql } from '#server/platform/database.ts'
import type { Actor } from '#shared/staff.ts'
import { pastCallsBeside } from './outcomeStore.ts'

/**
 * The last calls for somebody who has a record open without one: handed to access/, which is below this module (app.ts). How the
 * call ended is the shared record's; what the nurse typed while she listened stays with the line, and its own staff read it here
 * as in a call.
 */
export function callsBeside(sql: Sql, { lineId, organisationKind }: Actor): Fragment {
  const records = recordsOf(sql, sql`(select id from asked)`)
  return pastCallsBeside(sql, lineId, { records, hasNotes: organisationKind === 'hub' })
}
