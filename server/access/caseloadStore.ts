import { z } from 'zod'
import { hasDied } from '#server/patients/hasDied.ts'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import type { CommandId, PatientId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import { Instant } from '#shared/time.ts'
import { isOf } from './relationshipStore.ts'

type Act = { commandId: CommandId; because: string }
/** A uuid[]: a record and those of the same person that are linked to it (patients/linkStore.ts). */
type RecordsOf = (patient: Fragment | PatientId) => Fragment

/** A boolean: the actor's organisation looks after this person, by this record or one that is linked to it. */
export function isOnList(sql: Sql, actor: Actor, patientId: PatientId): Fragment {
  return sql`exists (select from relationships r where r.kind = 'caseload' and ${isOf(sql, actor, patientId)})`
}

/**
 * A CTE `joined (patient_id)`: the person comes onto the list of the actor's organisation, where `onlyIf` holds. What opened the
 * record until then is written down with it: a claim is still to be judged, and the list stands on it.
 */
export function beginCaseload(
  sql: Sql,
  actor: Actor,
  patientId: PatientId,
  { commandId, because }: Act,
  onlyIf: Fragment,
): Fragment {
  return sql`
    joined as (
      insert into relationships (id, line_id, patient_id, organisation_id, kind, because, begun_by, rests_on)
      select ${commandId}::uuid, p.line_id, p.id, ${actor.organisationId}::uuid, 'caseload', ${because}, ${actor.staffId}::uuid,
             (select r.id from relationships r
              where r.kind = 'claimed' and r.staff_id = ${actor.staffId} and ${isOf(sql, actor, patientId)}
              order by r.begun_at desc limit 1)
      from patients p
      where p.line_id = ${actor.lineId}
        and p.id = ${patientId}
        and not ${hasDied(sql)}
        and not ${isOnList(sql, actor, patientId)}
        and (${onlyIf})
      on conflict do nothing
      returning patient_id
    )`
}

/**
 * A CTE `relations_ended (patient_id)`: the actor's organisation looks after the person no more, by whichever of their linked records;
 * what its people had claimed ends with it. A broken glass does not: an emergency is nobody's list.
 */
export function endCaseload(
  sql: Sql,
  actor: Actor,
  patientId: PatientId,
  { commandId, because }: Act,
  recordsOf: RecordsOf,
): Fragment {
  return sql`
    relations_ended as (
      update relationships r
      set ended_at = now(), ended_by = ${actor.staffId}, ended_name = ${actor.name}, ended_how = 'left',
          ended_because = ${because}, ended_command = ${commandId}
      where r.line_id = ${actor.lineId}
        and r.patient_id = any(${recordsOf(patientId)})
        and r.organisation_id = ${actor.organisationId}
        and r.kind in ('caseload', 'claimed')
        and r.ended_at is null
        and (r.until is null or r.until > now())
        and ${isOnList(sql, actor, patientId)}
        and not ${wasEndedBy(sql, actor, patientId, commandId, recordsOf)}
      returning r.patient_id
    )`
}

/** A boolean: this very command ended it, before this statement. */
export function wasEndedBy(
  sql: Sql,
  actor: Actor,
  patientId: PatientId,
  commandId: CommandId,
  recordsOf: RecordsOf,
): Fragment {
  return sql`exists (
    select from relationships before
    where before.line_id = ${actor.lineId}
      and before.patient_id = any(${recordsOf(patientId)})
      and before.organisation_id = ${actor.organisationId}
      and before.ended_at is not null
      and before.ended_command = ${commandId}
  )`
}

/**
 * A CTE `relations_ended (patient_id)`, of the CTE `review_closed` (audit/reviewStore.ts): what the verdict finds no good reason for is
 * over, and with a claim the list that somebody took the person onto by it.
 */
export function endByVerdict(sql: Sql, officer: Actor, recordsOf: RecordsOf): Fragment {
  return sql`
    relations_ended as (
      update relationships r
      set ended_at = now(), ended_by = ${officer.staffId}, ended_name = ${officer.name}, ended_how = 'not_justified'
      from review_closed v
      where v.verdict = 'not_justified'
        and v.kind in ('claimed', 'break_glass')
        and r.line_id = v.line_id
        and r.patient_id = any(${recordsOf(sql`v.patient_id`)})
        and r.ended_at is null
        and (r.until is null or r.until > now())
        and v.key in (r.kind || '/' || r.id, 'claimed/' || r.rests_on)
      returning r.patient_id
    )`
}

/** What the pages that show these records are told, for `appendFeed`: a message for each record of the persons of `relations_ended`. */
export function endedTold(sql: Sql, recordsOf: RecordsOf): Fragment {
  return sql`(
    select coalesce(jsonb_agg(distinct jsonb_build_object('kind', 'record', 'patientId', same.id, 'turnsLists', true)), '[]')
    from relations_ended ended
    cross join lateral unnest(${recordsOf(sql`ended.patient_id`)}) as same (id)
  )`
}

const Ended = z.object({ how: z.enum(['left', 'not_justified']), at: Instant, by: z.string() })
export type Ended = z.infer<typeof Ended>

/**
 * What closed this record to this reader within a day, where somebody ended it: told to whoever ended it or whose own it was, and to
 * a colleague who was shown the record (`hasShown`). Null for everybody else, as of nobody.
 */
export async function readEnded(
  db: Database,
  { lineId, organisationId, staffId }: Actor,
  records: Fragment,
  hasShown: Fragment,
): Promise<Ended | null> {
  const { sql } = db
  const [row] = await db.run(sql`
    select r.ended_how as how, r.ended_at as at, r.ended_name as by
    from relationships r
    where r.line_id = ${lineId}
      and r.patient_id = any(${records})
      and r.organisation_id = ${organisationId}
      and r.ended_at > now() - interval '1 day'
      and r.ended_how is not null
      and (r.staff_id is null or r.staff_id = ${staffId})
      and (r.staff_id = ${staffId} or r.ended_by = ${staffId} or ${hasShown})
    order by r.ended_at desc, r.kind
    limit 1`)
  return row ? Ended.parse(row) : null
}
