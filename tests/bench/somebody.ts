import type { Setting } from './setting.ts'
import { WHOLE_RECORDS } from './setting.ts'

/** Somebody of the large line, by what a caller might say of them. */
export type Somebody = {
  n: number
  name: string
  given: string
  family: string
  birthDate: string
  nhsNumber: string
  postcode: string
  /** Without the house. */
  street: string
  phone: string
}

/** So many of the large line who have an NHS number, from everywhere in it and the same each time; households and care homes as they come. */
export async function somebodies({ db, options }: Setting, count: number): Promise<Somebody[]> {
  const numbers = Array.from(
    { length: count },
    (_, place) => WHOLE_RECORDS + 1 + ((place * 104_729) % Math.max(1, options.patients)),
  )
  return db.run(db.sql<Somebody[]>`
    select asked.n, p.name, p.given_name as given, p.family_name as family, p.birth_date, p.nhs_number, a.postcode,
           array_to_string(s.words[2:], ' ') as street, f.phone
    from unnest(${numbers}::int[]) with ordinality as asked (n, place)
    join patients p on p.id = ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid
    join patient_postcodes a on a.patient_id = p.id
    join patient_streets s on s.patient_id = p.id
    cross join lateral (select max(number) as phone from patient_phones where patient_id = p.id) as f
    where not p.is_protected and p.nhs_number is not null
    order by place`)
}
