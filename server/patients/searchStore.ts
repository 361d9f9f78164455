import type { Fragment, Sql } from '#server/platform/database.ts'
import type { PatientId } from '#shared/ids.ts'
import type { Mark } from '#shared/patients.ts'
import type { SoughtName } from './core/likeWords.ts'
import type { NearDate } from './core/nearDates.ts'
import { isWhole, sectorOf } from './core/soughtPostcode.ts'
import { isAddressKept, isPhoneKept, type Kept } from './keptKeysStore.ts'
import { lookedAtListed, MOST_LISTED } from './patientStore.ts'
import { beginsWith, marked, nameMarks } from './searchMarkStore.ts'
import { byName, mayBeNamed, most } from './searchNameStore.ts'

/** Owns patients and its search tables: finding people by what is known of them. Every query names the line. */

export type SearchKeys = {
  name?: SoughtName | undefined
  birthDate?: { date: string; near: readonly NearDate[] } | undefined
  nhsNumber?: string | undefined
  /** Whole, or its sector or district. */
  postcode?: string | undefined
  /** The words of a street, with the house or without. */
  street?: readonly string[] | undefined
  phone?: string | undefined
}

/** Whether this actor may be shown a person, as an expression over the person's id. */
export type Among = (personId: Fragment) => Fragment

export type FoundRow = {
  patientId: PatientId
  /** Of records that are linked, the one that is kept; otherwise this one. */
  keptAt: PatientId
  name: string | null
  birthDate: string | null
  isDeceased: boolean
  status: string
  nameMark: Mark | null
  birthDateMark: Mark | null
  nhsNumberMark: Mark | null
  postcodeMark: Mark | null
  streetMark: Mark | null
  phoneMark: Mark | null
  found: number
}

/**
 * People who match any of the keys, the most certain first. Somebody who matches two of them hides those who match one, so
 * that a name and a birth date do not show everybody born that day. CTEs end in `looked`, one row for each person shown.
 * A protected person is never found or marked by postcode, street or telephone: the answer would confirm where they live. Nor is anybody by
 * what is `kept` from whoever searches.
 *
 * The CTEs that find people by name are materialized and read from afterwards. The planner then reckons with all of their rows,
 * and uses the index; PostgreSQL makes only as many as are read. With a limit inside, it would walk through the whole table in
 * the hope of meeting one soon, and for a rare name there is none.
 */
export function peopleLike(
  sql: Sql,
  { lineId, among, kept }: { lineId: string; among?: Among | undefined; kept?: Kept | undefined },
  keys: SearchKeys,
  accessLogged: Fragment,
) {
  const { name, birthDate, nhsNumber = null, postcode = null, street, phone = null } = keys
  const shown = among ? sql`and ${among(sql`p.id`)}` : sql``
  const isOnLine = sql`p.line_id = ${lineId} ${shown}`
  // Not by the line: one line has a million people and another a thousand, the statement is planned once for both, and the words of a
  // name are the way to few of them on each.
  const isNamedOnLine = sql`(p.line_id = ${lineId}) is true ${shown}`
  const ways: Fragment[] = [
    ...(name ? [sql`select id from by_name`] : []),
    ...(nhsNumber
      ? [
          sql`(select p.id from patients p where ${isOnLine} and p.nhs_number = ${nhsNumber} ${most.byKey(sql)})`,
        ]
      : []),
    ...(birthDate ? byBirthDate(sql, isOnLine, birthDate, name) : []),
    ...(phone ? [byPhone(sql, isNamedOnLine, lineId, phone, kept)] : []),
    ...(postcode ? byPostcode(sql, isNamedOnLine, { lineId, postcode, name, kept }) : []),
    ...(street ? [byStreet(sql, isNamedOnLine, { lineId, street, name, kept })] : []),
  ]
  return sql<FoundRow[]>`
    with ${name ? sql`${byName(sql, { isOnLine, isNamedOnLine }, name)},` : sql``}
    keyed (id) as materialized (
      ${ways.reduce((all, way) => sql`${all} union ${way}`)}
    ),
    ${name ? sql`${nameMarks(sql, name)},` : sql``}
    ${marked(sql, isNamedOnLine, keys, kept)},
    ranked as (
      select *, row_number() over (order by score desc, ${asWritten(sql, name)} name, id) as place, count(*) over () as found
      from marked
      where matches >= least(2, (select max(matches) from marked))
    ),
    listed as (
      select id as patient_id, place from ranked
    ),
    ${lookedAtListed(sql, ['name', 'age', 'birthMonth', 'marks'])},
    ${accessLogged}
    select
      id as patient_id, kept_at, name, birth_date, is_deceased, status,
      name_mark, birth_date_mark, nhs_number_mark, postcode_mark, street_mark, phone_mark, found
    from ranked
    where place <= ${MOST_LISTED}
    order by place`
}

