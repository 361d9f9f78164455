import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { PatientId, StaffId } from '#shared/ids.ts'
import { WhyOpened } from '#shared/patients.ts'
import type { Actor } from '#shared/staff.ts'
import { Instant } from '#shared/time.ts'

/** Owns deaths. */

const DeathRow = z.object({
  id: z.uuid(),
  patientId: PatientId,
  reportedAt: Instant,
  reportedBy: StaffId,
  reportedByName: z.string(),
  why: WhyOpened,
  undoUntil: Instant,
  /** By the database's clock, which all processes share. */
  isUndoOpen: z.boolean(),
  verifiedAt: Instant.nullable(),
  takenBackBy: StaffId.nullable(),
})
export type DeathRow = z.infer<typeof DeathRow>

function columns(sql: Sql): Fragment {
  return sql`
    id, patient_id, reported_at, reported_by, reported_by_name, why, undo_until, undo_until > now() as is_undo_open,
    verified_at, taken_back_by`
}

/** The report that holds for a person; null where nobody reported a death here. */
export async function readOpenDeath(
  db: Database,
  lineId: string,
  patientId: string,
): Promise<DeathRow | null> {
  const [row] = await db.run(db.sql`
    select ${columns(db.sql)}
    from deaths
    where patient_id = ${patientId}
      and line_id = ${lineId}
      and taken_back_at is null`)
  return row ? DeathRow.parse(row) : null
}

export async function readDeath(db: Database, lineId: string, deathId: string): Promise<DeathRow | null> {
  const [row] = await db.run(db.sql`
    select ${columns(db.sql)} from deaths where id = ${deathId} and line_id = ${lineId}`)
  return row ? DeathRow.parse(row) : null
}

const Elsewhere = DeathRow.pick({ reportedByName: true, reportedAt: true, isUndoOpen: true, undoUntil: true })
  .partial({ isUndoOpen: true, undoUntil: true })
  .extend({
    deathId: z.uuid().nullable(),
    reportedBy: StaffId.nullable(),
    stage: z.enum(['reported', 'verified']),
    isUndoOpen: z.boolean().nullable(),
    undoUntil: Instant.nullable(),
  })

/** The death that another of the person's `records`, a uuid[], tells of, and who reported it; null where none does. */
export async function readDeathElsewhere(
  db: Database,
  lineId: string,
  patientId: PatientId,
  records: Fragment,
): Promise<z.infer<typeof Elsewhere> | null> {
  const { sql } = db
  const [row] = await db.run(sql`
    select d.id as death_id, d.reported_by, coalesce(d.reported_by_name, e.author ->> 'name') as reported_by_name,
           coalesce(d.reported_at, e.recorded_at) as reported_at, d.undo_until, d.undo_until > now() as is_undo_open,
           e.body ->> 'stage' as stage
    from patients p
    cross join lateral (
      select body, author, recorded_at
      from record_entries
      where line_id = ${lineId} and patient_id = p.id and section = 'death'
      order by version desc
      limit 1
    ) as e
    left join deaths d on d.patient_id = p.id and d.taken_back_at is null
    where p.line_id = ${lineId} and p.id = any(${records}) and p.id <> ${patientId} and p.is_deceased
    order by d.id is null, p.id
    limit 1`)
  return row ? Elsewhere.parse(row) : null
}

/** A record of a person: how it is linked, how far it was read, and the report of a death on it. */
export type RecordRow = {
  id: string
  version: number
  keptAt: string | null
  others: number
  hasDied: boolean
  deathId: string | null
}

/** These records, the kept one of them first. To be read before anything that is decided by them, and held against `areAsRead`. */
function recordRows(sql: Sql, lineId: string, records: Fragment) {
  return sql<RecordRow[]>`
    select p.id, p.version, p.kept_at, p.others, p.is_deceased as has_died, d.id as death_id
    from patients p
    left join deaths d on d.patient_id = p.id and d.taken_back_at is null
    where p.line_id = ${lineId} and p.id = any(${records})
    order by p.kept_at is not null, p.id`
}

