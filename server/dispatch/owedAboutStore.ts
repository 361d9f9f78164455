import type { Fragment, Sql } from '#server/platform/database.ts'
import type { LineId } from '#shared/ids.ts'

/**
 * One JSON value: what is owed about the person of `asked (records, is_covered)`, the soonest first, each as OwedAlready. Of a protected
 * person no number is named: a landline is the place itself.
 */
export function owedAbout(sql: Sql, lineId: LineId): Fragment {
  return sql`(
    select coalesce(json_agg(json_build_object(
      'taskId', t.id, 'dueAt', to_char(t.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'owner', staff.name, 'to', case when not (select is_covered from asked) then t.from_number end
    ) order by t.due_at), '[]')
    from tasks t
    left join staff on staff.id = t.taken_by
    where t.line_id = ${lineId}
      and t.patient_id = any((select records from asked)::uuid[])
      and t.state <> 'done'
      and t.origin <> 'death' -- what follows a death is no call back that somebody was promised
  )`
}
