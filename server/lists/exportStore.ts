import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { PatientId } from '#shared/ids.ts'
import { ListPurpose } from '#shared/lists.ts'
import { SectionName } from '#shared/record/sections.ts'
import type { Actor } from '#shared/staff.ts'
import { Instant } from '#shared/time.ts'

/** Owns list_exports. Reads the people of a caseload as a list: what of them may leave is asked in the statement that reads it. */

/** What the person wishes, as questions about the person `p`: patients/sharingStore.ts. */
export type Wishes = {
  isShared: Fragment
  asksFirst: Fragment
  hidden: Fragment
  /** Where they are is protected. */
  isPlaceKept: Fragment
  /** A uuid[]: this record and those of the same person that are linked to it. */
  records: Fragment
}

/**
 * A boolean about the person `p`. The newest version of the one item of each of their records, unless it was entered in error: who
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

type NewExport = { id: string; purpose: ListPurpose; because: string }

/** A CTE `export_made`: the row of a list with its counts. The same id twice is one. */
export function makeExport(
  sql: Sql,
  actor: Actor,
  { id, purpose, because }: NewExport,
  wishes: Wishes,
): Fragment {
  const isCare = purpose === 'direct_care'
  return sql`
    people as materialized (
      select (${wishes.isShared}) and not (${wishes.asksFirst}) as is_shared,
             ${isCare ? sql`false` : hasOptedOut(sql, wishes)} as has_opted_out
      ${onCaseload(sql, actor)}
    ),
    export_made as (
      insert into list_exports (
        id, line_id, organisation_id, staff_id, staff_name, purpose, because, included, not_shared, opted_out
      )
      select ${id}::uuid, ${actor.lineId}::uuid, ${actor.organisationId}::uuid, ${actor.staffId}::uuid, ${actor.name},
             ${purpose}, ${because},
             count(*) filter (where is_shared and not has_opted_out),
             count(*) filter (where not is_shared),
             count(*) filter (where is_shared and has_opted_out)
      from people
      on conflict (id) do nothing
      returning id
    )`
}

const ExportRow = z.object({
  id: z.uuid(),
  staffId: z.uuid(),
  staffName: z.string(),
  purpose: ListPurpose,
  because: z.string(),
  included: z.int(),
  notShared: z.int(),
  optedOut: z.int(),
  madeAt: Instant,
  fetchedAt: Instant.nullable(),
})
export type ExportRow = z.infer<typeof ExportRow>

const MOST_LISTED = 20

/** What was asked for lately by the actor's organisation; or the one that is named. */
export async function readExports(db: Database, actor: Actor, id?: string): Promise<ExportRow[]> {
  const { sql } = db
  const rows = await db.run(sql`
    select id, staff_id, staff_name, purpose, because, included, not_shared, opted_out, made_at, fetched_at
    from list_exports
    where line_id = ${actor.lineId}
      and organisation_id = ${actor.organisationId}
      and ${id === undefined ? sql`true` : sql`id = ${id}`}
    order by made_at desc
    limit ${MOST_LISTED}`)
  return z.array(ExportRow).parse(rows)
}

export async function noteFetched(db: Database, id: string): Promise<void> {
  await db.run(db.sql`update list_exports set fetched_at = now() where id = ${id}`)
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
  items: z.array(Item),
})
export type ListedPerson = z.infer<typeof ListedPerson>

const PAGE_MS = 12_000

/**
 * The next people of the list after `after`, with the newest version of each item of these sections, and each with a row in the
 * access log that names the sections they are shown with. Who does not share, wants to be asked each time or has opted out (for
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
    wishes: Wishes
    accessLogged: Fragment
  },
): Promise<ListedPerson[]> {
  const { sql } = db
  const { isCare, sections, where, after, limit, wishes, accessLogged } = asked
  // By name for those who care; in an order that tells nothing for the others.
  const sortedBy = isCare
    ? sql`lower(coalesce(p.family_name, '') || ' ' || coalesce(p.given_name, ''))`
    : sql`''`
  const rows = await db.run(
    sql`
      with chosen as materialized (
        select p.id, ${sortedBy} as sorted_by, ${wishes.isPlaceKept} as is_protected, ${wishes.hidden} as hidden
        ${onCaseload(sql, actor)}
          and ${after ? sql`(${sortedBy}, p.id) > (${after.sortedBy}, ${after.patientId}::uuid)` : sql`true`}
          and ${wishes.isShared}
          and not ${wishes.asksFirst}
          and ${isCare ? sql`true` : sql`not ${hasOptedOut(sql, wishes)}`}
        order by sorted_by, p.id
        limit ${limit}
      ),
      shown as materialized (
        select distinct on (e.patient_id, e.section, e.item_id)
          e.patient_id, e.section, e.item_id, e.version, e.body, e.retracted is not null as is_retracted
        from chosen
        join record_entries e on e.patient_id = chosen.id and e.line_id = ${actor.lineId}
        where e.section = any(${[...sections]}::text[])
          and not (e.section = any(chosen.hidden))
          and not (chosen.is_protected and e.section = any(${[...where]}::text[]))
        order by e.patient_id, e.section, e.item_id, e.version desc
      ),
      looked as (
        select chosen.id as patient_id,
               array(select distinct section from shown where shown.patient_id = chosen.id order by section) as what,
               'allowed' as outcome
        from chosen
      ),
      ${accessLogged}
      select chosen.id as patient_id, sorted_by, is_protected, hidden,
             coalesce(
               (select jsonb_agg(jsonb_build_object(
                 'section', section, 'itemId', item_id, 'version', version, 'body', body, 'isRetracted', is_retracted
               ))
                from shown where shown.patient_id = chosen.id),
               '[]'
             ) as items
      from chosen
      order by sorted_by, chosen.id`,
    { deadlineMs: PAGE_MS },
  )
  return z.array(ListedPerson).parse(rows)
}
