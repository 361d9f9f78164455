import { randomUUID } from 'node:crypto'
import type { Database } from '#server/platform/database.ts'
import { type LineId, TeamId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import type { TeamKind } from '#shared/teamWork.ts'
import { aColleague } from '#tests/support/colleagues.ts'

export type TestTeam = { teamId: TeamId; name: string; member: Actor }

/** A team of one, reached by text and by a ring where there is a number, on duty at every hour of every day, for the whole line. */
export async function aTeamOf(
  db: Database,
  lineId: LineId,
  { name, kind, signInName, phone }: { name: string; kind: TeamKind; signInName: string; phone?: string },
): Promise<TestTeam> {
  const { sql } = db
  const member = await aColleague(db, lineId, {
    signInName,
    organisation: name,
    kind: 'community_nursing',
    name: `${signInName} of ${name}`,
  })
  const teamId = TeamId.parse(randomUUID())
  const always = [{ from: '00:00', until: '00:00' }]
  await db.run(sql`
    with team as (
      insert into teams (id, line_id, organisation_id, name, kind, capacity, area, hours)
      values (
        ${teamId}, ${lineId}, ${member.organisationId}, ${name}, ${kind}, 5, ${sql.json({ postcodes: [], practices: [] })},
        ${sql.json({ weekday: always, saturday: always, sunday: always, bank_holiday: always })}
      )
    ),
    joined as (
      insert into team_members (team_id, staff_id, line_id, phone, rungs)
      values (
        ${teamId}, ${member.staffId}, ${lineId}, ${phone ?? null},
        ${phone ? ['app', 'sms', 'call'] : ['app']}
      )
    )
    insert into team_shifts (id, line_id, team_id, staff_id, position, day, from_clock, until_clock, every_weeks)
    select gen_random_uuid(), ${lineId}, ${teamId}, ${member.staffId}, 'first', date '2024-01-01' + n, '00:00', '00:00', 1
    from generate_series(0, 6) as n`)
  return { teamId, name, member }
}

/** One more in a team, on duty at every hour of every day beside who is there. */
export async function joins(
  db: Database,
  lineId: LineId,
  { teamId, name }: TestTeam,
  who: { signInName: string; phone: string; position: 'second' | 'manager' },
): Promise<Actor> {
  const { signInName, phone, position } = who
  const member = await aColleague(db, lineId, {
    signInName,
    organisation: name,
    kind: 'community_nursing',
    name: `${signInName} of ${name}`,
  })
  await db.run(db.sql`
    with joined as (
      insert into team_members (team_id, staff_id, line_id, phone, rungs)
      values (${teamId}, ${member.staffId}, ${lineId}, ${phone}, ${['app', 'sms', 'call']})
    )
    insert into team_shifts (id, line_id, team_id, staff_id, position, day, from_clock, until_clock, every_weeks)
    select gen_random_uuid(), ${lineId}, ${teamId}, ${member.staffId}, ${position}, date '2024-01-01' + n, '00:00', '00:00', 1
    from generate_series(0, 6) as n`)
  return member
}
