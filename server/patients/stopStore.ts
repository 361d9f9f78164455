import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import type { PatientId } from '#shared/ids.ts'
import type { Stopped } from './core/stopped.ts'

/** What stops the writing on a record: read from the person's own row in patients. */

/**
 * CTEs `person_asked` and, where nothing stops the writing, `person`. The row is locked first: a dispute or a link that was
 * committed while this statement waited for it is seen.
 */
export function whereWritable(
  sql: Sql,
  {
    lineId,
    patientId,
    onlyIf,
    evenIfStopped,
    evenIfKeptElsewhere,
  }: {
    lineId: string
    patientId: string
    onlyIf: Fragment
    evenIfStopped: boolean
    evenIfKeptElsewhere: boolean
  },
): Fragment {
  return sql`
    person_asked as materialized (
      select p.id, p.version, p.is_deceased, p.is_disputed, p.kept_at, p.others
      from patients p
      where p.line_id = ${lineId}
        and p.id = ${patientId}
        and (${onlyIf})
      for no key update of p
    ),
    person as (
      select id, version, is_deceased, others
      from person_asked
      where ${evenIfStopped ? sql`true` : sql`not is_disputed and (kept_at is null or ${evenIfKeptElsewhere})`}
    )`
}

/**
 * CTEs `kept_locked`, `beside_locked` and `records_locked (id, version, kept_at, others)`: all records of a person, locked, the kept
 * one before any other, so that a link, a death and what is promised to the person come wholly before or wholly after. To be asked
 * before the writing with `areRecordsLocked`, and held against what was read with `areAsRead`.
 */
export function lockRecords(sql: Sql, lineId: string, keptId: string): Fragment {
  return sql`
    kept_locked as materialized (
      select p.id, p.version, p.kept_at, p.others
      from patients p
      where p.line_id = ${lineId} and p.id = ${keptId}
      for no key update of p
    ),
    beside_locked as materialized (
      select p.id, p.version, p.kept_at, p.others
      from patients p
      where p.line_id = ${lineId} and p.kept_at = ${keptId} and exists (select from kept_locked)
      order by p.id
      for no key update of p
    ),
    records_locked as (
      select id, version, kept_at, others from kept_locked
      union all
      select id, version, kept_at, others from beside_locked
    )`
}

/** A boolean, true where the person is: it has every row locked before whatever it stands in front of. */
export function areRecordsLocked(sql: Sql): Fragment {
  return sql`(select count(*) from records_locked) > 0`
}

export type ReadRow = { id: string; version: number; keptAt: string | null; others: number }

/** A boolean over `records_locked`: nothing of these records changed since they were read, and they are linked as they were. */
export function areAsRead(sql: Sql, rows: readonly ReadRow[]): Fragment {
  return rows.reduce(
    (all, { id, version, keptAt, others }) => sql`
      ${all} and exists (
        select from records_locked
        where id = ${id} and version = ${version} and kept_at is not distinct from ${keptAt}::uuid and others = ${others}
      )`,
    sql`true`,
  )
}

/**
 * A CTE `records_told (id)`: the other records of the person count a change, so that whoever read them before, and waits for one of
 * them, finds that they have read too little.
 */
export function touchLinked(
  sql: Sql,
  patientId: string,
  rows: readonly ReadRow[],
  onlyIf: Fragment,
): Fragment {
  const others = rows.map(({ id }) => id).filter(id => id !== patientId)
  return sql`
    records_told as (
      update patients
      set version = version + 1
      where id = any(${others}::uuid[]) and (${onlyIf})
      returning id
    )`
}

/** Over the CTEs of `writeEntries`: what stopped the writing, null where nothing did or there was no reason to be there. */
export function stoppedBy(sql: Sql): Fragment {
  return sql`(
    select case when is_disputed then 'disputed' when kept_at is not null then 'kept_elsewhere' end
    from person_asked
    where not exists (select from person)
  )`
}

/** A boolean: what is new may be written about this person now. For a statement of another module that leaves something with them. */
export function isOpenToWriting(sql: Sql, lineId: string, patientId: string): Fragment {
  return sql`exists (
    select from patients
    where line_id = ${lineId} and id = ${patientId} and not is_disputed and kept_at is null
  )`
}

/**
 * A boolean: as `isOpenToWriting`, of the person's row, locked from now on; nothing of the record changed since it was read, and as
 * many records are linked to it. Whoever waited for a death that was told or taken back on any record of the person, for a dispute or
 * for a link to a record that tells of a death sees it: `touchLinked`.
 */
