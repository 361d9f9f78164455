import type { Fragment, Sql } from '#server/platform/database.ts'
import { CALL_BACK_KINDS } from '#shared/dispatch.ts'
import type { CallId, LineId, TaskId } from '#shared/ids.ts'

/** `records`: a uuid[]. What the call itself owes, and what it was made to keep, is not owed beside it. */
type About = {
  lineId: LineId | Fragment
  records: Fragment
  callId: CallId | Fragment
  forTask: TaskId | Fragment | null
}

/** A boolean over `tasks t`: a call back that somebody was promised about the person. What follows a death is none. */
function isOwed(sql: Sql, { lineId, records, callId, forTask }: About): Fragment {
  return sql`
    t.line_id = ${lineId}::uuid
    and t.patient_id = any(${records}::uuid[])
    and t.state <> 'done'
    and t.kind = any(${[...CALL_BACK_KINDS]}::text[])
    and t.call_id is distinct from ${callId}::uuid
    and t.id is distinct from ${forTask}::uuid
    and ${isToBeMade(sql, records)}`
}

/** A boolean over `tasks t`, about the person of these `records`: it is owed by itself, and no other call back stands for it. As `answersToo` in shared/dispatch.ts. */
function isToBeMade(sql: Sql, records: Fragment): Fragment {
  return sql`not (
    t.state = 'open'
    and t.kind = 'call_back_promised'
    and exists (
      select from tasks other
      where other.id = t.with_task
        and other.state <> 'done'
        and other.kind = any(${[...CALL_BACK_KINDS]}::text[])
        and other.patient_id = any(${records}::uuid[])
    )
  )`
}

/**
 * One JSON value: what is owed about the person of `asked (records, is_covered)`, the soonest first, each as OwedAlready. Of a protected
 * person no number is named: a landline is the place itself.
 */
export function owedAbout(sql: Sql, call: Omit<About, 'records'>): Fragment {
  return sql`(
    select coalesce(json_agg(json_build_object(
      'taskId', t.id, 'dueAt', to_char(t.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'owner', staff.name, 'to', case when not (select is_covered from asked) then t.from_number end
    ) order by t.due_at), '[]')
    from tasks t
    left join staff on staff.id = t.taken_by
    where ${isOwed(sql, { ...call, records: sql`(select records from asked)` })}
  )`
}

/** A boolean: something is owed about the person; where `taskId` is given, that. */
export function isOwedAbout(sql: Sql, about: About, taskId: TaskId | null = null): Fragment {
  return sql`exists (
    select from tasks t where ${isOwed(sql, about)} and ${taskId ? sql`t.id = ${taskId}` : sql`true`}
  )`
}
