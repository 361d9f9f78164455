import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import type { PatientId } from '#shared/ids.ts'
import type { WhyOpened } from '#shared/patients.ts'
import type { Actor } from '#shared/staff.ts'

export type AccessAction =
  | 'opened'
  | 'suggested'
  | 'searched'
  | 'compared'
  | 'changed'
  | 'registered'
  | 'exported'
  | 'claimed'
  | 'broke_glass'
  | 'listed'
  | 'reviewed'
  | 'read_log'
  | 'summarised'
  | 'gave_code'
  | 'revealed'
  | 'linked'

/** Who looks: somebody who is signed in, or somebody without an account whom one of them let in. */
export type Looker =
  | Actor
  | (Pick<Actor, 'lineId' | 'name' | 'organisation'> & { staffId: null; sessionId: null; role: string })

/** Who looks, and why. Kept with the looker's name, role and organisation of this moment. */
export type Access = { actor: Looker; action: AccessAction; why: WhyOpened; requestId?: string }

/**
 * A CTE `access_logged` that writes one row for each row of the statement's earlier CTE `looked (patient_id, what,
 * outcome)`. Nobody is shown anything before this is committed, because it is the same statement: a failed log is a failed
 * read. `what` names the groups of fields that were shown; `outcome` is 'allowed' or 'refused'.
 */
export function appendAccess(sql: Sql, { actor, action, why, requestId }: Access): Fragment {
  return sql`
    access_logged as (
      insert into access_log (
        line_id, actor_id, actor_name, actor_role, organisation, session_id, request_id,
        action, patient_id, what, why, outcome
      )
      select
        ${actor.lineId}::uuid, ${actor.staffId}::uuid, ${actor.name}, ${actor.role}, ${actor.organisation},
        ${actor.sessionId}::uuid, ${requestId ?? null}::text,
        ${action}, looked.patient_id, looked.what, ${sql.json(why)}::jsonb, looked.outcome
      from looked
    )`
}

/**
 * Writes down a look at something that no statement of ours reads with its log: a message kept at the carrier, or a record
 * that was asked for and not even opened. Wait for it before anything is shown.
 */
export async function logAccess(
  db: Database,
  access: Access,
  {
    patientId,
    what,
    outcome,
  }: { patientId: PatientId | null; what: string[]; outcome: 'allowed' | 'refused' },
): Promise<void> {
  const { sql } = db
  await db.run(sql`
    with looked as (
      select ${patientId}::uuid as patient_id, ${sql.array(what)}::text[] as what, ${outcome}::text as outcome
    ),
    ${appendAccess(sql, access)}
    select 1`)
}
