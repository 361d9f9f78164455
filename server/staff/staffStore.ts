import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { type CallId, LineId, StaffId } from '#shared/ids.ts'
import {
  type Actor,
  type AnswersBy,
  BoardNurse,
  LineSummary,
  Me,
  type ReadinessState,
} from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'

/** A console that has been silent for this long is not offered a call. */
export const HEARD_WITHIN_SECONDS = 15

const BoardNurses = z.array(BoardNurse)

/** Everybody on the line who can be on duty, as the board shows them; or of them only those who are named. */
export async function readNurses(
  db: Database,
  lineId: LineId,
  only?: readonly StaffId[],
): Promise<BoardNurse[]> {
  const { sql } = db
  const rows = await db.run(sql`
    ${nurseRows(sql, lineId, only)}
      and staff.disabled_at is null
    order by staff.name, staff.id`)
  return BoardNurses.parse(rows)
}

const NamedNurse = BoardNurse.extend({ isDisabled: z.boolean() })
export type NamedNurse = z.infer<typeof NamedNurse>
const NamedNurses = z.array(NamedNurse)

/** These nurses, those too whose account was closed while they had a call: it must be taken from them like from anybody. */
export async function readNamedNurses(
  db: Database,
  lineId: LineId,
  only: readonly StaffId[],
): Promise<NamedNurse[]> {
  const rows = await db.run(db.sql`${nurseRows(db.sql, lineId, only)} order by staff.name, staff.id`)
  return NamedNurses.parse(rows)
}

/** One parameter for each: PostgreSQL keeps the plan, where a list as one parameter is planned anew every time. */
function nurseRows(sql: Sql, lineId: LineId, only?: readonly StaffId[]): Fragment {
  return sql`
    select staff.id as staff_id, staff.name, staff.role, readiness.state, readiness.answers_by, readiness.since,
           readiness.heard and readiness.last_heard_at > now() - make_interval(secs => ${HEARD_WITHIN_SECONDS}) as heard,
           readiness.call_id, staff.disabled_at is not null as is_disabled
    from readiness
    join staff on staff.id = readiness.staff_id
    where readiness.line_id = ${lineId}
      ${only ? sql`and staff.id in ${sql([...only])}` : sql``}`
}

/**
 * A CTE that makes a nurse away, ready, or busy with one call. It returns `staff_id`, or nothing where she is already busy
 * with another call: `nurseIsFree` in the statement's first guard keeps it from coming to that.
 */
export function setReadiness(
  sql: Sql,
  {
    name,
    staffId,
    state,
    callId,
    since,
    onlyIf,
  }: {
    name: string
    staffId: StaffId
    state: ReadinessState
    callId: CallId | null
    since?: Instant
    onlyIf: Fragment
  },
): Fragment {
  return sql`
    ${sql(name)} as (
      insert into readiness (staff_id, line_id, state, call_id, since)
      select staff.id, staff.line_id, ${state}, ${callId}::uuid, ${since ? sql`${since}::timestamptz` : sql`now()`}
      from staff
      where staff.id = ${staffId}
        and ${onlyIf}
      on conflict (staff_id) do update
      set state = excluded.state,
          call_id = excluded.call_id,
          since = excluded.since
      where ${state !== 'busy'}
         or readiness.call_id is null
         or readiness.call_id = excluded.call_id
      returning staff_id
    )`
}

/**
 * A CTE `ready_locked (staff_id, state, is_heard)`: this nurse, and whoever is ready on her line, locked in the order of their ids. Of two
 * who would leave a line at once the second waits, and sees that the first has.
 */
export function lockReady(sql: Sql, lineId: LineId, staffId: StaffId): Fragment {
  return sql`
    ready_locked as materialized (
      select r.staff_id, r.state,
             r.heard and r.last_heard_at > now() - make_interval(secs => ${HEARD_WITHIN_SECONDS}) as is_heard
      from readiness r
      where r.line_id = ${lineId} and (r.staff_id = ${staffId} or r.state = 'ready')
      order by r.staff_id
      for update
    )`
}

/** A boolean: this nurse has no call, or exactly this one. Waits for a change of hers that is under way. */
export function nurseIsFree(sql: Sql, staffId: StaffId, callId: CallId): Fragment {
  return sql`
    not exists (
      select 1 from readiness where staff_id = ${staffId} and call_id <> ${callId} for update
    )`
}

/** Whether this nurse is busy with another call than this one. */
export async function hasAnotherCall(db: Database, staffId: StaffId, callId: CallId): Promise<boolean> {
  const rows = await db.run(
    db.sql`select 1 from readiness where staff_id = ${staffId} and call_id <> ${callId}`,
  )
  return rows.length > 0
}

type Asker = Pick<Actor, 'lineId' | 'staffId' | 'role' | 'organisationId'>

