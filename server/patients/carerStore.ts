import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import type { LineId, PatientId } from '#shared/ids.ts'
import { AGREEING } from './core/sharing.ts'
import { isPlaceKept, recordsOf } from './linkStore.ts'
import { isOffRegister } from './sharingStore.ts'

/** Whether a carer may follow a visit, as the record stands at this moment: asked again each time, so that what is taken back is in force at once. */

/**
 * A boolean: this contact, an item of this person's record, may be told who is coming and when, now. Not where carers are told nothing, on
 * whichever of their records; nor where the contact is a child, the person has died, is off the register, has a protected place, or it is
 * disputed whose record it is. `mayBeTold` says the same of a record that is read (server/patients/core/mayBeTold.ts).
 */
export function mayFollowVisits(sql: Sql, patient: Fragment, contactItem: Fragment): Fragment {
  return sql`(
    may_be_contacted(${patient})
    and not ${isOffRegister(sql, patient)}
    and ${isTold(sql, patient, contactItem)}
    and not ${refusesCarers(sql, patient)}
    and exists (select from patients kept_place where kept_place.id = ${patient} and not ${isPlaceKept(sql, sql`kept_place`)})
    and not exists (
      select from patients disputed_one where disputed_one.id = any(${recordsOf(sql, patient)}) and disputed_one.is_disputed
    )
  )`
}

function isTold(sql: Sql, patient: Fragment, contactItem: Fragment): Fragment {
  return sql`coalesce((
    select newest.known_state = 'known'
       and newest.retracted is null
       and newest.body ->> 'mayBeTold' in ('all', 'condition', 'logistics')
       and newest.body ->> 'isChild' is distinct from 'true'
    from record_entries newest
    where newest.patient_id = ${patient} and newest.section = 'personalContacts' and newest.item_id = ${contactItem}
    order by newest.version desc
    limit 1
  ), false)`
}

function refusesCarers(sql: Sql, patient: Fragment): Fragment {
  return sql`exists (
    select
    from unnest(${recordsOf(sql, patient)}) as asked_one (id)
    cross join lateral (
      select e.known_state, e.body, e.retracted
      from record_entries e
      where e.patient_id = asked_one.id and e.section = 'consentToTellCarers'
      order by e.version desc
      limit 1
    ) as newest
    where newest.known_state = 'known' and newest.retracted is null
      and (
        newest.body ->> 'value' in ('declined', 'withdrawn')
        or (newest.body ->> 'value' = any(${[...AGREEING]}) and (newest.body ->> 'from')::timestamptz > now())
      )
  )`
}

/** Why nobody follows the visits of this person now, whoever they are; null where their own contacts decide. */
export async function whyNobodyFollows(
  { sql, run }: Database,
  lineId: LineId,
  patientId: PatientId,
): Promise<'died' | 'off_register' | 'protected' | 'disputed' | null> {
  const patient = sql`p.id`
  const [row] = await run(sql<{ because: 'died' | 'off_register' | 'protected' | 'disputed' | null }[]>`
    select case
             when not may_be_contacted(p.id) then 'died'
             when ${isOffRegister(sql, patient)} then 'off_register'
             when ${isPlaceKept(sql, sql`p`)} then 'protected'
             when exists (
               select from patients one where one.id = any(${recordsOf(sql, patient)}) and one.is_disputed
             ) then 'disputed'
           end as because
    from patients p
    where p.line_id = ${lineId} and p.id = ${patientId}`)
  return row?.because ?? null
}
