import type { Database } from '#server/platform/database.ts'
import { reconcilePromise } from '#server/staff/core/reconcilePromise.ts'
import type { Instant } from '#shared/time.ts'
import type { Line } from './twiml.ts'

export async function readLineRows(db: Database): Promise<object[]> {
  return db.run(db.sql`select id, name, phone_number, on_call_numbers from lines order by name`)
}

/**
 * Every line has its standing promise. One that is there begins again at a start, and is left alone afterwards, unless it was
 * given up: then nobody would ask the carrier any more.
 */
export async function makeReconcilePromises(
  db: Database,
  lines: readonly Line[],
  at: Instant,
  ifThere: 'begin again' | 'leave it',
): Promise<void> {
  const { sql } = db
  const rows = lines.map(({ lineId }) => {
    const { key, kind } = reconcilePromise(lineId, at)
    return { line_id: lineId, key, kind }
  })
  const again = sql`
    set kept_at = null, given_up_at = null, leased_until = null, failures = 0, due_at = excluded.due_at`
  await db.run(sql`
    insert into promises (key, kind, line_id, subject_id, due_at)
    select made.key, made.kind, made.line_id, made.line_id, ${at}
    from jsonb_to_recordset(${sql.json(rows)}) as made (key text, kind text, line_id uuid)
    on conflict (key) ${
      ifThere === 'leave it'
        ? sql`do update ${again} where promises.given_up_at is not null`
        : sql`do update ${again}`
    }`)
}
