import type { Fragment, Sql } from '#server/platform/database.ts'
import type { LineId, TeamId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import type { TeamChange } from '#shared/teamRota.ts'

/** Owns teams, team_members, team_shifts and line_holidays: writing by a shift lead. Reading is in rotaStore.ts. */

type Of<What extends TeamChange['what']> = Extract<TeamChange, { what: What }>
type Writing = { actor: Actor; commandId: string; onlyIf: Fragment }

/** A CTE `changed (team_id, staff_id)`: a new team, or the next version of one. Stale or of another line: nothing. */
export function writeTeam(
  sql: Sql,
  { actor, commandId, onlyIf }: Writing,
  { teamId, version, said }: Of<'team'>,
): Fragment {
  const { name, kind, organisation, phone, capacity, criteria, area, hours } = said
  const values = sql`${name}, ${kind}, ${phone}::text, ${capacity}::int, ${criteria}::text[],
    ${sql.json(area)}::jsonb, ${sql.json(hours)}::jsonb`
  const isOf = sql`o.line_id = ${actor.lineId} and o.name = ${organisation} and ${onlyIf}`
  if (teamId === null)
    return sql`
      changed as (
        insert into teams (id, line_id, organisation_id, name, kind, phone, capacity, criteria, area, hours)
        select ${commandId}::uuid, o.line_id, o.id, ${values}
        from organisations o
        where ${isOf}
        on conflict do nothing
        returning id as team_id, null::uuid as staff_id
      )`
  return sql`
    changed as (
      update teams
      set (organisation_id, version, name, kind, phone, capacity, criteria, area, hours) = (o.id, ${version + 1}, ${values})
      from organisations o
      where ${isOf}
        and teams.id = ${teamId}
        and teams.line_id = o.line_id
        and teams.version = ${version}
        and teams.ended_at is null
      returning teams.id as team_id, null::uuid as staff_id
    )`
}

export function endTeam(
  sql: Sql,
  { actor, onlyIf }: Writing,
  { teamId, version }: Of<'team_ended'>,
): Fragment {
  return sql`
    changed as (
      update teams
      set ended_at = now(), version = version + 1
      where id = ${teamId} and line_id = ${actor.lineId} and version = ${version} and ended_at is null and ${onlyIf}
      returning id as team_id, null::uuid as staff_id
    )`
}

/** Somebody is in a team, with these skills and this ladder: new, changed, or back again. */
export function writeMember(
  sql: Sql,
  { actor, onlyIf }: Writing,
  { teamId, staffId, skills, phone, rungs }: Of<'member'>,
): Fragment {
  return sql`
    changed as (
      insert into team_members (team_id, staff_id, line_id, skills, phone, rungs)
      select t.id, s.id, t.line_id, ${skills}::text[], ${phone}::text, ${rungs}::text[]
      from teams t
      join staff s on s.line_id = t.line_id and s.id = ${staffId} and s.disabled_at is null
      where t.id = ${teamId} and t.line_id = ${actor.lineId} and t.ended_at is null and ${onlyIf}
      on conflict (team_id, staff_id) do update
      set skills = excluded.skills, phone = excluded.phone, rungs = excluded.rungs, left_at = null
      returning team_id, staff_id
    )`
}

/** Whoever has left a team is on none of its duties: they stand on the rota, held by nobody, until they are given to somebody. */
export function endMember(
  sql: Sql,
  { actor, onlyIf }: Writing,
  { teamId, staffId }: Of<'member_left'>,
): Fragment {
  return sql`
    changed as (
      update team_members
      set left_at = now()
      where team_id = ${teamId} and staff_id = ${staffId} and line_id = ${actor.lineId} and left_at is null and ${onlyIf}
      returning team_id, staff_id
    )`
}

export function writeShift(
  sql: Sql,
  { actor, commandId, onlyIf }: Writing,
  { teamId, staffId, shift }: Of<'shift'>,
): Fragment {
  const { position, day, from, until, everyWeeks, lastDay } = shift
  return sql`
    changed as (
      insert into team_shifts (
        id, line_id, team_id, staff_id, position, day, from_clock, until_clock, every_weeks, last_day
      )
      select ${commandId}::uuid, m.line_id, m.team_id, m.staff_id, ${position}, ${day}::date, ${from}, ${until},
             ${everyWeeks}::int, ${lastDay}::date
      from team_members m
      join teams t on t.id = m.team_id and t.ended_at is null
      where m.team_id = ${teamId} and m.staff_id = ${staffId} and m.line_id = ${actor.lineId} and m.left_at is null and ${onlyIf}
      on conflict do nothing
      returning team_id, staff_id
    )`
}

export function endShift(
  sql: Sql,
  { actor, onlyIf }: Writing,
  { shiftId, lastDay }: Of<'shift_ended'>,
): Fragment {
  return sql`
    changed as (
      update team_shifts
      set last_day = case when every_weeks is not null and ${lastDay}::date >= day then ${lastDay}::date else last_day end,
          taken_off_at = case when every_weeks is not null and ${lastDay}::date >= day then null else now() end
      where id = ${shiftId} and line_id = ${actor.lineId} and taken_off_at is null and ${onlyIf}
      returning team_id, staff_id
    )`
}

export function writeHoliday(
  sql: Sql,
  { actor, commandId, onlyIf }: Writing,
  { day, isHoliday, name, source }: Of<'holiday'>,
): Fragment {
  return sql`
    changed as (
      insert into line_holidays (id, line_id, day, is_holiday, name, source, said_by)
      select ${commandId}::uuid, ${actor.lineId}::uuid, ${day}::date, ${isHoliday}, ${name}, ${source}, ${actor.staffId}::uuid
      where ${onlyIf}
      on conflict do nothing
      returning null::uuid as team_id, null::uuid as staff_id
    )`
}

/** One JSON value: what a team wants to be asked before it comes, in its own sentences; none where there is no such team. */
export function criteriaOf(sql: Sql, lineId: LineId, teamId: TeamId | null): Fragment {
  return sql`coalesce((select to_json(criteria) from teams where line_id = ${lineId} and id = ${teamId}::uuid), '[]')`
}
