import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import type { PatientId } from '#shared/ids.ts'
import { type LinkState, PersonLink } from '#shared/links.ts'
import type { LiveMessage } from '#shared/live.ts'
import type { Actor } from '#shared/staff.ts'
import { hasDied } from './hasDied.ts'

/** Owns person_links and person_link_steps, and patients.kept_at and others with them. Nothing of a record is ever moved. */

type Proposal = { id: string; keptId: PatientId; otherId: PatientId; because: string }

/** CTEs `link_proposed (id)` and `link_step`. Two records of which one proposal is open, or a link stands, have no second one. */
export function proposeLink(
  sql: Sql,
  actor: Actor,
  { id, keptId, otherId, because }: Proposal,
  isKnown: (person: Fragment) => Fragment,
): Fragment {
  return sql`
    link_proposed as (
      insert into person_links (id, line_id, kept_id, other_id, state, because, asked_by)
      select ${id}::uuid, k.line_id, k.id, o.id, 'proposed', ${because}, ${actor.staffId}::uuid
      from patients k
      join patients o on o.line_id = k.line_id and o.id = ${otherId}
      where k.line_id = ${actor.lineId} and k.id = ${keptId}
        and ${isKnown(sql`k.id`)} and ${isKnown(sql`o.id`)}
      on conflict do nothing
      returning id, 1 as version
    ),
    ${addStep(sql, actor, 'link_proposed', 'proposed', because)}`
}

function addStep(sql: Sql, actor: Actor, from: string, act: string, because: string): Fragment {
  return sql`
    link_step as (
      insert into person_link_steps (link_id, version, act, staff_id, staff_name, organisation, because)
      select id, version, ${act}, ${actor.staffId}::uuid, ${actor.name}, ${actor.organisation}, ${because}
      from ${sql(from)}
    )`
}

export type LinkRow = {
  id: string
  keptId: PatientId
  otherId: PatientId
  version: number
  state: LinkState
  askedBy: string
}

export function linkOf(sql: Sql, lineId: string, linkId: string) {
  return sql<LinkRow[]>`
    select id, kept_id, other_id, version, state, asked_by
    from person_links
    where line_id = ${lineId} and id = ${linkId}`
}

/** The open proposal or standing link of two records, whichever is kept. */
export function linkBetween(sql: Sql, lineId: string, a: PatientId, b: PatientId) {
  return sql<LinkRow[]>`
    select id, kept_id, other_id, version, state, asked_by
    from person_links
    where line_id = ${lineId}
      and least(kept_id, other_id) = least(${a}::uuid, ${b}::uuid)
      and greatest(kept_id, other_id) = greatest(${a}::uuid, ${b}::uuid)
      and state in ('proposed', 'linked', 'parting')`
}

/**
 * CTEs `records_locked (id, version, kept_at, others)`, the rows of the two and of the others of the kept one, locked, `link_moved (id,
 * version)`, `link_step` and `persons_linked`. Linking needs a kept record that is not itself kept elsewhere, and another that keeps
 * none: of three records of a person one is kept. The rows are locked first, so that two who link at once see each other; whoever
 * locks a record that is not kept locks the kept one before it.
 */
export function moveLink(
  sql: Sql,
  actor: Actor,
  link: LinkRow,
  move: { to: LinkState; step: string; because: string; onlyIf: Fragment },
): Fragment {
  const { id, keptId, otherId, version } = link
  const isLinking = link.state === 'proposed' && move.to === 'linked'
  const isParting = move.to === 'parted'
  return sql`
    both_locked as materialized (
      select p.id, p.version, p.kept_at, p.others
      from patients p
      where p.line_id = ${actor.lineId} and p.id in (${keptId}, ${otherId})
      order by p.id
      for no key update of p
    ),
    beside_locked as materialized (
      select p.id, p.version, p.kept_at, p.others
      from patients p
      where p.line_id = ${actor.lineId} and p.kept_at = ${keptId} and p.id <> ${otherId}
        and (select count(*) from both_locked) = 2
      order by p.id
      for no key update of p
    ),
    records_locked as (
      select id, version, kept_at, others from both_locked union all select id, version, kept_at, others from beside_locked
    ),
    link_moved as (
      update person_links
      set state = ${move.to}, version = version + 1, asked_by = ${actor.staffId}
      where id = ${id}
        and version = ${version}
        and (select count(*) from both_locked) = 2
        and ${move.onlyIf}
        and ${
          isLinking
            ? sql`not exists (
                select from both_locked where kept_at is not null or (id = ${otherId} and others > 0)
              )`
            : sql`true`
        }
      returning id, version
    ),
    ${addStep(sql, actor, 'link_moved', move.step, move.because)},
    persons_linked as (
      update patients p
      set kept_at = case when p.id = ${otherId} then ${isLinking ? sql`${keptId}::uuid` : sql`null::uuid`} else p.kept_at end,
          others = p.others + case when p.id = ${keptId} then ${isLinking ? 1 : -1} else 0 end
      from link_moved
      where ${isLinking || isParting} and p.id in (${keptId}, ${otherId})
    )`
}