/** The two records of a link and those that are linked to the kept one, which comes first; and the report of a death on each. */
export async function recordsBeside(
  { sql, run }: Database,
  lineId: string,
  keptId: PatientId,
  otherId: PatientId,
): Promise<RecordRow[]> {
  const these = sql`array(
    select id from patients where line_id = ${lineId} and (id in (${keptId}, ${otherId}) or kept_at = ${keptId})
  )`
  const rows = await run(recordRows(sql, lineId, these))
  return rows.toSorted((a, b) => Number(b.id === keptId) - Number(a.id === keptId))
}

/** All records of a person, `records` being a uuid[], and the report of a death on each. */
export function recordsOfPerson(
  { sql, run }: Database,
  lineId: string,
  records: Fragment,
): Promise<RecordRow[]> {
  return run(recordRows(sql, lineId, records))
}

/** A boolean: a death that still holds was reported in this call, on one of these `records`, a uuid[]. */
export function isDeathToldIn(sql: Sql, lineId: string, callId: string, records: Fragment): Fragment {
  return sql`exists (
    select from deaths told
    where told.line_id = ${lineId}
      and told.patient_id = any(${records})
      and told.taken_back_at is null
      and told.why ->> 'callId' = ${callId}
  )`
}

/** The death as this report wrote it: in one statement, and so at the moment of the report. */
export async function readAnswers(db: Database, lineId: string, deathId: string): Promise<object | null> {
  const [row] = await db.run(db.sql<{ body: object | null }[]>`
    select e.body
    from deaths d
    join record_entries e on e.line_id = d.line_id and e.patient_id = d.patient_id and e.written_at = d.reported_at
    where d.id = ${deathId} and d.line_id = ${lineId} and e.section = 'death'`)
  return row?.body ?? null
}

type Report = { deathId: string; patientId: string; actor: Actor; why: WhyOpened }

/** A CTE `death_written (undo_until)`: the report, with the ten minutes by the database's clock. */
export function writeDeath(sql: Sql, { deathId, patientId, actor, why }: Report, onlyIf: Fragment): Fragment {
  return sql`
    death_written as (
      insert into deaths (id, line_id, patient_id, reported_by, reported_by_name, why)
      select ${deathId}::uuid, ${actor.lineId}::uuid, ${patientId}::uuid, ${actor.staffId}::uuid, ${actor.name},
             ${sql.json(why)}::jsonb
      where ${onlyIf}
      returning undo_until
    )`
}

/** A boolean: this actor may undo this report at this moment. It is why she may write to the record once more. */
export function mayStillUndo(sql: Sql, deathId: string, { staffId, lineId, role }: Actor): Fragment {
  return sql`exists (
    select from deaths
    where id = ${deathId}
      and line_id = ${lineId}
      and taken_back_at is null
      and verified_at is null
      and undo_until > now()
      and (reported_by = ${staffId} or ${role === 'shift_lead'})
  )`
}

type TakingBack = { deathId: string; actor: Actor; how: 'undone' | 'corrected'; because: string }

/** A CTE `death_taken_back (id)`. */
export function takeBack(sql: Sql, { deathId, actor, how, because }: TakingBack, onlyIf: Fragment): Fragment {
  return sql`
    death_taken_back as (
      update deaths
      set taken_back_at = now(),
          taken_back_by = ${actor.staffId},
          taken_back_by_name = ${actor.name},
          taken_back_how = ${how},
          taken_back_because = ${because}
      where id = ${deathId}
        and taken_back_at is null
        and ${onlyIf}
      returning id
    )`
}

/** A CTE `death_verified`. */
export function noteVerified(sql: Sql, deathId: string, at: Instant, onlyIf: Fragment): Fragment {
  return sql`
    death_verified as (
      update deaths
      set verified_at = ${at}
      where id = ${deathId}
        and taken_back_at is null
        and ${onlyIf}
    )`
}
