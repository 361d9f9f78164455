import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import type { LineId, PatientId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { AGREEING } from './core/sharing.ts'
import { recordsOf } from './linkStore.ts'

/** Who asks, as far as it matters for sharing; a crew with a code has no account and no organisation of ours. */
type Asker = Pick<Actor, 'lineId' | 'name' | 'organisation' | 'organisationKind'> & {
  staffId: Actor['staffId'] | null
  organisationId: Actor['organisationId'] | null
}

/** One person by id, or an expression of the statement that names them. */
type Patient = PatientId | Fragment

/** Reads patient_agreements, patient_restrictions and patient_beginnings, as questions about one who asks. Written by projectionStore.ts. */

/**
 * A boolean: the person agreed that this organisation may see the record, and nothing forbids it. What names the organisation
 * counts before what names its kind, and that before everybody who gives care; of two that count alike, a no is a no. A yes that
 * begins later is as a no until then.
 * Nothing recorded is not a yes. Whoever is off the register shares with nobody, whatever they agreed to before. The hub needs no
 * agreement to share: it is agreed to with the register, and without that it is shown the record in little.
 */
export function isShared(sql: Sql, actor: Asker, patient: Patient): Fragment {
  if (actor.organisationKind === 'hub') return isAgreed(sql, actor, patient)
  return sql`(${isAgreed(sql, actor, patient)} and not ${isOffRegister(sql, patient)})`
}

/** As `isShared`, of what somebody may be shown who is off the register: a boolean. */
export function isAgreed(sql: Sql, actor: Asker, patient: Patient): Fragment {
  return sql`(
    ${agrees(sql, actor, patient)}
      and not ${hasRestriction(sql, actor, patient, 'hide_all')}
      and not ${refusedOnOther(sql, actor, patient)}
  )`
}

/** A boolean: on another record of this person, linked to this one, they said no. A no counts wherever it was written down. */
function refusedOnOther(sql: Sql, actor: Asker, patient: Patient): Fragment {
  if (actor.organisationKind === 'hub') return sql`false`
  return sql`exists (
    select from patients this
    join patients o on o.id <> this.id and (o.id = this.kept_at or o.kept_at = coalesce(this.kept_at, this.id))
    where this.id = ${patient}
      and (this.kept_at is not null or this.others > 0)
      and ${answered(sql, actor, sql`o.id`)} is false
  )`
}

function agrees(sql: Sql, actor: Asker, patient: Patient): Fragment {
  return actor.organisationKind === 'hub' ? sql`true` : sql`coalesce(${answered(sql, actor, patient)}, false)`
}

/** What the record says of sharing with this organisation: null where nothing is recorded. */
function answered(sql: Sql, { lineId, organisation, organisationKind }: Asker, patient: Patient): Fragment {
  return sql`
    (
      select bool_and(agrees)
      from (
        select a.agrees and coalesce(a.from_at <= now(), true) as agrees,
               rank() over (
                 order by case when a.organisation is not null then 0 when a.scope <> 'everyone_caring' then 1 else 2 end
               ) as place
        from patient_agreements a
        where a.line_id = ${lineId}
          and a.patient_id = ${patient}
          and a.scope in (${organisationKind}, 'everyone_caring')
          and (a.organisation is null or a.organisation = ${organisation.toLowerCase()})
      ) as ranked
      where place = 1
    )`
}

/** A boolean: one of the person's limits of this rule is in force against this actor or their organisation. */
export function hasRestriction(
  sql: Sql,
  actor: Asker,
  patient: Patient,
  rule: 'hide_all' | 'ask_each_time',
): Fragment {
  return sql`exists (select 1 from ${restrictionsOn(sql, actor, patient)} where r.rule = ${rule} and r.against <> 'section')`
}

/**
 * A boolean: this person wanted to be off the register, as any of their records says. Of somebody who has died the register says that
 * they died; what they wanted stands in their agreement, and holds.
 */
export function isOffRegister(sql: Sql, patient: Patient): Fragment {
  return sql`coalesce((
    select bool_or(case one.status when 'withdrawn' then true when 'deceased' then ${refusedRegister(sql, sql`one.id`)} else false end)
    from patients one
    where one.id = any(${recordsOf(sql, patient)})
  ), false)`
}

function refusedRegister(sql: Sql, patient: Fragment): Fragment {
  return sql`coalesce((
    select e.known_state = 'known' and e.retracted is null and e.body ->> 'value' in ('declined', 'withdrawn')
    from record_entries e
    where e.patient_id = ${patient} and e.section = 'consentToRegister'
    order by e.version desc
    limit 1
  ), false)`
}

/** A text[]: sections that the person keeps from this actor. */
export function hiddenSections(sql: Sql, actor: Asker, patient: Patient): Fragment {
  return sql`
    array(
      select distinct hidden.section
      from ${restrictionsOn(sql, actor, patient)}
      cross join lateral unnest(
        case when r.against = 'section' then r.names || r.sections when r.rule = 'hide_sections' then r.sections else '{}' end
      ) as hidden (section)
      order by hidden.section
    )`
}

/**
 * Of whom an agreement, of sharing or another, began after `since`, or a limit began or ended, of itself, with the records linked to theirs; and the moment of
 * this answer, for the next one. Of an end the day is kept: the limit is over with it.
 */
export async function readTurnedSharing(
  { sql, run }: Database,
  since: Instant | null,
): Promise<{ at: Instant; turned: { lineId: LineId; patientId: PatientId }[] }> {
  const from = sql`${since}::timestamptz`
  const endOf = sql`(r.until_on + 1)::timestamp at time zone 'Europe/London'`
  const rows = await run(sql<{ at: Instant; lineId: LineId | null; patientId: PatientId | null }[]>`
    select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, turned.line_id, turned.patient_id
    from (select) as always
    left join (
      select distinct r.line_id, same.id as patient_id
      from (
        select line_id, patient_id from patient_agreements where from_at > ${from} and from_at <= now()
        union all
        select line_id, patient_id from patient_restrictions where from_at > ${from} and from_at <= now()
        union all
        select line_id, patient_id from patient_beginnings where begins_at > ${from} and begins_at <= now()
        union all
        select line_id, patient_id
        from patient_restrictions r
        where r.until_on between (${from} at time zone 'Europe/London')::date - 1 and (now() at time zone 'Europe/London')::date
          and ${endOf} > ${from} and ${endOf} <= now()
      ) as r
      cross join lateral unnest(${recordsOf(sql, sql`r.patient_id`)}) as same (id)
    ) as turned on ${since}::timestamptz is not null`)
  const turned = rows.flatMap(({ lineId, patientId }) => (lineId && patientId ? [{ lineId, patientId }] : []))
  return { at: rows[0]?.at ?? since ?? '', turned }
}

/** How often what they agreed to and keep back was written on the record of whom `asked (id)` names. */
export function sharingVersionOf(sql: Sql, lineId: LineId): Fragment {
  return sql`(select sharing_version from patients where line_id = ${lineId} and id = (select id from asked))`
}

/** One JSON value about whom `asked (id)` names: what each record that is linked to this one says of sharing. */
export function wishesElsewhere(sql: Sql): Fragment {
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object(
      'isOffRegister', ${isOffRegister(sql, sql`other.id`)},
      'agreements', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'scope', a.scope, 'organisation', a.organisation, 'agrees', a.agrees, 'fromAt', ${momentOf(sql, sql`a.from_at`)}
        )), '[]')
        from patient_agreements a
        where a.patient_id = other.id
      ),
      'restrictions', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'against', r.against, 'names', r.names, 'rule', r.rule, 'sections', r.sections, 'untilOn', r.until_on,
          'fromAt', ${momentOf(sql, sql`r.from_at`)}
        )), '[]')
        from patient_restrictions r
        where r.patient_id = other.id
      )
    )), '[]')
    from unnest(${recordsOf(sql, sql`(select id from asked)`)}) as other (id)
    where other.id <> (select id from asked)
  )`
}

function momentOf(sql: Sql, column: Fragment): Fragment {
  return sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}

/** A boolean about whom `asked (id)` names: whether another record of this person says that carers are told nothing, now or until a later moment. */
export function refusesCarersElsewhere(sql: Sql): Fragment {
  return sql`exists (
    select
    from unnest(${recordsOf(sql, sql`(select id from asked)`)}) as other (id)
    cross join lateral (
      select e.known_state, e.body, e.retracted
      from record_entries e
      where e.patient_id = other.id and e.section = 'consentToTellCarers'
      order by e.version desc
      limit 1
    ) as newest
    where other.id <> (select id from asked)
      and newest.known_state = 'known' and newest.retracted is null
      and (
        newest.body ->> 'value' in ('declined', 'withdrawn')
        or (newest.body ->> 'value' = any(${[...AGREEING]}) and (newest.body ->> 'from')::timestamptz > now())
      )
  )`
}

/**
 * `r`: the limits that are in force now and against this actor, wherever of the person's linked records they were written down.
 * A limit on a section is against everybody but the hub.
 */
function restrictionsOn(sql: Sql, actor: Asker, patient: Patient): Fragment {
  const { lineId, staffId, name, organisation, organisationKind } = actor
  const isHub = organisationKind === 'hub'
  return sql`
    (
      select restriction.*
      from patient_restrictions restriction
      left join organisations own on own.id = ${actor.organisationId}
      where restriction.line_id = ${lineId}
        and restriction.patient_id = any(${recordsOf(sql, patient)})
        and (restriction.from_at is null or restriction.from_at <= now())
        and (restriction.until_on is null or restriction.until_on >= (now() at time zone 'Europe/London')::date)
        and case restriction.against
              when 'person' then restriction.names && array[${staffId}::text, ${name.toLowerCase()}]
              when 'organisation' then restriction.names && array[${organisation.toLowerCase()}, own.ods_code]
              when 'scope' then ${isHub ? sql`false` : sql`restriction.names && array[${organisationKind}, 'everyone_caring']`}
              when 'section' then ${!isHub}
            end
    ) as r`
}
