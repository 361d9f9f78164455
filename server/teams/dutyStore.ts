import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { type LineId, StaffId, TeamId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import { LeaveShown } from '#shared/teamRota.ts'
import type { Rung } from '#shared/teams.ts'
import { type Instant, LocalDate } from '#shared/time.ts'

/** Owns team_swaps, team_leave and duty_tests. */

type Writing = { actor: Actor; commandId: string; onlyIf: Fragment }

/** A CTE `changed (team_id, staff_id)`: a duty is to be swapped. One that is asked for already is not asked for twice. */
export function askSwap(
  sql: Sql,
  { actor, commandId, onlyIf }: Writing,
  { shiftId, day, askedOf }: { shiftId: string; day: LocalDate; askedOf: StaffId | null },
): Fragment {
  return sql`
    changed as (
      insert into team_swaps (id, line_id, shift_id, day, asked_by, asked_of)
      select ${commandId}::uuid, s.line_id, s.id, ${day}::date, ${actor.staffId}::uuid, ${askedOf}::uuid
      from team_shifts s
      where s.id = ${shiftId} and s.line_id = ${actor.lineId} and s.taken_off_at is null and ${onlyIf}
      on conflict do nothing
      returning (select team_id from team_shifts where id = shift_id) as team_id, ${actor.staffId}::uuid as staff_id
    )`
}

/** Taken by whoever asks: in force as it is saved. Of two who take it, the first has it. */
export function takeSwap(sql: Sql, { actor, onlyIf }: Writing, swapId: string): Fragment {
  return sql`
    changed as (
      update team_swaps w
      set taken_by = ${actor.staffId}, taken_at = now()
      from team_shifts s
      where w.id = ${swapId} and w.line_id = ${actor.lineId} and s.id = w.shift_id
        and w.taken_at is null and w.withdrawn_at is null and w.asked_by <> ${actor.staffId}
        and (w.asked_of is null or w.asked_of = ${actor.staffId})
        and exists (
          select from team_members m where m.team_id = s.team_id and m.staff_id = ${actor.staffId} and m.left_at is null
        )
        and ${onlyIf}
      returning s.team_id, w.taken_by as staff_id
    )`
}

export function withdrawSwap(sql: Sql, { actor, onlyIf }: Writing, swapId: string): Fragment {
  return sql`
    changed as (
      update team_swaps w
      set withdrawn_at = now()
      from team_shifts s
      where w.id = ${swapId} and w.line_id = ${actor.lineId} and s.id = w.shift_id
        and w.taken_at is null and w.withdrawn_at is null and w.asked_by = ${actor.staffId} and ${onlyIf}
      returning s.team_id, w.asked_by as staff_id
    )`
}

/** By a shift lead's word. What was still asked for the same duty is settled with it. */
export function saySwap(
  sql: Sql,
  { actor, commandId, onlyIf }: Writing,
  { shiftId, day, takenBy }: { shiftId: string; day: LocalDate; takenBy: StaffId },
): Fragment {
  return sql`
    settled as (
      update team_swaps
      set withdrawn_at = now()
      where shift_id = ${shiftId} and day = ${day}::date and line_id = ${actor.lineId} and taken_at is null
        and withdrawn_at is null and ${onlyIf}
    ),
    changed as (
      insert into team_swaps (id, line_id, shift_id, day, asked_by, taken_by, taken_at, said_by)
      select ${commandId}::uuid, s.line_id, s.id, ${day}::date, ${actor.staffId}::uuid, m.staff_id, now(), ${actor.staffId}::uuid
      from team_shifts s
      join team_members m on m.team_id = s.team_id and m.staff_id = ${takenBy} and m.left_at is null
      where s.id = ${shiftId} and s.line_id = ${actor.lineId} and s.taken_off_at is null and ${onlyIf}
      on conflict do nothing
      returning (select team_id from team_shifts where id = shift_id) as team_id, taken_by as staff_id
    )`
}

export function writeLeave(
  sql: Sql,
  { actor, commandId, onlyIf }: Writing,
  { staffId, from, until }: { staffId: StaffId; from: Instant; until: Instant },
): Fragment {
  return sql`
    changed as (
      insert into team_leave (id, line_id, staff_id, from_at, until_at, said_by)
      select ${commandId}::uuid, s.line_id, s.id, ${from}::timestamptz, ${until}::timestamptz, ${actor.staffId}::uuid
      from staff s
      where s.id = ${staffId} and s.line_id = ${actor.lineId} and ${onlyIf}
      on conflict do nothing
      returning null::uuid as team_id, staff_id
    )`
}

export function endLeave(
  sql: Sql,
  { actor, onlyIf }: Writing,
  leaveId: string,
  of: StaffId | 'anybody',
): Fragment {
  return sql`
    changed as (
      update team_leave
      set withdrawn_at = now()
      where id = ${leaveId} and line_id = ${actor.lineId} and withdrawn_at is null and ${onlyIf}
        and ${of === 'anybody' ? sql`true` : sql`staff_id = ${of}`}
      returning null::uuid as team_id, staff_id
    )`
}

/**
 * A CTE `test_asked (id)`: somebody is asked to prove that they can be reached. Whoever sends the text or places the call writes it in the
 * statement that promises it.
 */
export function askTest(
  sql: Sql,
  {
    testId,
    lineId,
    staffId,
    how,
    at,
  }: { testId: string; lineId: LineId; staffId: StaffId; how: Rung; at: Instant },
  onlyIf: Fragment,
): Fragment {
  return sql`
    test_asked as (
      insert into duty_tests (id, line_id, staff_id, how, asked_at)
      select ${testId}::uuid, ${lineId}::uuid, ${staffId}::uuid, ${how}, ${at}::timestamptz
      where ${onlyIf}
      on conflict do nothing
      returning id
    )`
}

/** A CTE `test_answered (id)`: they have answered. The first answer counts; one that comes again changes nothing. */
export function answerTest(sql: Sql, testId: string, at: Instant, onlyIf: Fragment): Fragment {
  return sql`
    test_answered as (
      update duty_tests
      set answered_at = greatest(asked_at, ${at}::timestamptz)
      where id = ${testId} and answered_at is null and ${onlyIf}
      returning id
    )`
}

/** A CTE `test_given_up (id)`: nobody answered these by any way. One that was answered meanwhile is not given up. */
export function giveUpTests(sql: Sql, testIds: readonly string[], at: Instant): Fragment {
  return sql`
    test_given_up as (
      update duty_tests
      set given_up_at = ${at}::timestamptz
      where id = any(${[...testIds]}::uuid[]) and answered_at is null and given_up_at is null
      returning id
    )`
}

/** The newest test of somebody that waits for an answer, by whatever way it was asked. */
export async function readOpenTest({ sql, run }: Database, staffId: StaffId): Promise<string | null> {
  const [row] = await run(sql<{ id: string }[]>`
    select id from duty_tests
    where staff_id = ${staffId} and answered_at is null and asked_at > now() - interval '2 hours'
    order by asked_at desc limit 1`)
  return row?.id ?? null
}

/** A CTE `changed (team_id, staff_id)`: pressed in the app, asked and answered in one. Of nobody who is in no team. */
export function proveByApp(sql: Sql, { actor, commandId, onlyIf }: Writing, at: Instant): Fragment {
  return sql`
    changed as (
      insert into duty_tests (id, line_id, staff_id, how, asked_at, answered_at)
      select ${commandId}::uuid, ${actor.lineId}::uuid, ${actor.staffId}::uuid, 'app', ${at}::timestamptz, ${at}::timestamptz
      where exists (select from team_members m where m.staff_id = ${actor.staffId} and m.left_at is null)
        and ${onlyIf}
      on conflict do nothing
      returning null::uuid as team_id, staff_id
    )`
}

/**
 * A statement: what somebody of a team did or answered of their own, by this way, has shown that they can be reached, as a test does. Of
 * several within a minute one is kept, so that the same answer twice is once.
 */
export function proveByAct(
  sql: Sql,
  { lineId, staffId, how, at }: { lineId: LineId; staffId: StaffId; how: Rung; at: Instant },
): Fragment {
  return sql`
    insert into duty_tests (id, line_id, staff_id, how, asked_at, answered_at)
    select gen_random_uuid(), ${lineId}::uuid, ${staffId}::uuid, ${how}, ${at}::timestamptz, ${at}::timestamptz
    where exists (select from team_members m where m.staff_id = ${staffId} and m.left_at is null)
      and not exists (
        select from duty_tests d
        where d.staff_id = ${staffId} and d.answered_at between ${at}::timestamptz - interval '1 minute' and ${at}::timestamptz
      )`
}

const Swaps = z.array(
  z.object({
    swapId: z.uuid(),
    shiftId: z.uuid(),
    teamId: TeamId,
    day: LocalDate,
    askedBy: StaffId,
    name: z.string(),
    askedOf: StaffId.nullable(),
  }),
)
export type OpenSwap = z.infer<typeof Swaps>[number]

/** Duties from a day on that are to be swapped and that nobody has taken yet. */
export async function readOpenSwaps(db: Database, lineId: LineId, from: LocalDate): Promise<OpenSwap[]> {
  const rows = await db.run(db.sql`
    select w.id as swap_id, w.shift_id, s.team_id, w.day, w.asked_by, staff.name, w.asked_of
    from team_swaps w
    join team_shifts s on s.id = w.shift_id
    join staff on staff.id = w.asked_by
    where w.line_id = ${lineId} and w.taken_at is null and w.withdrawn_at is null and w.day >= ${from}::date
      and s.taken_off_at is null
    order by w.day, w.id`)
  return Swaps.parse(rows)
}

const Leaves = z.array(LeaveShown)

/** Leave that is not over, of everybody or of one. */
export async function readLeave(
  db: Database,
  lineId: LineId,
  at: Instant,
  of?: StaffId,
): Promise<LeaveShown[]> {
  const rows = await db.run(db.sql`
    select l.id as leave_id, l.staff_id, staff.name, l.from_at as from, l.until_at as until
    from team_leave l
    join staff on staff.id = l.staff_id
    where l.line_id = ${lineId} and l.withdrawn_at is null and l.until_at > ${at}::timestamptz
      and ${of ? db.sql`l.staff_id = ${of}` : db.sql`true`}
    order by l.from_at, l.id`)
  return Leaves.parse(rows)
}
