import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { PatientId } from '#shared/ids.ts'
import { ListRowShown, type RowOutcome, RowVerdict } from '#shared/lists.ts'
import { SectionName } from '#shared/record/sections.ts'
import type { Actor } from '#shared/staff.ts'
import type { Differs } from './core/differs.ts'
import type { Wishes } from './exportPeopleStore.ts'
import { itemsShown, PersonNow, shownNow } from './recordsNowStore.ts'

/**
 * Owns list_import_rows: what a row says, in its own cells, what it would do, and what became of it. Of the record it holds which
 * version of an item differs, and nothing of what that says.
 */

const Differing: z.ZodType<Differs> = z.object({
  column: z.string(),
  section: SectionName,
  list: z.string(),
  item: z.object({ itemId: z.string(), version: z.int() }).nullable(),
})

export const Finding = z.object({
  who: z.string(),
  because: z.string(),
  problems: ListRowShown.shape.problems,
  /** Rows of before migration 0063 of which nothing differs have none. */
  differs: z.array(Differing).default([]),
})
export type Finding = z.infer<typeof Finding>

export type NamedRow = {
  place: number
  firstLine: number
  lastLine: number
  cells: readonly string[]
  verdict: RowVerdict
  patientId: PatientId | null
  finding: Finding
}

/** The next rows of a list. A row that is there already stays: reading a list twice names every row once. */
export async function keepRows(db: Database, importId: string, rows: readonly NamedRow[]): Promise<void> {
  const { sql } = db
  const all = rows.map(row => ({
    ...row,
    patient_id: row.patientId,
    first_line: row.firstLine,
    last_line: row.lastLine,
  }))
  await db.run(sql`
    with kept as (
      insert into list_import_rows (import_id, place, first_line, last_line, cells, verdict, patient_id, finding)
      select ${importId}::uuid, place, first_line, last_line, cells, verdict, patient_id, finding
      from jsonb_to_recordset(${sql.json(all as never)}::jsonb) as r (
        place int, first_line int, last_line int, cells jsonb, verdict text, patient_id uuid, finding jsonb
      )
      on conflict (import_id, place) do nothing
    )
    update list_imports set rows = greatest(rows, ${rows.at(-1)?.place ?? 0}) where id = ${importId}`)
}

const CandidateRow = PersonNow.extend({
  place: z.int(),
  nhsNumber: z.string().nullable(),
  birthDate: z.string().nullable(),
  nameWords: z.array(z.string()),
})
export type CandidateRow = z.infer<typeof CandidateRow>

type Asked = { place: number; nhsNumber: string | null; birthDate: string; nameWords: readonly string[] }

/**
 * Whom rows may mean: the NHS number, or the birth date with a name in common. Content only of those on the actor's own caseload
 * who share; everybody who is found has a row in the access log.
 */
export async function findCandidates(
  db: Database,
  actor: Actor,
  {
    rows,
    sections,
    where,
    wishes,
    accessLogged,
  }: {
    rows: readonly Asked[]
    sections: readonly SectionName[]
    where: readonly SectionName[]
    wishes: Wishes
    accessLogged: Fragment
  },
): Promise<CandidateRow[]> {
  const { sql } = db
  const found = await db.run(sql`
    with asked as materialized (
      select r.place, r."nhsNumber" as nhs_number, r."birthDate" as birth_date, r."nameWords" as name_words
      from jsonb_to_recordset(${sql.json(rows as never)}::jsonb)
        as r (place int, "nhsNumber" text, "birthDate" date, "nameWords" text[])
    ),
    found as materialized (
      select asked.place, p.id from asked join patients p on p.line_id = ${actor.lineId} and p.nhs_number = asked.nhs_number
      union
      select asked.place, p.id
      from asked
      join patients p on p.line_id = ${actor.lineId} and p.birth_date = asked.birth_date and p.name_words && asked.name_words
    ),
    people as materialized (
      select distinct id, ${[...sections]}::text[] as sections from found
    ),
    ${shownNow(sql, actor, { wishes, where })},
    looked as (
      select id as patient_id,
             array(select distinct section from shown where shown.patient_id = known.id order by section) as what,
             case when is_shown then 'allowed' else 'refused' end as outcome
      from known
    ),
    ${accessLogged}
    select found.place, known.id as patient_id, nhs_number, birth_date, name_words, is_deceased, stopped, is_on_caseload, is_shown, open,
           ${itemsShown(sql)} as items
    from found
    join known on known.id = found.id
    order by found.place, known.id`)
  return z.array(CandidateRow).parse(found)
}

const Kept = z.object({
  place: z.int(),
  firstLine: z.int(),
  lastLine: z.int(),
  cells: z.array(z.string()),
  verdict: RowVerdict,
  patientId: PatientId.nullable(),
  outcome: ListRowShown.shape.outcome,
  outcomeBecause: z.string().nullable(),
  finding: Finding,
})
export type KeptRow = z.infer<typeof Kept>

