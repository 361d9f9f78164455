import type { Fragment, Sql } from '#server/platform/database.ts'
import { type EntryToWrite, projected } from './core/entryToWrite.ts'

/** Whose an NHS number is: asked of patients, in the statement that writes it. */

/**
 * A boolean: no record of anybody else of the line has this NHS number, nor comes to have it before this statement ends; of two who write it at once
 * the second waits and is answered no. For the `onlyIf` of a statement that writes it.
 */
export function isNumberFree(
  sql: Sql,
  lineId: string,
  nhsNumber: string | undefined,
  patientId: string,
): Fragment {
  return sql`nhs_number_is_free(${lineId}::uuid, ${nhsNumber ?? null}::text, ${patientId}::uuid)`
}

/**
 * A CTE `number_asked (is_free, kept_at, others)`: whether the NHS number that is written is the person's own by what the record says
 * already, or nobody else's, and how the record was linked by which a number is theirs as well. Asked before the person's row is locked, as whoever registers a number asks it before there is a row.
 */
export function askNumber(
  sql: Sql,
  lineId: string,
  patientId: string,
  entries: readonly EntryToWrite[],
): Fragment {
  const number = entries.map(entry => projected(entry)?.columns.nhsNumber).find(digits => digits)
  return sql`
    number_asked as materialized (
      select ${
        number
          ? sql`
              coalesce((select nhs_number = ${number} from patients where line_id = ${lineId} and id = ${patientId}), false)
                or ${isNumberFree(sql, lineId, number, patientId)}`
          : sql`true`
      } as is_free, p.kept_at, p.others
      from (values (1)) as one
      left join patients p on p.line_id = ${lineId} and p.id = ${patientId}
    )`
}

/** A boolean, true: it has the number asked before whatever it stands in front of. */
export function isNumberAsked(sql: Sql): Fragment {
  return sql`(select count(is_free) from number_asked) > 0`
}

/** A boolean over `number_asked`. */
export function mayNumberStand(sql: Sql): Fragment {
  return sql`(select is_free from number_asked)`
}

/**
 * A boolean over `number_asked` and `person_asked`: the record that was waited for is linked as it was when the number was asked. A number
 * that a linked record has is not theirs any more once the two are parted.
 */
export function isLinkedAsAsked(sql: Sql): Fragment {
  return sql`not exists (
    select from number_asked n, person_asked p where (n.kept_at, n.others) is distinct from (p.kept_at, p.others)
  )`
}
