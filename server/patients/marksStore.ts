import type { Fragment, Sql } from '#server/platform/database.ts'

/** Reads what is said over a record: from patients, person_links and identity_disputes. */

/**
 * A CTE `linked`: the other records of the person whom the CTE `asked (id, kept_at, others)` names. One of them is kept, and
 * the others point to it.
 */
export function linkedOf(sql: Sql, lineId: string): Fragment {
  return sql`
    linked as (
      select o.id, o.name, o.birth_date, o.is_deceased, o.kept_at is null as is_kept
      from asked
      cross join lateral (
        select id, name, birth_date, is_deceased, kept_at from patients where line_id = ${lineId} and id = asked.kept_at
        union all
        select id, name, birth_date, is_deceased, kept_at
        from patients
        where line_id = ${lineId} and kept_at = coalesce(asked.kept_at, asked.id)
      ) as o
      where (asked.kept_at is not null or asked.others > 0) and o.id <> asked.id
    )`
}

/** One JSON value, a RecordMarks, over `asked` and `linked`; null for a record of which nothing is to be said. */
export function marksOf(sql: Sql): Fragment {
  return sql`
    case when asked.is_disputed or asked.kept_at is not null or asked.others > 0 then jsonb_build_object(
      'disputed', (
        select jsonb_build_object(
          'disputeId', d.id, 'because', d.because, 'by', d.raised_name || ', ' || d.organisation,
          'since', to_char(d.raised_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
        )
        from identity_disputes d
        where d.patient_id = asked.id and d.settled_at is null
      ),
      'linked', coalesce((
        select jsonb_agg(jsonb_build_object(
          'patientId', id, 'name', coalesce(name, 'Name not known'), 'birthDate', birth_date, 'isKept', is_kept,
          'hasDied', is_deceased
        ) order by is_kept desc, id)
        from linked
      ), '[]')
    ) end`
}