/** Among those whose marks say the same, the name that is written most like what was asked for. */
function asWritten(sql: Sql, name: SoughtName | undefined): Fragment {
  return name ? sql`similarity(name, ${name.text}) desc,` : sql``
}

/**
 * Who was born on the day; and near it, those with the name, or all of them when nobody was born on it. The days near it are read
 * by their index before the name is looked at: of a few hundred people that is quickly done, and among all of them it is not.
 */
function byBirthDate(
  sql: Sql,
  isOnLine: Fragment,
  { date, near }: { date: string; near: readonly NearDate[] },
  name: SoughtName | undefined,
): Fragment[] {
  const exactly = sql`select p.id from patients p where ${isOnLine} and p.birth_date = ${date}`
  return [
    sql`(${exactly} ${most.byKey(sql)})`,
    sql`(
      with near as materialized (
        select p.id, p.name_words
        from patients p
        where ${isOnLine} and p.birth_date = any(${near.map(each => each.date)}::date[])
      )
      select p.id
      from near p
      where ${name ? mayBeNamed(sql, name) : sql`not exists (${exactly})`}
      ${most.byKey(sql)}
    )`,
  ]
}

function byPhone(sql: Sql, isOnLine: Fragment, lineId: string, phone: string, kept?: Kept): Fragment {
  return sql`(
    select f.patient_id
    from patient_phones f
    join patients p on p.id = f.patient_id and ${isOnLine} and not ${isPhoneKept(sql, sql`p`, sql`f`, kept)}
    where f.line_id = ${lineId} and f.number = ${phone}
    ${most.byKey(sql)}
  )`
}

/** Who lives there; and in the same sector, those with the name. A sector or a district by itself shows whom it finds first. */
function byPostcode(
  sql: Sql,
  isOnLine: Fragment,
  {
    lineId,
    postcode,
    name,
    kept,
  }: { lineId: string; postcode: string; name: SoughtName | undefined; kept: Kept | undefined },
): Fragment[] {
  const living = (where: Fragment, named: Fragment) => sql`(
    with living as materialized (
      select p.id, p.name_words
      from patient_postcodes a
      join patients p on p.id = a.patient_id and ${isOnLine} and not ${isAddressKept(sql, sql`p`, kept)}
      where a.line_id = ${lineId} and ${where}
    )
    select p.id from living p where ${named} ${most.byKey(sql)}
  )`
  const within = beginsWith(sql, sectorOf(postcode))
  if (!isWhole(postcode)) return [living(within, name ? mayBeNamed(sql, name) : sql`true`)]
  const there = living(sql`a.postcode = ${postcode}`, sql`true`)
  return name ? [there, living(within, mayBeNamed(sql, name))] : [there]
}

/**
 * Who lives in a street of which all of these words are written. With a name those who may have it, by one index for both; and some of the
 * others where nobody has.
 */
function byStreet(
  sql: Sql,
  isOnLine: Fragment,
  {
    lineId,
    street,
    name,
    kept,
  }: {
    lineId: string
    street: readonly string[]
    name: SoughtName | undefined
    kept: Kept | undefined
  },
): Fragment {
  const living = (named: Fragment) => sql`
    select p.id
    from patient_streets a
    join patients p on p.id = a.patient_id and ${isOnLine} and not ${isAddressKept(sql, sql`p`, kept)}
    where (a.line_id = ${lineId}) is true and a.words @> ${[...street]}::text[] and ${named}`
  const anybody = sql`living as materialized (${living(sql`true`)})`
  if (!name) return sql`(with ${anybody} select id from living ${most.listed(sql)})`
  return sql`(
    with named as materialized (${living(mayBeNamed(sql, name, sql`a`))}),
    ${anybody}
    (select id from named ${most.byKey(sql)})
    union all
    (select id from living where not exists (select from named) ${most.listed(sql)})
  )`
}