const MOST_LINKS = 100
const Links = z.array(PersonLink)

/** What is to be decided first, and then what stands and what was. Both names of each are a look at both. */
export async function readLinks(db: Database, actor: Actor, accessLogged: Fragment): Promise<PersonLink[]> {
  const { sql } = db
  const person = (id: Fragment) => sql`(
    select jsonb_build_object('patientId', p.id, 'name', coalesce(p.name, 'Name not known'), 'birthDate', p.birth_date)
    from patients p where p.id = ${id}
  )`
  /** Of a link that stands each record for itself; of one that does not, the kept one with those that are linked to it. */
  const tells = (id: Fragment) => sql`(
    select case when l.state in ('linked', 'parting') then p.is_deceased else ${hasDied(sql)} end from patients p where p.id = ${id}
  )`
  const rows = await db.run(sql`
    with listed as (
      select l.*, ${tells(sql`l.kept_id`)} as kept_died, ${tells(sql`l.other_id`)} as other_died
      from person_links l
      where line_id = ${actor.lineId}
      order by state not in ('proposed', 'parting'), state <> 'linked', proposed_at desc
      limit ${MOST_LINKS}
    ),
    looked as (
      select patient_id, array['name', 'birthDate'] || case when bool_or(has_died) then array['death'] else '{}'::text[] end as what,
             'allowed' as outcome
      from (
        select kept_id as patient_id, kept_died as has_died from listed union all select other_id, other_died from listed
      ) as shown
      group by patient_id
    ),
    ${accessLogged}
    select l.id as link_id, l.version, l.state, l.asked_by = ${actor.staffId} as is_mine,
           case when l.kept_died and l.other_died then 'both' when l.kept_died then 'kept' when l.other_died then 'other' end as death_on,
           ${person(sql`l.kept_id`)} as kept, ${person(sql`l.other_id`)} as other,
           (
             select jsonb_agg(jsonb_build_object(
               'act', s.act, 'by', s.staff_name || ', ' || s.organisation, 'because', s.because,
               'at', to_char(s.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
             ) order by s.version)
             from person_link_steps s where s.link_id = l.id
           ) as steps
    from listed l
    order by l.state not in ('proposed', 'parting'), l.state <> 'linked', l.proposed_at desc`)
  return Links.parse(rows)
}

/** For each of these that is linked, the one that is kept: two records of one person are one of a list. */
export function keptOf(sql: Sql, lineId: string, ids: readonly PatientId[]) {
  return sql<{ id: PatientId; keptAt: PatientId }[]>`
    select id, coalesce(kept_at, id) as kept_at
    from patients
    where line_id = ${lineId} and id = any(${[...ids]}::uuid[]) and (kept_at is not null or others > 0)`
}

/** A uuid[]: this record, and those that are linked to it. Its aliases are its own, so that `patient` may be any of the statement. */
export function recordsOf(sql: Sql, patient: PatientId | Fragment): Fragment {
  return sql`array(
    select ${patient}::uuid
    union all
    select linked.id
    from patients looked_from
    join patients linked
      on linked.id <> looked_from.id
      and (linked.id = looked_from.kept_at or linked.kept_at = coalesce(looked_from.kept_at, looked_from.id))
    where looked_from.id = ${patient} and (looked_from.kept_at is not null or looked_from.others > 0)
  )`
}

/**
 * A boolean about the row `p` of patients: where this person is is protected, as this record says or one that is linked to it. What
 * one record of a person says of that holds for all of them (decision 021). Of a record that is linked to none only its own row is
 * read. Not as `exists (…)`, which the planner may answer by reading the whole table once.
 */
export function isPlaceKept(sql: Sql, p: Fragment): Fragment {
  return sql`(
    ${p}.is_protected
    or (
      (${p}.kept_at is not null or ${p}.others > 0)
      and coalesce((
        select bool_or(same.is_protected)
        from patients same
        where same.line_id = ${p}.line_id and (same.id = ${p}.kept_at or same.kept_at = coalesce(${p}.kept_at, ${p}.id))
      ), false)
    )
  )`
}

/**
 * What is told of a change of these records, for `appendFeed`: a message for each record of their persons. What one record says of a
 * protected place or of sharing holds for those that are linked to it, and whoever has one of them open looks again as well. `also`
 * are other messages, which come after them. `turnsLists`: what a list says of them may be another now.
 */
export function recordsTold(
  sql: Sql,
  patientIds: readonly PatientId[],
  also: readonly LiveMessage[] = [],
  { turnsLists = true }: { turnsLists?: boolean } = {},
): Fragment {
  const turned = turnsLists ? sql`|| '{"turnsLists": true}'` : sql``
  return sql`(
    select jsonb_agg(distinct jsonb_build_object('kind', 'record', 'patientId', same.id) ${turned}) || ${sql.json(also as never)}::jsonb
    from unnest(${[...patientIds]}::uuid[]) as changed (id)
    cross join lateral unnest(${recordsOf(sql, sql`changed.id`)}) as same (id)
  )`
}
