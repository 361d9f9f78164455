import type { Fragment, Sql } from '#server/platform/database.ts'
import { SOFTWARE } from '#server/platform/software.ts'

/**
 * CTEs that log the looks of the invented calls, each a link of its organisation's chain with the time at which it would have
 * been made. `new_calls (id, line_id)` says which calls are new; the statement is `with recursive`. A chain that nurses have
 * gone on with is taken up where it is: its time does not run backwards.
 */
export function writeLooks(sql: Sql, looks: readonly object[]): Fragment {
  const nothing = sql`decode(repeat('00', 32), 'hex')`
  return sql`
    looks as materialized (
      select nextval('access_log_id_seq') as id, c.line_id, l.*,
             row_number() over (partition by c.line_id, l.organisation order by l.at, c.id) as nth
      from jsonb_to_recordset(${sql.json(looks as never)}::jsonb)
        as l (call_id uuid, at timestamptz, actor_id uuid, actor_name text, actor_role text, organisation text,
              action text, patient_id uuid, what text[], why jsonb, device text)
      join new_calls c on c.id = l.call_id
    ),
    hashed_looks as materialized (
      select id, line_id, organisation, nth, at, sha256(convert_to(access_row_text(
        id, 1, actor_id, actor_name, actor_role, null, null, action, patient_id, what, why, 'allowed',
        ${SOFTWARE}::text, device
      ), 'UTF8')) as rows_hash
      from looks
    ),
    heads_held as materialized (
      select * from access_log_heads where line_id in (select line_id from new_calls) for update
    ),
    look_links as (
      select id, line_id, organisation, nth, begun.seq, begun.at, begun.previous_hash,
             access_link_hash(begun.previous_hash, rows_hash, line_id, organisation, begun.seq, begun.at) as hash
      from hashed_looks
      left join heads_held head using (line_id, organisation)
      cross join lateral (
        select coalesce(head.seq, 0) + 1 as seq, greatest(head.at, hashed_looks.at) as at,
               coalesce(head.hash, ${nothing}) as previous_hash
      ) as begun
      where nth = 1
      union all
      select next.id, next.line_id, next.organisation, next.nth, link.seq + 1, greatest(link.at, next.at), link.hash,
             access_link_hash(link.hash, next.rows_hash, next.line_id, next.organisation, link.seq + 1,
                              greatest(link.at, next.at))
      from look_links link
      join hashed_looks next
        on next.line_id = link.line_id and next.organisation = link.organisation and next.nth = link.nth + 1
    ),
    look_heads as (
      insert into access_log_heads (line_id, organisation, seq, at, previous_hash, hash)
      select distinct on (line_id, organisation) line_id, organisation, seq, at, previous_hash, hash
      from look_links
      order by line_id, organisation, seq desc
      on conflict (line_id, organisation) do update
      set seq = excluded.seq, at = excluded.at, previous_hash = excluded.previous_hash, hash = excluded.hash
    ),
    new_looks as (
      insert into access_log (
        id, line_id, organisation, seq, place, at, previous_hash, hash,
        actor_id, actor_name, actor_role, action, patient_id, what, why, outcome, software, device
      )
      overriding system value
      select id, line_id, organisation, link.seq, 1, link.at, link.previous_hash, link.hash,
             actor_id, actor_name, actor_role, action, patient_id, what, why, 'allowed', ${SOFTWARE}::text, device
      from looks
      join look_links link using (id, line_id, organisation)
    )`
}
