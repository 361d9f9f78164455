import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import type { CommandId, PatientId } from '#shared/ids.ts'
import type { WatchRule } from '#shared/shift.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'

/** Owns watch_dismissals. */

/** What stands at a moment. */
export async function readDismissals(
  { sql, run }: Database,
  lineId: string,
  at: Instant,
): Promise<{ patientId: PatientId; rules: string[] }[]> {
  return run(sql<{ patientId: PatientId; rules: string[] }[]>`
    select coalesce(p.kept_at, p.id) as patient_id, d.rules
    from watch_dismissals d
    join patients p on p.id = d.patient_id
    where d.line_id = ${lineId} and d.until > ${at}::timestamptz`)
}

/** CTEs `dismissed (patient_id)` and `looked`: the same command twice is one. Who has died is not suggested in any case. */
export function dismissSuggestion(
  sql: Sql,
  actor: Actor,
  {
    commandId,
    patientId,
    rules,
  }: { commandId: CommandId; patientId: PatientId; rules: readonly WatchRule[] },
  at: Instant,
  until: Instant,
): Fragment {
  return sql`
    dismissed as (
      insert into watch_dismissals (id, line_id, patient_id, rules, at, until, by_staff, by_name)
      select ${commandId}::uuid, p.line_id, coalesce(p.kept_at, p.id), ${[...rules]}::text[], ${at}::timestamptz,
             ${until}::timestamptz, ${actor.staffId}::uuid, ${actor.name}
      from patients p
      where p.line_id = ${actor.lineId} and p.id = ${patientId} and may_be_contacted(p.id)
      on conflict do nothing
      returning patient_id
    ),
    looked as (
      select patient_id, array['watch'] as what, 'allowed' as outcome from dismissed
    )`
}

/** Whether this nurse said so by this command. */
export async function isDismissedBy(
  { sql, run }: Database,
  { lineId, staffId }: Actor,
  commandId: CommandId,
): Promise<boolean> {
  const rows = await run(sql`
    select from watch_dismissals where id = ${commandId} and line_id = ${lineId} and by_staff = ${staffId}`)
  return rows.length > 0
}
