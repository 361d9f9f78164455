import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { type LineId, OrganisationId, StaffId, TeamId } from '#shared/ids.ts'
import { E164 } from '#shared/phoneNumber.ts'
import { Rung, ShiftSaid, TeamSaid } from '#shared/teams.ts'
import { Skill } from '#shared/teamWork.ts'
import { Instant, LocalDate } from '#shared/time.ts'

/** Reads teams with their rota, as they stand for a stretch of time. Writing is in teamStore.ts, shiftStore.ts and dutyStore.ts. */

const MemberRow = z.object({
  staffId: StaffId,
  name: z.string(),
  skills: z.array(Skill),
  /** Of this team, else of the account. */
  phone: E164.nullable(),
  rungs: z.array(Rung),
  lastProvenAt: Instant.nullable(),
  /** When a test of theirs was last given up. */
  notReachedAt: Instant.nullable(),
})

const TeamRow = TeamSaid.extend({
  teamId: TeamId,
  organisationId: OrganisationId,
  version: z.int(),
  members: z.array(MemberRow),
  shifts: z.array(ShiftSaid.extend({ shiftId: z.uuid(), staffId: StaffId })),
  /** Taken, in that order. */
  swaps: z.array(z.object({ shiftId: z.uuid(), day: LocalDate, takenBy: StaffId })),
  leave: z.array(z.object({ staffId: StaffId, from: Instant, until: Instant })),
})
export type TeamRow = z.infer<typeof TeamRow>
const TeamRows = z.array(TeamRow)

const LineDays = z.array(z.object({ day: LocalDate, isHoliday: z.boolean(), name: z.string() }))
export type LineDayRow = z.infer<typeof LineDays>[number]

/** Whose rota: from a moment until another, and the tests that were answered by then. */
type Stretch = { from: Instant; until: Instant }

/** The teams of a line that are not stood down, each with its rota; and what the line says of days. */
export async function readRota(
  db: Database,
  lineId: LineId,
  { from, until }: Stretch,
): Promise<{ teams: TeamRow[]; lineDays: LineDayRow[] }> {
  const { sql } = db
  const [teams, days] = await Promise.all([
    db.run(sql`
      select t.id as team_id, t.organisation_id, o.name as organisation, t.version, t.name, t.kind, t.phone, t.capacity, t.criteria,
             t.area, t.hours, ${membersOf(sql, until)} as members, ${shiftsOf(sql, from)} as shifts,
             ${swapsOf(sql, from)} as swaps, ${leaveOf(sql, from, until)} as leave
      from teams t
      join organisations o on o.id = t.organisation_id
      where t.line_id = ${lineId}
        and t.ended_at is null
      order by t.name, t.id`),
    db.run(sql`
      select distinct on (day) day, is_holiday, name
      from line_holidays
      where line_id = ${lineId}
      order by day, said_at desc, id`),
  ])
  return { teams: TeamRows.parse(teams), lineDays: LineDays.parse(days) }
}

/** Whoever can sign in no more is on no rota. */
function membersOf(sql: Sql, until: Instant): Fragment {
  return sql`coalesce((
    select jsonb_agg(jsonb_build_object(
      'staffId', m.staff_id, 'name', staff.name, 'skills', m.skills, 'phone', coalesce(m.phone, staff.phone_number),
      'rungs', m.rungs, 'lastProvenAt', (
        select ${instant(sql, sql`max(d.answered_at)`)}
        from duty_tests d
        where d.staff_id = m.staff_id and d.answered_at <= ${until}::timestamptz
      ), 'notReachedAt', (
        select ${instant(sql, sql`max(d.given_up_at)`)}
        from duty_tests d
        where d.staff_id = m.staff_id and d.given_up_at <= ${until}::timestamptz
      )
    ) order by staff.name, staff.id)
    from team_members m
    join staff on staff.id = m.staff_id
    where m.team_id = t.id and m.left_at is null and staff.disabled_at is null
  ), '[]')`
}

function shiftsOf(sql: Sql, from: Instant): Fragment {
  return sql`coalesce((
    select jsonb_agg(jsonb_build_object(
      'shiftId', s.id, 'staffId', s.staff_id, 'position', s.position, 'day', s.day, 'from', s.from_clock, 'until', s.until_clock,
      'everyWeeks', s.every_weeks, 'lastDay', s.last_day
    ) order by s.day, s.from_clock, s.id)
    from team_shifts s
    where s.team_id = t.id
      and s.taken_off_at is null
      and (s.every_weeks is not null or s.day >= ${dayBefore(sql, from)})
      and coalesce(s.last_day >= ${dayBefore(sql, from)}, true)
  ), '[]')`
}

function swapsOf(sql: Sql, from: Instant): Fragment {
  return sql`coalesce((
    select jsonb_agg(jsonb_build_object('shiftId', w.shift_id, 'day', w.day, 'takenBy', w.taken_by) order by w.taken_at, w.id)
    from team_swaps w
    join team_shifts s on s.id = w.shift_id
    where w.line_id = t.line_id and s.team_id = t.id and w.taken_at is not null and w.day >= ${dayBefore(sql, from)}
  ), '[]')`
}

function leaveOf(sql: Sql, from: Instant, until: Instant): Fragment {
  return sql`coalesce((
    select jsonb_agg(jsonb_build_object(
      'staffId', l.staff_id, 'from', ${instant(sql, sql`l.from_at`)}, 'until', ${instant(sql, sql`l.until_at`)}
    ) order by l.from_at, l.id)
    from team_leave l
    where l.line_id = t.line_id
      and l.withdrawn_at is null
      and l.until_at > ${from}::timestamptz
      and l.from_at <= ${until}::timestamptz
      and exists (select from team_members m where m.team_id = t.id and m.staff_id = l.staff_id)
  ), '[]')`
}

/** Two days before: a duty that began on the evening before may still last, and the day of a moment is another in Britain. */
function dayBefore(sql: Sql, at: Instant): Fragment {
  return sql`(${at}::timestamptz at time zone 'UTC')::date - 2`
}

function instant(sql: Sql, at: Fragment): Fragment {
  return sql`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}