/** A boolean: this person still works here, in the role and for the organisation in which they asked for something: as an actor, or as columns of the statement. */
export function isStillWho(
  sql: Sql,
  { lineId, staffId, role, organisationId }: Asker | Record<keyof Asker, Fragment>,
): Fragment {
  return sql`exists (
    select from staff
    where staff.id = ${staffId}
      and staff.line_id = ${lineId}
      and staff.role = ${role}
      and staff.organisation_id = ${organisationId}
      and staff.disabled_at is null
  )`
}

/** A nurse whose console has been silent for this long has left what she had in hand to her colleagues. */
export const GONE_AFTER_MINUTES = 5

/** Whether a nurse is gone: signed out, not heard for some minutes, or not of the staff any more. */
export async function isGone(db: Database, staffId: StaffId): Promise<boolean> {
  const rows = await db.run(db.sql`
    select 1
    from staff
    join readiness on readiness.staff_id = staff.id
    where staff.id = ${staffId}
      and staff.disabled_at is null
      and readiness.last_heard_at > now() - make_interval(mins => ${GONE_AFTER_MINUTES})
      and exists (
        select 1 from sessions where staff_id = staff.id and ended_at is null and expires_at > now()
      )`)
  return rows.length === 0
}

/** A CTE `said` for what a nurse says of herself. Empty while she has a call: that is not hers to say. */
export function sayReadiness(
  sql: Sql,
  said: { staffId: StaffId; state: 'away' | 'ready'; answersBy: AnswersBy; since: Instant },
): Fragment {
  return sql`
    said as (
      insert into readiness (staff_id, line_id, state, answers_by, since)
      select staff.id, staff.line_id, ${said.state}, ${said.answersBy}, ${said.since}::timestamptz
      from staff
      where staff.id = ${said.staffId}
      on conflict (staff_id) do update
      set state = excluded.state,
          answers_by = excluded.answers_by,
          since = excluded.since
      where readiness.state <> 'busy'
      returning staff_id
    )`
}

export async function readLine(db: Database, lineId: LineId): Promise<LineSummary | undefined> {
  const [row] = await db.run(db.sql`select id, name, phone_number from lines where id = ${lineId}`)
  return row && LineSummary.parse(row)
}

export async function readLines(db: Database): Promise<LineSummary[]> {
  return z
    .array(LineSummary)
    .parse(await db.run(db.sql`select id, name, phone_number from lines order by name`))
}

// Made once: a schema made for each request is compiled for each request.
const StoredMe = Me.omit({ practice: true })

export async function readMe(db: Database, staffId: StaffId): Promise<Omit<Me, 'practice'> | undefined> {
  const [row] = await db.run(db.sql`
    select staff.id as staff_id, staff.name, staff.role, staff.sign_in_name, organisations.name as organisation,
           organisations.kind as organisation_kind, staff.phone_number,
           jsonb_build_object('id', lines.id, 'name', lines.name, 'phoneNumber', lines.phone_number) as line
    from staff
    join lines on lines.id = staff.line_id
    join organisations on organisations.id = staff.organisation_id
    where staff.id = ${staffId}`)
  return row && StoredMe.parse(row)
}

const Console = z.object({ lineId: LineId, staffId: StaffId })
type Console = z.infer<typeof Console>

/**
 * Notes that these consoles were heard just now, in one statement. Returns those who had been thought silent: also those whose silence
 * nobody was there to tell of, while every process was away. Whatever read them meanwhile took them for silent.
 */
export async function noteHeard(db: Database, staffIds: readonly StaffId[]): Promise<Console[]> {
  const rows = await db.run(db.sql`
    update readiness
    set heard = heard and last_heard_at > now() - make_interval(secs => ${HEARD_WITHIN_SECONDS}),
        last_heard_at = now()
    where staff_id = any(${db.sql.array([...staffIds])}::uuid[])
    returning line_id, staff_id, heard`)
  return rows.filter(row => !row.heard).map(row => Console.parse(row))
}

/** Those whom the board still calls heard although their console fell silent. */
export async function readFallenSilent(db: Database): Promise<Console[]> {
  const rows = await db.run(db.sql`
    select line_id, staff_id
    from readiness
    where heard
      and last_heard_at <= now() - make_interval(secs => ${HEARD_WITHIN_SECONDS})`)
  return rows.map(row => Console.parse(row))
}

/**
 * A CTE `hearing`: what the board is told of a console, once per change and not by two processes. Empty as well when the nurse
 * is not as she was read: what would be told of her then is not so any more.
 */
export function setHeard(sql: Sql, { staffId, state, since }: BoardNurse, heard: boolean): Fragment {
  return sql`
    hearing as (
      update readiness
      set heard = ${heard}
      where staff_id = ${staffId}
        and heard <> ${heard}
        and state = ${state}
        and date_trunc('milliseconds', since) = ${since}::timestamptz
        and (last_heard_at > now() - make_interval(secs => ${HEARD_WITHIN_SECONDS})) = ${heard}
      returning staff_id
    )`
}
