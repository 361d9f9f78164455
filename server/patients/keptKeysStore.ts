import type { Fragment, Sql } from '#server/platform/database.ts'
import { isPlaceKept } from './linkStore.ts'

/**
 * Fragments about what nobody is found or compared by: a search by something that whoever searches is not shown is answered as
 * though the record had no such thing. Otherwise it would confirm it (decision 020).
 */

/** A text[] over a person's id: the sections of which whoever asks is shown nothing. Left out where everything is shown. */
export type Kept = (personId: Fragment) => Fragment

/** A boolean: postcodes and streets say nothing to whoever asks about the row `p` of patients. */
export function isAddressKept(sql: Sql, p: Fragment, kept?: Kept): Fragment {
  return kept
    ? sql`(${isPlaceKept(sql, p)} or 'addresses' = any(${kept(sql`${p}.id`)}))`
    : isPlaceKept(sql, p)
}

/**
 * A boolean: the row `f` of patient_phones says nothing to whoever asks about the row `p` of patients. Their own telephones are of
 * one section, those of people around them of another.
 */
export function isPhoneKept(sql: Sql, p: Fragment, f: Fragment, kept?: Kept): Fragment {
  return kept
    ? sql`(${isPlaceKept(sql, p)} or ${phoneSection(sql, f)} = any(${kept(sql`${p}.id`)}))`
    : isPlaceKept(sql, p)
}

function phoneSection(sql: Sql, f: Fragment): Fragment {
  return sql`case ${f}.belongs_to ->> 'kind' when 'patient' then 'phones' else 'personalContacts' end`
}
