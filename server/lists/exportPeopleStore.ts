import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { PatientId } from '#shared/ids.ts'
import type { ListPurpose } from '#shared/lists.ts'
import { SectionName } from '#shared/record/sections.ts'
import type { Actor } from '#shared/staff.ts'

/** Reads the people of a caseload as a list: what of them may leave is asked in the statement that reads it. */

/** What the person wishes, as questions about one of their records: patients/sharingStore.ts. */
export type Wishes = {
  isShared: Fragment
  asksFirst: Fragment
  hidden: Fragment
  /** Where they are is protected. */
  isPlaceKept: Fragment
  /** A death is on any of their records. */
  hasDied: Fragment
  /** A uuid[]: this record and those of the same person that are linked to it. */
  records: Fragment
}
/** About the record whose row the statement calls so. */
export type WishesOf = (row: Fragment) => Wishes

/**
 * A boolean about a person. The newest version of the one item of each of their records, unless it was entered in error: who
 * opted out in one has opted out.
 */
function hasOptedOut(sql: Sql, { records }: Wishes): Fragment {
  return sql`
    exists (
      select from (
        select distinct on (e.patient_id, e.item_id) e.retracted, e.known_state, e.body
        from record_entries e
        where e.patient_id = any(${records}) and e.section = 'nationalDataOptOut'
        order by e.patient_id, e.item_id, e.version desc
      ) as said
      where said.retracted is null and said.known_state = 'known' and (said.body ->> 'hasOptedOut')::boolean
    )`
}

function onCaseload(sql: Sql, { lineId, organisationId }: Actor): Fragment {
  return sql`
    from relationships r
    join patients p on p.id = r.patient_id and p.line_id = r.line_id
    where r.line_id = ${lineId}
      and r.organisation_id = ${organisationId}
      and r.kind = 'caseload'
      and r.ended_at is null`
}

/** `from …`: the other records of the person `p` that this list may show as well, as rows `o` of patients. */
function othersListed(sql: Sql, { lineId, organisationId }: Actor, p: Fragment, wishes: WishesOf): Fragment {
  const o = sql`o`
  return sql`
    from patients o
    where o.line_id = ${lineId}
      and (${p}.kept_at is not null or ${p}.others > 0)
      and o.id <> ${p}.id
      and (o.id = ${p}.kept_at or o.kept_at = coalesce(${p}.kept_at, ${p}.id))
      and exists (
        select from relationships also
        where also.line_id = ${lineId} and also.organisation_id = ${organisationId} and also.patient_id = o.id
          and also.kind = 'caseload' and also.ended_at is null
      )
      and ${wishes(o).isShared}`
}

/** CTEs `people` (a row for each person of the caseload) and `counted` (included, not_shared, opted_out), as it is now. */
export function countPeople(sql: Sql, actor: Actor, purpose: ListPurpose, wishesOf: WishesOf): Fragment {
  const wishes = wishesOf(sql`p`)
  const isCare = purpose === 'direct_care'
  return sql`
    people as materialized (
      select bool_or((${wishes.isShared}) and not (${wishes.asksFirst})) as is_shared,
             bool_or(${isCare ? sql`false` : hasOptedOut(sql, wishes)}) as has_opted_out
      ${onCaseload(sql, actor)}
      group by coalesce(p.kept_at, p.id)
    ),
    counted as materialized (
      select count(*) filter (where is_shared and not has_opted_out)::int as included,
             count(*) filter (where not is_shared)::int as not_shared,
             count(*) filter (where is_shared and has_opted_out)::int as opted_out
      from people
    )`
}

export const Item = z.object({
  section: SectionName,
  itemId: z.string(),
  version: z.int(),
  body: z.unknown(),
  isRetracted: z.boolean(),
})

const ListedPerson = z.object({
  patientId: PatientId,
  sortedBy: z.string(),
  hidden: z.array(z.string()),
  isProtected: z.boolean(),
  hasDied: z.boolean(),
  hasOptedOut: z.boolean(),
  /** What each of their records on the list holds, the kept one first. */
  records: z.array(z.array(Item)),
})
export type ListedPerson = z.infer<typeof ListedPerson>

