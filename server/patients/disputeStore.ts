import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { Dispute, type DisputeVerdict, type SettleDispute } from '#shared/disputes.ts'
import type { CallId, PatientId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'

/** Owns identity_disputes, and patients.is_disputed with it. */

type Raised = { id: string; patientId: PatientId; callId: CallId | null; because: string }

/**
 * CTEs `disputed_person (id)`, locked, where the actor has a reason to be there; `dispute_raised (id)`; and `person_disputed`.
 * A record that is disputed already stays so, with the words of whoever was first.
 */
export function raiseDispute(
  sql: Sql,
  actor: Actor,
  { id, patientId, callId, because }: Raised,
  onlyIf: Fragment,
): Fragment {
  return sql`
    disputed_person as materialized (
      select p.id
      from patients p
      where p.line_id = ${actor.lineId} and p.id = ${patientId} and (${onlyIf})
      for no key update of p
    ),
    dispute_raised as (
      insert into identity_disputes (id, line_id, patient_id, call_id, because, raised_by, raised_name, organisation)
      select ${id}::uuid, ${actor.lineId}::uuid, disputed_person.id, ${callId}::uuid, ${because}, ${actor.staffId}::uuid,
             ${actor.name}, ${actor.organisation}
      from disputed_person
      on conflict do nothing
      returning id, patient_id
    ),
    person_disputed as (
      update patients p
      set is_disputed = true
      from dispute_raised
      where p.id = dispute_raised.patient_id
    )`
}

const MOST_DISPUTES = 100
const Disputes = z.array(Dispute)

/** Which disputes somebody reads: those of the line at its hub, and elsewhere those that her own organisation raised. */
export function areHers(sql: Sql, { lineId, organisation, organisationKind }: Actor): Fragment {
  return organisationKind === 'hub'
    ? sql`d.line_id = ${lineId}`
    : sql`d.line_id = ${lineId} and d.organisation = ${organisation}`
}

/** Open ones first, and then the newest. Their names are a look. */
export async function readDisputes(db: Database, actor: Actor, accessLogged: Fragment): Promise<Dispute[]> {
  const { sql } = db
  const rows = await db.run(sql`
    with listed as (
      select d.*
      from identity_disputes d
      where ${areHers(sql, actor)}
      order by d.settled_at is not null, d.raised_at desc
      limit ${MOST_DISPUTES}
    ),
    looked as (
      select distinct patient_id, array['name', 'birthDate'] as what, 'allowed' as outcome from listed
    ),
    ${accessLogged}
    select d.id as dispute_id, d.patient_id, coalesce(p.name, 'Name not known') as name, p.birth_date, d.because, d.raised_at,
           d.raised_name || ', ' || d.organisation as raised_by,
           case when d.settled_at is not null then jsonb_build_object(
             'verdict', d.verdict, 'because', d.settled_because, 'by', d.settled_name,
             'at', to_char(d.settled_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
             'wrong', jsonb_array_length(d.wrong_items)
           ) end as settled
    from listed d
    join patients p on p.id = d.patient_id
    order by d.settled_at is not null, d.raised_at desc`)
  return Disputes.parse(rows)
}

/** How many disputes wait to be settled. Nobody is named, so it is no look at anybody. */
export function countOpenDisputes(sql: Sql, actor: Actor) {
  return sql<{ open: number }[]>`
    select count(*)::int as open from identity_disputes d where ${areHers(sql, actor)} and d.settled_at is null`
}

/** A boolean about the person `p`: this dispute, which the actor may read, is about them. `isOpen`: and is not settled. */
export function isDisputeAbout(sql: Sql, actor: Actor, disputeId: string, isOpen: boolean): Fragment {
  return sql`exists (
    select from identity_disputes d
    where d.id = ${disputeId} and d.patient_id = p.id and ${areHers(sql, actor)}
      ${isOpen ? sql`and d.settled_at is null` : sql``}
  )`
}

type DisputeRow = {
  patientId: PatientId
  raisedAt: string
  raisedBy: string
  settledBy: string | null
  settledName: string | null
  verdict: DisputeVerdict | null
  settledBecause: string | null
  wrongItems: unknown
}

/** What is known of the id under which a dispute is raised, before it is; nothing of one that is new. */
export function disputeBefore(sql: Sql, lineId: string, disputeId: string): Fragment {
  return sql`(
    select jsonb_build_object('patientId', d.patient_id, 'raisedBy', d.raised_by, 'settledName', d.settled_name)
    from identity_disputes d
    where d.id = ${disputeId} and d.line_id = ${lineId}
  )`
}

/** Whom a dispute is about and when it was raised; no row where it is not the actor's to read. */
export function disputeOf(sql: Sql, actor: Actor, disputeId: string) {
  return sql<DisputeRow[]>`
    select d.patient_id, d.raised_at, d.raised_by, d.settled_by, d.settled_name, d.verdict, d.settled_because, d.wrong_items
    from identity_disputes d
    where d.id = ${disputeId} and ${areHers(sql, actor)}`
}

/** A CTE `dispute_settled (id, patient_id)`. `onlyIf` is a boolean over the statement's earlier CTEs. */
export function settleDispute(
  sql: Sql,
  actor: Actor,
  disputeId: string,
  { verdict, because, wrong }: SettleDispute,
  onlyIf: Fragment,
): Fragment {
  return sql`
    dispute_settled as (
      update identity_disputes d
      set settled_at = now(), settled_by = ${actor.staffId}, settled_name = ${actor.name}, verdict = ${verdict},
          settled_because = ${because}, wrong_items = ${sql.json(wrong as never)}
      where d.id = ${disputeId}
        and d.line_id = ${actor.lineId}
        and d.settled_at is null
        and ${onlyIf}
      returning d.id, d.patient_id
    )`
}

/**
 * A boolean: this person's row, locked from now on. Whoever writes of a person has it first; who came to it last would hold what they
 * wait for.
 */
export function lockPerson(sql: Sql, { lineId }: Actor, patientId: PatientId): Fragment {
  return sql`exists (select from patients where line_id = ${lineId} and id = ${patientId} for no key update)`
}

/** A CTE `person_cleared`: nothing is in dispute about whom `dispute_settled` names. Not beside one that writes entries: those clear it. */
export function clearPerson(sql: Sql): Fragment {
  return sql`
    person_cleared as (
      update patients p
      set is_disputed = false
      from dispute_settled
      where p.id = dispute_settled.patient_id
    )`
}
