import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { type CallId, type LineId, PatientId, StaffId } from '#shared/ids.ts'
import { AboutNobody, FOUND_WITHIN_HOURS, MOVED_BY_SAVER_DAYS } from '#shared/movedOutcome.ts'
import { Instant } from '#shared/time.ts'
import type { Mover } from './core/moving.ts'
import { mayMove } from './outcomeStore.ts'

const Saved = z.object({
  kind: z.enum(['clinical', 'non_clinical']),
  patientId: PatientId.nullable(),
  staffId: StaffId,
  at: Instant,
  saysDied: z.boolean(),
})
export type Saved = z.infer<typeof Saved>

/** The outcome of a call, as far as moving it asks; nothing where none is saved. */
export async function readSaved(db: Database, lineId: LineId, callId: CallId): Promise<Saved | undefined> {
  const [row] = await db.run(db.sql`
    select kind, patient_id, staff_id, at, ${saysDied(db.sql)} as says_died
    from outcomes
    where call_id = ${callId} and line_id = ${lineId}`)
  return row && Saved.parse(row)
}

/**
 * The saved calls that are on nobody's record and are this person's to move on, those that rest apart. Also those of the last days that a
 * process of the version before put right in the call itself after their outcome was saved: that stands on the record before, and on no
 * timeline.
 */
export async function readAboutNobody(
  db: Database,
  lineId: LineId,
  mover: Mover,
  { recordsOf, restOf }: { recordsOf: (patient: Fragment) => Fragment; restOf: Fragment },
): Promise<AboutNobody> {
  const { sql } = db
  const calls = await db.run(sql`
    select calls.id as call_id, calls.identity_epoch as epoch, outcomes.at, outcomes.staff_name as nurse,
           outcomes.staff_id = ${mover.staffId} as is_yours, calls.from_number as "from",
           came_off.since, came_off.since + ${FOUND_WITHIN_HOURS} * interval '1 hour' as due_at,
           (outcomes.patient_id is not null or calls.patient_id is not null) as is_found_out,
           rest.at as rests_since, rest.by as rest_by, rest.because as rest_because
    from outcomes
    join calls on calls.id = outcomes.call_id
    ${restOf}
    cross join lateral (select coalesce((outcomes.moved ->> 'at')::timestamptz, outcomes.at) as since) came_off
    where outcomes.line_id = ${lineId}
      and outcomes.kind = 'clinical'
      and outcomes.call_id in (
        select call_id from outcomes where line_id = ${lineId} and kind = 'clinical' and patient_id is null
        union all
        select parted.call_id
        from outcomes parted
        join calls put_right on put_right.id = parted.call_id
        where parted.line_id = ${lineId}
          and parted.at >= now() - ${MOVED_BY_SAVER_DAYS} * interval '1 day'
          and parted.patient_id is distinct from put_right.patient_id
          and (put_right.patient_id = any(${recordsOf(sql`parted.patient_id`)})) is not true
      )
      and ${mayMove(sql, mover)}
    order by came_off.since`)
  const [resting, listed] = [calls.filter(isResting), calls.filter(one => !isResting(one))]
  const yourLast = await readLast(db, lineId, mover)
  return AboutNobody.parse({ calls: listed, mayRest: mover.isLead, resting, yourLast })
}

/** The newest call of theirs that was saved on a record, if it is of these hours and theirs to move. */
async function readLast({ sql, run }: Database, lineId: LineId, mover: Mover): Promise<unknown> {
  const [last] = await run(sql`
    select calls.id as call_id, calls.identity_epoch as epoch, outcomes.at, calls.from_number as "from",
           (outcomes.moved ->> 'at')::timestamptz as moved_at
    from outcomes
    join calls on calls.id = outcomes.call_id
    where outcomes.line_id = ${lineId}
      and outcomes.staff_id = ${mover.staffId}
      and outcomes.at >= now() - ${FOUND_WITHIN_HOURS} * interval '1 hour'
      and outcomes.kind = 'clinical'
      and outcomes.patient_id = calls.patient_id
      and ${mayMove(sql, mover)}
    order by outcomes.at desc
    limit 1`)
  return last ?? null
}

function isResting(row: Readonly<Record<string, unknown>>): boolean {
  return row.restsSince !== null
}

/** A boolean: what was saved of this call, about care, is on nobody's record. */
export function isOnNobody(sql: Sql, callId: CallId): Fragment {
  return sql`exists (
    select from outcomes where call_id = ${callId} and kind = 'clinical' and patient_id is null
  )`
}

const Settling = z.object({
  from: PatientId.nullable(),
  isTheirs: z.boolean(),
  left: PatientId.nullable(),
  isLeftTheirs: z.boolean(),
  saysDied: z.boolean(),
})

/**
 * Where what was saved of a call in hand stands, and which record it left in that call: each, and whether that is a record of whom the
 * call is about from now on. Nothing where no outcome is saved, or none about care.
 */
export async function readSettling(
  { sql, run }: Database,
  lineId: LineId,
  callId: CallId,
  {
    to,
    left,
    recordsOf,
  }: { to: PatientId | null; left: Fragment; recordsOf: (patient: Fragment) => Fragment },
): Promise<z.infer<typeof Settling> | undefined> {
  const isTheirs = (id: Fragment) => sql`coalesce(${to}::uuid = any(${recordsOf(id)}), false)`
  const [row] = await run(sql`
    select outcomes.patient_id as "from", ${isTheirs(sql`outcomes.patient_id`)} as is_theirs,
           was.on_record as "left", ${isTheirs(sql`was.on_record`)} as is_left_theirs, ${saysDied(sql)} as says_died
    from outcomes
    cross join lateral (select ${left} as on_record) as was
    where outcomes.call_id = ${callId} and outcomes.line_id = ${lineId} and outcomes.kind = 'clinical'`)
  return row && Settling.parse(row)
}

function saysDied(sql: Sql): Fragment {
  return sql`coalesce(body ->> 'whereAfter' = 'died' or body ->> 'disposition' = 'death_reported', false)`
}

/** A CTE `outcome_moved`: on whose timeline the call stands from now on, and what is said of that there. */
export function moveOutcomeTo(
  sql: Sql,
  {
    callId,
    lineId,
    to,
    moved,
  }: {
    callId: CallId
    lineId: LineId
    to: PatientId | null
    moved: { at: Instant; by: string; because: string } | null
  },
  onlyIf: Fragment,
): Fragment {
  return sql`
    outcome_moved as (
      update outcomes
      set patient_id = ${to},
          moved = ${moved && sql.json(moved)}::jsonb
      where call_id = ${callId}
        and line_id = ${lineId}
        and ${onlyIf}
    )`
}

/** A boolean: it is still hers to say whom this call was about. Her reason to compare somebody with what was said in it. */
export function isToMove(sql: Sql, lineId: LineId, callId: CallId, mover: Mover): Fragment {
  return sql`exists (
    select from outcomes
    join calls on calls.id = outcomes.call_id
    where outcomes.call_id = ${callId}
      and outcomes.line_id = ${lineId}
      and outcomes.kind = 'clinical'
      and ${mayMove(sql, mover)}
  )`
}
