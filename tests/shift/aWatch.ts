import { randomUUID } from 'node:crypto'
import type { Database } from '#server/platform/database.ts'
import type { Actor } from '#shared/staff.ts'

/** Somebody whom this nurse watches, with these words; her name stands there too. */
export async function aWatch(
  { sql, run }: Database,
  { lineId, staffId, name }: Pick<Actor, 'lineId' | 'staffId' | 'name'>,
  { patientId, because }: { patientId: string; because: string },
): Promise<string> {
  const watchId = randomUUID()
  await run(sql`
    insert into watched (id, line_id, patient_id, reason, because, put_at, until, put_by, put_name)
    values (${watchId}, ${lineId}, ${patientId}, 'unstable', ${because}, now(), now() + interval '8 hours', ${staffId}, ${name})`)
  return watchId
}

/** A hand-over of this nurse that waits, or was taken back, with this worry about somebody. */
export async function aHandOver(
  { sql, run }: Database,
  { lineId, staffId, name }: Pick<Actor, 'lineId' | 'staffId' | 'name'>,
  { patientId, words, isOver = false }: { patientId: string; words: string; isOver?: boolean },
): Promise<string> {
  const id = randomUUID()
  const items = [{ kind: 'worry', key: 'worry/1', words, patientId }]
  await run(sql`
    insert into hand_overs (id, line_id, given_by, given_name, given_at, contents, withdrawn_at)
    values (${id}, ${lineId}, ${staffId}, ${name}, now(), ${sql.json(items)}, ${isOver ? sql`now()` : null})`)
  return id
}

/** Somebody on a ring-round of this line, whom a nurse has skipped with these words. */
export async function aRoundCall(
  { sql, run }: Database,
  { lineId, staffId, name }: Pick<Actor, 'lineId' | 'staffId' | 'name'>,
  { patientId, because }: { patientId: string; because: string },
): Promise<string> {
  const id = randomUUID()
  await run(sql`
    insert into round_calls (
      id, line_id, round_day, patient_id, why, drawn_at, drawn_by, drawn_name, skipped_at, skipped_name, skipped_because
    )
    values (${id}, ${lineId}, '2198-01-01', ${patientId}, '{dying}', now(), ${staffId}, ${name}, now(), ${name}, ${because})`)
  return id
}

/** A target that was missed, drafted by itself, of this task. */
export async function anIncident(
  { sql, run }: Database,
  lineId: string,
  teamTaskId: string,
): Promise<string> {
  const account = {
    kind: 'symptom_visit',
    urgency: 'U2',
    raisedAt: '2026-11-30T01:00:00.000Z',
    dueAt: '2026-11-30T03:00:00.000Z',
    asked: [{ team: 'Night nursing', at: '2026-11-30T01:00:01.000Z', answer: 'silent' }],
  }
  const id = randomUUID()
  await run(sql`
    insert into incident_drafts (id, key, line_id, kind, team_task_id, drafted_at, account)
    values (${id}, ${id}, ${lineId}, 'visit_late', ${teamTaskId}, '2026-11-30T03:00:00.000Z', ${sql.json(account)})`)
  return id
}
