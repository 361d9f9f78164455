import type { Fragment, Sql } from '#server/platform/database.ts'
import type { TeamRow } from './build/teamRows.ts'

/** CTEs that write the invented teams that are not there, each with its members and rota. From `all_organisations` and `new_staff`. */
export function writeTeams(sql: Sql, teams: readonly TeamRow[]): Fragment {
  const json = (value: unknown) => sql`${sql.json(value as never)}::jsonb`
  return sql`
    new_teams as (
      insert into teams (id, line_id, organisation_id, name, kind, phone, capacity, criteria, area, hours)
      select t.id, t.line_id, o.id, t.name, t.kind, t.phone, t.capacity, t.criteria, t.area, t.hours
      from jsonb_to_recordset(${json(teams)})
        as t (id uuid, line_id uuid, organisation text, name text, kind text, phone text, capacity int, criteria text[],
              area jsonb, hours jsonb)
      join all_organisations o on o.line_id = t.line_id and o.name = t.organisation
      on conflict do nothing
      returning id, line_id
    ),
    new_members as (
      insert into team_members (team_id, line_id, staff_id, phone, skills, rungs)
      select t.id, t.line_id, m.staff_id, m.phone, m.skills, m.rungs
      from jsonb_to_recordset(${json(teams.flatMap(({ id, members }) => members.map(one => ({ team_id: id, ...one }))))})
        as m (team_id uuid, staff_id uuid, phone text, skills text[], rungs text[])
      join new_teams t on t.id = m.team_id
      on conflict do nothing
    ),
    new_shifts as (
      insert into team_shifts (id, line_id, team_id, staff_id, position, day, from_clock, until_clock, every_weeks)
      select s.id, t.line_id, t.id, s.staff_id, s.position, s.day, s.from_clock, s.until_clock, 1
      from jsonb_to_recordset(${json(teams.flatMap(({ id, shifts }) => shifts.map(one => ({ team_id: id, ...one }))))})
        as s (id uuid, team_id uuid, staff_id uuid, position text, day date, from_clock text, until_clock text)
      join new_teams t on t.id = s.team_id
      on conflict do nothing
    )`
}