export function staysOpenToWriting(
  sql: Sql,
  lineId: string,
  patientId: string,
  { version, others }: { version: number; others: number },
): Fragment {
  return sql`exists (
    select from patients
    where line_id = ${lineId} and id = ${patientId} and not is_disputed and kept_at is null
      and version = ${version} and others = ${others}
    for no key update
  )`
}

/** Why nothing may be written about a person; no row, and no reason, where it may. */
export function stopOf(sql: Sql, lineId: string, patientId: string) {
  return sql<{ stopped: Stopped }[]>`
    select case when is_disputed then 'disputed' else 'kept_elsewhere' end as stopped
    from patients
    where line_id = ${lineId} and id = ${patientId} and (is_disputed or kept_at is not null)`
}

/** The words of the names of somebody, as they are compared. */
export function nameWordsOf(sql: Sql, lineId: string, patientId: string) {
  return sql<{ words: string[] }[]>`
    select name_words as words from patients where line_id = ${lineId} and id = ${patientId}`
}

/** Whether somebody has died: on any of their records, and on this one with how it is linked. */
export type Life = {
  hasDied: boolean
  version: number
  keptAt: PatientId | null
  others: number
  /** To how many the one is linked that is kept instead of it; null where it is kept itself. */
  keptOthers: number | null
}

export function lifeOf(sql: Sql, lineId: string, patientId: string) {
  return sql<Life[]>`
    select not may_be_contacted(p.id) as has_died, p.version, p.kept_at, p.others, kept.others as kept_others
    from patients p
    left join patients kept on kept.id = p.kept_at
    where p.line_id = ${lineId} and p.id = ${patientId}`
}

/** The same of several, each to be held against `livesAsRead`. */
export async function livesOf<Id extends string>(
  { sql, run }: Database,
  lineId: string,
  patientIds: readonly Id[],
): Promise<(Life & { patientId: Id })[]> {
  const read = await Promise.all(
    patientIds.map(async patientId => {
      const [life] = await run(lifeOf(sql, lineId, patientId))
      return life ? [{ ...life, patientId }] : []
    }),
  )
  return read.flat()
}

/**
 * A boolean: by the person's row, locked from now on, they live or have died as was read, also where nothing may be written about
 * them. A death that was told or taken back on any of their records counts as a change of this one (`touchLinked`); a link to a
 * further record is seen by the one that is kept, locked before it.
 */
export function livesAsRead(
  sql: Sql,
  lineId: string,
  patientId: string,
  { version, keptAt, others, keptOthers }: Life,
): Fragment {
  const own = sql`exists (
    select from patients
    where line_id = ${lineId} and id = ${patientId}
      and version = ${version} and kept_at is not distinct from ${keptAt}::uuid and others = ${others}
    for no key update
  )`
  if (keptAt === null) return own
  const kept = sql`exists (
    select from patients where line_id = ${lineId} and id = ${keptAt} and others = ${keptOthers} for no key update
  )`
  return sql`case when ${kept} then ${own} else false end`
}

/**
 * CTEs `persons_locked (id)` and `persons_as_read`, which has a row where nothing of the one that something comes onto was changed since
 * it was read, and it may be written to. Locked in the order of their ids, as two records that are linked are.
 */
export function lockPersons(
  sql: Sql,
  lineId: string,
  patientIds: readonly string[],
  onto: ({ patientId: string } & Pick<Life, 'version' | 'others'>) | null,
): Fragment {
  return sql`
    persons_locked as materialized (
      select p.id, p.version, p.others, p.kept_at, p.is_disputed
      from patients p
      where p.line_id = ${lineId} and p.id = any(${[...patientIds]}::uuid[])
      order by p.id
      for no key update of p
    ),
    persons_as_read as materialized (
      select 1
      from (select count(*) as locked from persons_locked) as all_locked
      where locked = ${patientIds.length}
        and ${
          onto
            ? sql`exists (
                select from persons_locked
                where id = ${onto.patientId} and version = ${onto.version} and others = ${onto.others}
                  and not is_disputed and kept_at is null
              )`
            : sql`true`
        }
    )`
}

/** A CTE `persons_touched`: each of these records counts one change more. */
export function touchPersons(
  sql: Sql,
  lineId: string,
  patientIds: readonly string[],
  onlyIf: Fragment,
): Fragment {
  return sql`
    persons_touched as (
      update patients
      set version = version + 1
      where line_id = ${lineId} and id = any(${[...patientIds]}::uuid[]) and (${onlyIf})
    )`
}
