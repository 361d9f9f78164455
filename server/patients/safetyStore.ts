import type { Database, Fragment } from '#server/platform/database.ts'
import type { PatientId } from '#shared/ids.ts'
import type { safetyKinds } from '#shared/record/home.ts'

type SafetyKind = keyof typeof safetyKinds

/** Reads of several records only whether it may be unsafe to visit; why, whoever goes reads in the record. */

/** What of “Safety of those who visit” makes a home unsafe to go to; the other kinds are about the person. */
const UNSAFE: readonly SafetyKind[] = ['violence', 'abusive', 'not_alone', 'visiting']

export type UnsafeHome = { patientId: PatientId; needsTwoPeople: boolean }

/** Of these people those whose record says that a visit may be unsafe, each with a row in the access log. */
export async function readUnsafeHomes(
  { sql, run }: Database,
  lineId: string,
  patientIds: readonly string[],
  accessLogged: Fragment,
): Promise<UnsafeHome[]> {
  return run(sql<UnsafeHome[]>`
    with flags as (
      select distinct on (e.patient_id, e.item_id) e.patient_id, e.change, e.known_state, e.body
      from record_entries e
      where e.line_id = ${lineId} and e.patient_id = any(${[...patientIds]}::uuid[]) and e.section = 'safetyFlags'
      order by e.patient_id, e.item_id, e.version desc
    ),
    unsafe as materialized (
      select patient_id, bool_or(body -> 'needsTwoPeople' = 'true'::jsonb) as needs_two_people
      from flags
      where change <> 'retracted' and known_state = 'known'
        and (body ->> 'kind' = any(${[...UNSAFE]}::text[]) or body -> 'needsTwoPeople' = 'true'::jsonb)
      group by patient_id
    ),
    looked as (
      select patient_id, array['safetyFlags'] as what, 'allowed' as outcome from unsafe
    ),
    ${accessLogged}
    select patient_id, coalesce(needs_two_people, false) as needs_two_people from unsafe order by patient_id`)
}
