import { randomUUID } from 'node:crypto'
import type { Database } from '#server/platform/database.ts'

/** A text that came back about a team task and that no rule could read, with these words: it waits for a person. */
export async function anAnswer(
  { sql, run }: Database,
  lineId: string,
  { teamTaskId, words }: { teamTaskId: string; words: string },
): Promise<string> {
  const id = randomUUID()
  await run(sql`
    insert into message_answers (id, source_key, line_id, from_number, via, said, words, at, about_team_task, for_person_at)
    values (${id}, ${`text/${id}`}, ${lineId}, '+447700900599', 'text', ${sql.json({ kind: 'not_understood' })}, ${words}, now(),
            ${teamTaskId}, now())`)
  return id
}