/** Rows of a list after this place, of one verdict or of all, or those that were not written. */
export async function readRows(
  db: Database,
  importId: string,
  asked: { verdict?: RowVerdict | undefined; isLeftOut?: boolean; after: number; limit: number },
): Promise<KeptRow[]> {
  const { sql } = db
  const { verdict, isLeftOut = false, after, limit } = asked
  const rows = await db.run(sql`
    select place, first_line, last_line, cells, verdict, patient_id, outcome, outcome_because, finding
    from list_import_rows
    where import_id = ${importId}
      and place > ${after}
      and ${verdict ? sql`verdict = ${verdict}` : sql`true`}
      and ${isLeftOut ? sql`(verdict in ('bad', 'may_be', 'died') or outcome = 'left_out')` : sql`true`}
    order by place
    limit ${limit}`)
  return z.array(Kept).parse(rows)
}

const Due = z.object({
  place: z.int(),
  verdict: RowVerdict,
  patientId: PatientId.nullable(),
  cells: z.array(z.string()),
  finding: Finding,
})
export type DueRow = z.infer<typeof Due>

/** The next rows that somebody still has to write. */
export async function rowsToWrite(db: Database, importId: string, limit: number): Promise<DueRow[]> {
  const rows = await db.run(db.sql`
    select place, verdict, patient_id, cells, finding
    from list_import_rows
    where import_id = ${importId} and outcome is null
    order by place
    limit ${limit}`)
  return z.array(Due).parse(rows)
}

/** All rows that write nothing, at once. `mayChange`: the sections that a list may write. */
export async function settleOthers(
  db: Database,
  importId: string,
  { writesChanges, mayChange }: { writesChanges: boolean; mayChange: readonly SectionName[] },
): Promise<void> {
  const writes = db.sql`exists (
    select from jsonb_array_elements(finding -> 'differs') as d
    where d ->> 'section' = any(${[...mayChange]}::text[]) and jsonb_typeof(d -> 'item') = 'object'
  )`
  await db.run(db.sql`
    update list_import_rows
    set outcome = case when verdict in ('same', 'changed') then 'unchanged' else 'left_out' end
    where import_id = ${importId}
      and outcome is null
      and (
        verdict in ('same', 'may_be', 'died', 'bad')
        or (verdict = 'changed' and (${!writesChanges} or not ${writes}))
      )`)
}

/** Nobody writes what is left of the list, and why. */
export async function leaveTheRest(db: Database, importId: string, because: string): Promise<void> {
  await db.run(db.sql`
    update list_import_rows
    set outcome = 'left_out', outcome_because = ${because}
    where import_id = ${importId} and outcome is null`)
}

type Row = { importId: string; place: number }

/** A CTE `due`: the row waits for being written. Whoever else writes it at this moment waits for us, and finds it done. */
export function dueRow(sql: Sql, { importId, place }: Row): Fragment {
  return sql`
    due as (
      select place from list_import_rows where import_id = ${importId} and place = ${place} and outcome is null for update
    )`
}

/** A CTE `row_done`: what became of a row, by a boolean of the statement. */
export function rowDone(
  sql: Sql,
  { importId, place }: Row,
  done: { isDone: Fragment; outcome: RowOutcome; otherwise: RowOutcome; because: string },
): Fragment {
  return sql`
    row_done as (
      update list_import_rows
      set outcome = case when ${done.isDone} then ${done.outcome} else ${done.otherwise} end,
          outcome_because = case when ${done.isDone} then null else ${done.because} end
      where import_id = ${importId} and place = ${place} and outcome is null
      returning outcome
    )`
}

/** A CTE `row_done`: a row was written, where it was; of one that was not, what became of it is still to be said. */
export function rowWritten(
  sql: Sql,
  { importId, place }: Row,
  { isDone, outcome }: { isDone: Fragment; outcome: RowOutcome },
): Fragment {
  return sql`
    row_done as (
      update list_import_rows
      set outcome = ${outcome}
      where import_id = ${importId} and place = ${place} and outcome is null and ${isDone}
      returning outcome
    )`
}

/** A CTE `joined`: the person comes onto the organisation's caseload. `people` names the CTE they are in, with an `id`. */
export function joinCaseload(sql: Sql, actor: Actor, people: Fragment): Fragment {
  return sql`
    joined as (
      insert into relationships (id, line_id, patient_id, organisation_id, kind, begun_by)
      select gen_random_uuid(), ${actor.lineId}::uuid, id, ${actor.organisationId}::uuid, 'caseload', ${actor.staffId}::uuid
      from ${people}
      on conflict (patient_id, organisation_id) where kind = 'caseload' and ended_at is null do nothing
      returning patient_id
    )`
}
