import type { Fragment, Sql } from '#server/platform/database.ts'

/** Owns list_people: who was made from a row that says the same. */

type Likeness = {
  likeness: Buffer
  nhsNumber: string | undefined
  given: string | undefined
  family: string | undefined
  birthDate: string | undefined
}

/**
 * A CTE `claimed`: nobody else makes a person of whom a list says the same. Who was made from such a row and is said to be somebody else
 * by now, because a number or a name was put right, stands in nobody's way; who was made at this very moment does. `mayBeMade`: a boolean,
 * false where nobody will be made after all, so that nothing is claimed for them.
 */
export function claimLikeness(
  sql: Sql,
  lineId: string,
  { likeness, nhsNumber, given, family, birthDate }: Likeness,
  patientId: string,
  mayBeMade: Fragment,
): Fragment {
  const isAnother = nhsNumber
    ? sql`made.nhs_number is distinct from ${nhsNumber}`
    : sql`(lower(made.given_name), lower(made.family_name), made.birth_date)
          is distinct from (lower(${given ?? null}), lower(${family ?? null}), ${birthDate ?? null}::date)`
  return sql`
    claimed as (
      insert into list_people (line_id, likeness, patient_id)
      select ${lineId}::uuid, ${likeness}::bytea, ${patientId}::uuid from due where ${mayBeMade}
      on conflict (line_id, likeness) do update
      set patient_id = excluded.patient_id
      where exists (select from patients made where made.id = list_people.patient_id and ${isAnother})
      returning patient_id
    )`
}
