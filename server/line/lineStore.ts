import type { Database } from '#server/platform/database.ts'
import type { Instant } from '#shared/time.ts'
import type { Line } from './twiml.ts'

export async function readLineRows(db: Database): Promise<object[]> {
  return db.run(db.sql`select id, name, phone_number, on_call_numbers from lines order by name`)
}

/** One standing promise per line: whichever process takes it looks at the carrier, and makes it due again. */
export async function makeReconcilePromises(
  db: Database,
  lines: readonly Line[],
  at: Instant,
): Promise<void> {
  const { sql } = db
  const rows = lines.map(({ lineId }) => ({ line_id: lineId, key: `line/${lineId}/reconcile` }))
  await db.run(sql`
    insert into promises (key, kind, line_id, subject_id, due_at)
    select made.key, 'line.reconcile', made.line_id, made.line_id, ${at}
    from jsonb_to_recordset(${sql.json(rows)}) as made (key text, line_id uuid)
    on conflict (key) do update
    set kept_at = null, given_up_at = null, leased_until = null, failures = 0, due_at = excluded.due_at`)
}
