import { randomUUID } from 'node:crypto'
import { begin } from '#server/dispatch/core/teamTaskFacts.ts'
import type { Database } from '#server/platform/database.ts'
import type { Actor } from '#shared/staff.ts'
import { plusSeconds } from '#shared/time.ts'

/** Something asked of the teams about somebody, with these words; nobody is asked yet, and nothing is promised. */
export async function aTeamTask(
  { sql, run }: Database,
  { lineId, staffId, name }: Pick<Actor, 'lineId' | 'staffId' | 'name'>,
  { patientId, why }: { patientId: string; why: string },
): Promise<string> {
  const id = randomUUID()
  const at = new Date().toISOString()
  const dueAt = plusSeconds(at, 7_200)
  const facts = begin({
    kind: 'raised',
    at,
    by: { staffId, name },
    work: { kind: 'symptom_visit', urgency: 'U2', skills: [], why, dueAt, first: null, code: null },
  })
  await run(sql`
    insert into team_tasks (id, line_id, kind, urgency, state, patient_id, again_because, facts, raised_at, due_at)
    values (${id}, ${lineId}, 'symptom_visit', 'U2', 'with_line', ${patientId}, 'one for each test', ${sql.json(facts as never)}, ${at}, ${dueAt})`)
  return id
}
