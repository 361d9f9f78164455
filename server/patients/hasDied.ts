import type { Fragment, Sql } from '#server/platform/database.ts'

/** A boolean about a person, `p` where no other row is named: a death is on this record or on another one of the same person. */
export function hasDied(sql: Sql, p: Fragment = sql`p`): Fragment {
  return sql`(${p}.is_deceased or ((${p}.kept_at is not null or ${p}.others > 0) and not may_be_contacted(${p}.id)))`
}
