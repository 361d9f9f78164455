import { randomBytes, randomUUID } from 'node:crypto'
import { noFacts } from '#server/calls/core/facts.ts'
import type { Database } from '#server/platform/database.ts'
import type { Actor } from '#shared/staff.ts'

/** A link to the visits of somebody, as it may be there: from a call that is over, with nothing texted. */
export async function aVisitLink(
  { sql, run }: Database,
  { lineId, staffId, name, organisation }: Pick<Actor, 'lineId' | 'staffId' | 'name' | 'organisation'>,
  { patientId, teamTaskId, carer }: { patientId: string; teamTaskId: string; carer: string },
): Promise<string> {
  const [id, callId] = [randomUUID(), randomUUID()]
  await run(sql`
    with call as (
      insert into calls (id, line_id, version, state, direction, facts, started_at, patient_id, identity_epoch)
      values (${callId}, ${lineId}, 1, 'closed', 'inbound', ${sql.json(noFacts(new Date().toISOString()) as never)}, now(), ${patientId}, 1)
      returning id
    )
    insert into visit_links (
      id, line_id, patient_id, call_id, contact_item, carer, to_number, token_hash, language, agreed, team_tasks, wants_texts,
      said_yes, asked_by, asked_name, organisation, message_id, made_at, expires_at
    )
    select ${id}::uuid, ${lineId}::uuid, ${patientId}::uuid, call.id, ${randomUUID()}::uuid, ${carer}, '+447700900688',
           ${randomBytes(32)}, 'en', '[]', array[${teamTaskId}::uuid], false, ${carer}, ${staffId}::uuid, ${name},
           ${organisation}, ${randomUUID()}::uuid, now(), now() + interval '2 days'
    from call`)
  return id
}
