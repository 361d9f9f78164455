import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { LineId } from '#shared/ids.ts'
import { ListBrought, RowOutcome, RowVerdict } from '#shared/lists.ts'
import { Actor } from '#shared/staff.ts'
import { Instant } from '#shared/time.ts'

/** Owns list_imports and list_import_parts. Its rows are in importRowStore.ts. */

const ImportRow = z.object({
  id: z.uuid(),
  lineId: LineId,
  staffId: z.uuid(),
  actor: Actor,
  parts: z.int(),
  state: ListBrought.shape.state,
  reading: z.object({ says: z.array(z.string()), headings: z.array(z.string()) }).nullable(),
  rows: z.int(),
  writesChanges: z.boolean(),
  broughtAt: Instant,
  begunAt: Instant.nullable(),
  doneAt: Instant.nullable(),
})
export type ImportRow = z.infer<typeof ImportRow>

const columns = (sql: Sql): Fragment => sql`
  id, line_id, staff_id, actor, parts, state, reading, rows, writes_changes, brought_at, begun_at, done_at`

/** The same id twice is one. */
export async function beginImport(db: Database, actor: Actor, id: string, parts: number): Promise<void> {
  await db.run(db.sql`
    insert into list_imports (id, line_id, organisation_id, staff_id, actor, parts, state)
    values (${id}, ${actor.lineId}, ${actor.organisationId}, ${actor.staffId}, ${db.sql.json(actor)}, ${parts}, 'bringing')
    on conflict (id) do nothing`)
}

/** Whether the part has its place: of a list of the actor's own that is still being brought. The same part twice is one. */
export async function keepPart(
  db: Database,
  actor: Actor,
  id: string,
  place: number,
  content: Uint8Array,
): Promise<boolean> {
  const [row] = await db.run(db.sql<{ isOpen: boolean }[]>`
    with open as (
      select id from list_imports
      where id = ${id} and staff_id = ${actor.staffId} and line_id = ${actor.lineId} and state = 'bringing' and parts >= ${place}
    ),
    kept as (
      insert into list_import_parts (import_id, place, content)
      select id, ${place}, ${Buffer.from(content)}::bytea from open
      on conflict (import_id, place) do update set content = excluded.content
    )
    select exists (select from open) as is_open`)
  return row?.isOpen ?? false
}

export async function readParts(db: Database, id: string): Promise<Buffer> {
  const rows = await db.run(db.sql<{ content: Buffer }[]>`
    select content from list_import_parts where import_id = ${id} order by place`)
  return Buffer.concat(rows.map(({ content }) => content))
}

/** A CTE `moved`: the import goes from one state to the next, if it is the actor's own and, for reading, all of it is there. */
export function moveImport(
  sql: Sql,
  actor: Actor,
  id: string,
  move: { from: 'bringing' | 'read'; to: 'reading' | 'running'; writesChanges?: boolean; at: Instant },
): Fragment {
  const isWhole = sql`(select count(*) from list_import_parts where import_id = ${id}) = parts`
  return sql`
    moved as (
      update list_imports
      set state = ${move.to},
          writes_changes = ${move.writesChanges ?? false},
          begun_at = case when ${move.to === 'running'} then ${move.at}::timestamptz end
      where id = ${id}
        and line_id = ${actor.lineId}
        and staff_id = ${actor.staffId}
        and state = ${move.from}
        and ${move.to === 'reading' ? isWhole : sql`true`}
      returning id
    )`
}

/** Read, or refused as a whole: its bytes go, and how it was read is kept. */
export async function settleReading(
  db: Database,
  id: string,
  settled: { state: 'read' | 'refused'; says: readonly string[]; headings: readonly string[]; rows: number },
): Promise<void> {
  const { state, says, headings, rows } = settled
  await db.run(db.sql`
    with gone as (
      delete from list_import_parts where import_id = ${id}
    )
    update list_imports
    set state = ${state}, reading = ${db.sql.json({ says: [...says], headings: [...headings] })}, rows = ${rows}
    where id = ${id} and state = 'reading'`)
}

export async function settleWriting(db: Database, id: string): Promise<void> {
  await db.run(db.sql`
    update list_imports
    set state = 'done', done_at = now()
    where id = ${id} and state = 'running'
      and not exists (select from list_import_rows where import_id = ${id} and outcome is null)`)
}

const MOST_LISTED = 10
const Counted = ImportRow.extend({
  verdicts: z.partialRecord(RowVerdict, z.int()),
  outcomes: z.partialRecord(RowOutcome, z.int()),
})
export type CountedImport = z.infer<typeof Counted>

/** The lists that the actor's organisation brought lately, or the one that is named, with what their rows come to. */
export async function readImports(db: Database, actor: Actor, id?: string): Promise<CountedImport[]> {
  const { sql } = db
  const rows = await db.run(sql`
    select ${columns(sql)},
           coalesce((
             select jsonb_object_agg(verdict, count)
             from (select verdict, count(*) from list_import_rows r where r.import_id = i.id group by verdict) as v (verdict, count)
           ), '{}') as verdicts,
           coalesce((
             select jsonb_object_agg(outcome, count)
             from (
               select outcome, count(*) from list_import_rows r
               where r.import_id = i.id and outcome is not null group by outcome
             ) as o (outcome, count)
           ), '{}') as outcomes
    from list_imports i
    where line_id = ${actor.lineId}
      and organisation_id = ${actor.organisationId}
      and ${id === undefined ? sql`true` : sql`id = ${id}`}
    order by brought_at desc
    limit ${MOST_LISTED}`)
  return z.array(Counted).parse(rows)
}

/** For the process that reads or writes it, whoever asks. */
export async function importById(db: Database, id: string): Promise<ImportRow | undefined> {
  const [row] = await db.run(db.sql`select ${columns(db.sql)} from list_imports where id = ${id}`)
  return row && ImportRow.parse(row)
}

const KEPT_DAYS = 30

/** What lists said of people is kept for a month; that they were brought, and what their rows came to, for longer. */
export async function clearOldLists(db: Database): Promise<void> {
  await db.run(db.sql`
    with old as (
      select id from list_imports where brought_at < now() - ${KEPT_DAYS}::int * interval '1 day'
    ),
    parts_gone as (
      delete from list_import_parts using old where import_id = old.id
    )
    update list_import_rows
    set cells = '[]', finding = '{"who": "", "because": "", "problems": [], "differs": []}'
    from old
    where import_id = old.id and cells <> '[]'`)
}
