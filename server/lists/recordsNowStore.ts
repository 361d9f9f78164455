import { z } from 'zod'
import { hasDied } from '#server/patients/hasDied.ts'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { PatientId } from '#shared/ids.ts'
import { SectionName } from '#shared/record/sections.ts'
import type { Actor } from '#shared/staff.ts'
import { Item, type Wishes } from './exportPeopleStore.ts'

/** Reads what records say to whom brings a list, as it is in this moment. */

/** What the actor is shown now of somebody: nothing where they are not on the caseload or do not share. */
export const PersonNow = z.object({
  patientId: PatientId,
  isDeceased: z.boolean(),
  stopped: z.enum(['disputed', 'kept_elsewhere']).nullable(),
  isOnCaseload: z.boolean(),
  isShown: z.boolean(),
  /** Of the sections that were asked for, those that are shown: not what they keep back, nor a protected place. */
  open: z.array(SectionName),
  items: z.array(Item),
})
export type PersonNow = z.infer<typeof PersonNow>

type Asked = { wishes: Wishes; where: readonly SectionName[] }

/** CTEs `wishing`, `known` and `shown` over a CTE `people (id, sections)`: what the actor is shown of each, and the newest version of each item. */
export function shownNow(sql: Sql, actor: Actor, { wishes, where }: Asked): Fragment {
  return sql`
    wishing as materialized (
      select p.id, mine.is_on_caseload, mine.is_on_caseload and ${wishes.isShared} and not ${wishes.asksFirst} as is_shown,
             ${wishes.hidden} as hidden, ${wishes.isPlaceKept} as is_place_kept, people.sections
      from people
      join patients p on p.id = people.id and p.line_id = ${actor.lineId}
      cross join lateral (
        select exists (
          select from relationships r
          where r.patient_id = p.id and r.organisation_id = ${actor.organisationId} and r.kind = 'caseload' and r.ended_at is null
        )
      ) as mine (is_on_caseload)
    ),
    known as materialized (
      select p.id, p.nhs_number, p.birth_date, p.name_words, ${hasDied(sql)} as is_deceased,
             case when p.is_disputed then 'disputed' when p.kept_at is not null then 'kept_elsewhere' end as stopped,
             is_on_caseload, is_shown, sections,
             array(
               select section from unnest(sections) as section
               where is_shown
                 and not (section = any(hidden))
                 and not (is_place_kept and section = any(${[...where]}::text[]))
             ) as open
      from wishing
      join patients p on p.id = wishing.id
    ),
    shown as materialized (
      select distinct on (e.patient_id, e.section, e.item_id)
        e.patient_id, e.section, e.item_id, e.version, e.body, e.retracted is not null as is_retracted
      from known
      join record_entries e on e.patient_id = known.id and e.line_id = ${actor.lineId} and e.section = any(known.open)
      order by e.patient_id, e.section, e.item_id, e.version desc
    )`
}

/** One JSON value: the items of `shown` of the person `known`. */
export function itemsShown(sql: Sql): Fragment {
  return sql`coalesce(
    (select jsonb_agg(jsonb_build_object(
       'section', section, 'itemId', item_id, 'version', version, 'body', body, 'isRetracted', is_retracted
     )) from shown where shown.patient_id = known.id),
    '[]'
  )`
}

/**
 * What the records of these people say now in these sections. Whoever is asked about with a section has a row in the access log, with
 * what of it was shown or that nothing was; without one it is only asked whether they are open.
 */
export async function readRecordsNow(
  db: Database,
  actor: Actor,
  {
    people,
    accessLogged,
    ...asked
  }: Asked & {
    people: readonly { patientId: PatientId; sections: readonly SectionName[] }[]
    accessLogged: Fragment
  },
): Promise<PersonNow[]> {
  const { sql } = db
  const found = await db.run(sql`
    with people as materialized (
      select r."patientId" as id, r.sections
      from jsonb_to_recordset(${sql.json(people as never)}::jsonb) as r ("patientId" uuid, sections text[])
    ),
    ${shownNow(sql, actor, asked)},
    looked as (
      select id as patient_id, open as what, case when is_shown then 'allowed' else 'refused' end as outcome
      from known
      where sections <> '{}' and (not is_shown or open <> '{}')
    ),
    ${accessLogged}
    select id as patient_id, is_deceased, stopped, is_on_caseload, is_shown, open, ${itemsShown(sql)} as items
    from known`)
  return z.array(PersonNow).parse(found)
}
