import { z } from 'zod'
import { hasDied } from '#server/patients/hasDied.ts'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { KnownPerson, RelationshipKind } from '#shared/access.ts'
import { type LineId, type OrganisationId, PatientId, type StaffId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import { Instant } from '#shared/time.ts'
import type { Known } from './core/standing.ts'

const KnownRow = z.object({
  relationship: z
    .object({
      id: z.uuid(),
      kind: RelationshipKind,
      because: z.string().nullable(),
      until: Instant.nullable(),
    })
    .nullable(),
  isShared: z.boolean(),
  asksFirst: z.boolean(),
  hidden: z.array(z.string()),
  isOffRegister: z.boolean(),
  version: z.int().nullable(),
})

/**
 * What other modules know, as expressions of the statement: the person's wishes (patients/sharingStore.ts), and the tasks
 * `(id, raised_at)` about them that the actor has taken (dispatch/taskStore.ts).
 */
type Beside = {
  isShared: Fragment
  asksFirst: Fragment
  hidden: Fragment
  isOffRegister: Fragment
  tasks: Fragment
}

/** What there is between this actor and this person. The same for a person of another line as for nobody. */
export async function readKnown(
  db: Database,
  actor: Actor,
  patientId: PatientId,
  { isShared, asksFirst, hidden, isOffRegister, tasks }: Beside,
): Promise<Known & { version: number | null }> {
  const { sql } = db
  const [row] = await db.run(sql`
    select (
             select jsonb_build_object(
               'id', way.id, 'kind', way.kind, 'because', way.because,
               'until', to_char(way.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
             )
             from (
               select r.id, r.kind, r.because, r.until, r.begun_at
               from relationships r
               where ${isOf(sql, actor, patientId)}
               union all
               select t.id, 'task', null, null, t.raised_at
               from ${tasks} as t
             ) as way
             order by array_position(array['break_glass', 'caseload', 'task', 'claimed'], way.kind), way.begun_at desc
             limit 1
           ) as relationship,
           ${isShared} as is_shared,
           ${asksFirst} as asks_first,
           ${hidden} as hidden,
           ${isOffRegister} as is_off_register,
           (select version from patients where line_id = ${actor.lineId} and id = ${patientId}) as version`)
  return KnownRow.parse(row)
}

/**
 * `r` is a relationship of this actor with this person that stands now. Its aliases are its own: `patientId` may be the `p.id` of the
 * statement, and would otherwise mean the row that is read here.
 */
export function isOf(
  sql: Sql,
  { lineId, organisationId, staffId }: Actor,
  patientId: PatientId | Fragment,
): Fragment {
  return sql`
    r.line_id = ${lineId}
      -- Two records of one person that are linked: a reason to see one is a reason to see the other.
      and r.patient_id = any(array(
        select ${patientId}::uuid
        union all
        select same_person.id
        from patients asked_for
        join patients same_person
          on same_person.id = asked_for.kept_at or same_person.kept_at = coalesce(asked_for.kept_at, asked_for.id)
        where asked_for.id = ${patientId} and (asked_for.kept_at is not null or asked_for.others > 0)
      ))
      and r.organisation_id = ${organisationId}
      and (r.staff_id is null or r.staff_id = ${staffId})
      and r.ended_at is null
      and (r.until is null or r.until > now())`
}

/** A boolean: something stands between this actor and this person. */
export function isRelated(sql: Sql, actor: Actor, person: Fragment): Fragment {
  return sql`exists (select 1 from relationships r where ${isOf(sql, actor, person)})`
}

/**
 * A CTE `caseload_begun`: these organisations of the line look after the person whom the CTE `person (id)` names. The hub answers
 * everybody and has no list of its own.
 */
export function putOnCaseload(
  sql: Sql,
  actor: Actor,
  organisationIds: readonly OrganisationId[],
  onlyIf: Fragment,
): Fragment {
  return sql`
    caseload_begun as (
      insert into relationships (id, line_id, patient_id, organisation_id, kind, begun_by)
      select gen_random_uuid(), o.line_id, person.id, o.id, 'caseload', ${actor.staffId}::uuid
      from person
      join organisations o on o.line_id = ${actor.lineId} and o.id = any(${[...organisationIds]}::uuid[]) and o.kind <> 'hub'
      where ${onlyIf}
      on conflict do nothing
    )`
}

/** A boolean: this very relationship still stands. */
export function stands(sql: Sql, actor: Actor, patientId: PatientId, id: string): Fragment {
  return sql`exists (select 1 from relationships r where r.id = ${id} and ${isOf(sql, actor, patientId)})`
}

type Begun = { id: string; kind: 'claimed' | 'break_glass'; because: string; until: Instant }

/** A CTE `begun (patient_id)`: one person's relationship, where there is such a person. The same id twice is one. */
export function beginRelationship(
  sql: Sql,
  actor: Actor,
  patientId: PatientId,
  { id, kind, because, until }: Begun,
): Fragment {
  return sql`
    begun as (
      insert into relationships (
        id, line_id, patient_id, organisation_id, staff_id, kind, because, begun_by, until
      )
      select ${id}::uuid, p.line_id, p.id, ${actor.organisationId}::uuid, ${actor.staffId}::uuid, ${kind}, ${because},
             ${actor.staffId}::uuid, ${until}::timestamptz
      from patients p
      where p.line_id = ${actor.lineId}
        and p.id = ${patientId}
      on conflict (id) do nothing
      returning patient_id
    )`
}

/**
 * One JSON value: the ids of the organisations that look after the person whom `asked (id)` names, or of which somebody said that they do,
 * by any of their records.
 */
export function lookedAfterBy(sql: Sql, lineId: LineId, records: Fragment): Fragment {
  return sql`(
    select coalesce(json_agg(distinct r.organisation_id), '[]')
    from relationships r
    where r.line_id = ${lineId}
      and r.patient_id = any(${records})
      and r.kind in ('caseload', 'claimed')
      and r.ended_at is null
      and (r.until is null or r.until > now())
  )`
}

/** One JSON value: who has broken the glass of `asked (id)`, or of a record linked to theirs, for as long as it is broken. */
export function brokenGlassOf(sql: Sql, lineId: LineId): Fragment {
  return sql`(
    select coalesce(json_agg(json_build_object(
      'staffId', r.staff_id, 'organisationId', r.organisation_id,
      'until', to_char(r.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    ) order by r.until), '[]')
    from relationships r
    where r.line_id = ${lineId}
      and r.kind = 'break_glass'
      and r.ended_at is null
      and r.until > now()
      and r.patient_id in (
        select same_person.id
        from asked
        join patients asked_for on asked_for.id = asked.id
        join patients same_person
          on same_person.id in (asked_for.id, asked_for.kept_at) or same_person.kept_at = coalesce(asked_for.kept_at, asked_for.id)
      )
  )`
}

export const BrokenGlassKept = z.array(
  z.object({ staffId: z.uuid(), organisationId: z.uuid(), until: Instant }),
)

const MOST_ON_A_PAGE = 200
/** `keptAt`: two records of one person have it in common. */
const Listed = KnownPerson.extend({ name: z.string().nullable(), keptAt: PatientId })
const People = z.array(Listed)

/** Those whom the actor's organisation looks after and who share with it, by name. Each is in the access log. */
export async function readCaseload(
  db: Database,
  actor: Actor,
  isShared: (person: Fragment) => Fragment,
  accessLogged: Fragment,
): Promise<z.infer<typeof People>> {
  const { sql } = db
  const rows = await db.run(sql`
    with listed as (
      select p.id, p.name, p.birth_date, p.status, coalesce(p.kept_at, p.id) as kept_at, ${hasDied(sql)} as is_deceased
      from relationships r
      join patients p on p.id = r.patient_id and p.line_id = r.line_id
      where r.line_id = ${actor.lineId}
        and r.organisation_id = ${actor.organisationId}
        and r.kind = 'caseload'
        and r.ended_at is null
        and ${isShared(sql`p.id`)}
      order by is_deceased, p.family_name, p.given_name, p.id
      limit ${MOST_ON_A_PAGE}
    ),
    looked as (
      select id as patient_id, array['name', 'birthDate'] as what, 'allowed' as outcome from listed
    ),
    ${accessLogged}
    select id as patient_id, name, birth_date, status, is_deceased, kept_at,
           case when not is_deceased then extract(year from age(birth_date))::int end as age
    from listed
    order by is_deceased, split_part(coalesce(name, 'Name not known'), ' ', -1), name, id`)
  return People.parse(rows)
}

const Found = KnownPerson.extend({ isOpen: z.boolean() })
const FoundPeople = z.array(Found)
export type Found = z.infer<typeof Found>

/** As many as may share a name and a birth date. */
const MOST_FOUND = 10

/**
 * Who has exactly this NHS number, or exactly these names and this birth date. `isOpen`: the actor has a relationship with them
 * and they share with the organisation; of the others nothing may be told but that a record may exist. `isShared` is asked of the
 * person `p`.
 */
export async function findExactly(
  db: Database,
  actor: Actor,
  keys: { nhsNumber: string | null; nameWords: readonly string[]; birthDate: string | null },
  isShared: (person: Fragment) => Fragment,
  accessLogged: Fragment,
): Promise<Found[]> {
  const { sql } = db
  const { nhsNumber, nameWords, birthDate } = keys
  const byNumber = sql`p.nhs_number = ${nhsNumber}`
  const byName = sql`p.birth_date = ${birthDate}::date and p.name_words @> ${[...nameWords]}::text[]`
  const rows = await db.run(sql`
    with found as (
      select p.id, coalesce(p.name, 'Name not known') as name, p.birth_date, p.status, ${hasDied(sql)} as is_deceased,
             ${isRelated(sql, actor, sql`p.id`)} and ${isShared(sql`p.id`)} as is_open
      from patients p
      where p.line_id = ${actor.lineId}
        and (${nhsNumber === null ? byName : birthDate === null || nameWords.length === 0 ? byNumber : sql`(${byNumber} or ${byName})`})
      order by p.id
      limit ${MOST_FOUND}
    ),
    looked as (
      select id as patient_id, case when is_open then array['name', 'birthDate'] else '{}'::text[] end as what,
             case when is_open then 'allowed' else 'refused' end as outcome
      from found
    ),
    ${accessLogged}
    select id as patient_id, name, birth_date, status, is_deceased, is_open,
           case when not is_deceased then extract(year from age(birth_date))::int end as age
    from found`)
  return FoundPeople.parse(rows)
}

/** By what somebody has a record open: a relationship, or a task of theirs. */
export type Held = { by: string; staffId: StaffId; patientId: PatientId }

/**
 * Of each, in the given order, whether it stands no more: over, ended, done, or with somebody else. One statement for all pages of a
 * process. `isTask`: a boolean about the row `held (id, staff_id, patient_id)`.
 */
export async function readLapsed(db: Database, held: readonly Held[], isTask: Fragment): Promise<boolean[]> {
  const { sql } = db
  const rows = await db.run(sql<{ hasLapsed: boolean }[]>`
    select not ${isTask} and not exists (
             select from relationships r
             where r.id = held.id and r.ended_at is null and (r.until is null or r.until > now())
           ) as has_lapsed
    from unnest(
      ${sql.array(held.map(one => one.by))}::uuid[],
      ${sql.array(held.map(one => one.staffId))}::uuid[],
      ${sql.array(held.map(one => one.patientId))}::uuid[]
    ) with ordinality as held (id, staff_id, patient_id, nth)
    order by held.nth`)
  return rows.map(row => row.hasLapsed)
}