const PAGE_MS = 12_000

/**
 * The next people of the list after `after`, with the newest version of each item of these sections, and each of their records with a
 * row in the access log that names the sections it is shown with. Linked records of a person that are on the list are one row. Who does not share, wants to be asked each time or has opted out (for
 * what is not care) is not among them; `where` sections of a protected person and what a person hides are not read.
 */
export async function readListPage(
  db: Database,
  actor: Actor,
  asked: {
    isCare: boolean
    sections: readonly SectionName[]
    where: readonly SectionName[]
    after: Pick<ListedPerson, 'sortedBy' | 'patientId'> | undefined
    limit: number
    wishes: WishesOf
    accessLogged: Fragment
  },
): Promise<ListedPerson[]> {
  const { sql } = db
  const { isCare, sections, where, after, limit, accessLogged } = asked
  const wishes = asked.wishes(sql`p`)
  // By name for those who care; in an order that tells nothing for the others.
  const sortedBy = isCare
    ? sql`lower(coalesce(p.family_name, '') || ' ' || coalesce(p.given_name, ''))`
    : sql`''`
  const rows = await db.run(
    sql`
      with chosen as materialized (
        select p.id, p.kept_at, p.others, ${sortedBy} as sorted_by, ${wishes.isPlaceKept} as is_protected,
               ${wishes.hidden} as hidden, ${wishes.hasDied} as has_died,
               ${isCare ? hasOptedOut(sql, wishes) : sql`false`} as has_opted_out
        ${onCaseload(sql, actor)}
          and ${after ? sql`(${sortedBy}, p.id) > (${after.sortedBy}, ${after.patientId}::uuid)` : sql`true`}
          and ${wishes.isShared}
          and not ${wishes.asksFirst}
          and ${isCare ? sql`true` : sql`not ${hasOptedOut(sql, wishes)}`}
          -- Of the records of a person that are listed the kept one stands for all, or else the one with the first id.
          and not exists (
            select ${othersListed(sql, actor, sql`p`, asked.wishes)}
              and (o.kept_at is null or (p.kept_at is not null and o.id < p.id))
          )
        order by sorted_by, p.id
        limit ${limit}
      ),
      listed as materialized (
        select id as person_id, id as record_id, hidden, is_protected from chosen
        union all
        select chosen.id, other.id, hidden, is_protected
        from chosen
        cross join lateral (select o.id ${othersListed(sql, actor, sql`chosen`, asked.wishes)}) as other
      ),
      shown as materialized (
        select distinct on (e.patient_id, e.section, e.item_id)
          e.patient_id, e.section, e.item_id, e.version, e.body, e.retracted is not null as is_retracted
        from listed
        join record_entries e on e.patient_id = listed.record_id and e.line_id = ${actor.lineId}
        where e.section = any(${[...sections]}::text[])
          and not (e.section = any(listed.hidden))
          and not (listed.is_protected and e.section = any(${[...where]}::text[]))
        order by e.patient_id, e.section, e.item_id, e.version desc
      ),
      looked as (
        select record_id as patient_id,
               array(select distinct section from shown where shown.patient_id = record_id order by section) as what,
               'allowed' as outcome
        from listed
      ),
      ${accessLogged}
      select chosen.id as patient_id, sorted_by, is_protected, hidden, has_died, has_opted_out,
             (
               select jsonb_agg(
                 coalesce(
                   (select jsonb_agg(jsonb_build_object(
                     'section', section, 'itemId', item_id, 'version', version, 'body', body, 'isRetracted', is_retracted
                   ))
                    from shown where shown.patient_id = listed.record_id),
                   '[]'
                 )
                 order by listed.record_id <> chosen.id, listed.record_id
               )
               from listed where listed.person_id = chosen.id
             ) as records
      from chosen
      order by sorted_by, chosen.id`,
    { deadlineMs: PAGE_MS },
  )
  return z.array(ListedPerson).parse(rows)
}
