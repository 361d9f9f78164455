import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import type { CommandId, LineId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import { DutyChange, TeamChange } from '#shared/teamRota.ts'
import { Instant } from '#shared/time.ts'
import type { Change } from './core/sayChange.ts'

/** Owns team_changes: what was changed of teams and rota, by whom and when. */

/** A boolean: this command has not been done. The same command sent twice is one change. */
export function isNew(sql: Sql, commandId: CommandId): Fragment {
  return sql`not exists (select from team_changes where id = ${commandId})`
}

/** A CTE `change_logged`, from the earlier CTE `changed (team_id, staff_id)`: what was changed, if anything was. */
export function logChange(sql: Sql, actor: Actor, commandId: CommandId, change: Change): Fragment {
  return sql`
    change_logged as (
      insert into team_changes (id, line_id, team_id, staff_id, what, said, by_staff, by_name)
      select ${commandId}::uuid, ${actor.lineId}::uuid, team_id, staff_id, ${change.what}, ${sql.json(change as never)}::jsonb,
             ${actor.staffId}::uuid, ${actor.name}
      from changed
      limit 1
      on conflict (id) do nothing
    )`
}

/** What became of a command of whoever asks: this very change is saved, or another one was under the same id. */
export async function doneAs(
  db: Database,
  actor: Actor,
  commandId: CommandId,
  change: Change,
): Promise<'this' | 'another' | undefined> {
  const { sql } = db
  const [row] = await db.run(sql<{ isThis: boolean }[]>`
    select by_staff = ${actor.staffId} and said = ${sql.json(change as never)}::jsonb as is_this
    from team_changes
    where id = ${commandId}`)
  return row && (row.isThis ? 'this' : 'another')
}

const Changes = z.array(
  z.object({
    id: z.uuid(),
    at: Instant,
    by: z.string(),
    team: z.string().nullable(),
    whom: z.string().nullable(),
    said: z.union([TeamChange, DutyChange]),
  }),
)

const MOST = 30

/** What was changed last, the newest first. That somebody can be reached is a change of nothing. */
export async function readChanges(db: Database, lineId: LineId): Promise<z.infer<typeof Changes>> {
  const rows = await db.run(db.sql`
    select c.id, c.at, c.by_name as by, t.name as team, s.name as whom, c.said
    from team_changes c
    left join teams t on t.id = c.team_id
    left join staff s on s.id = c.staff_id
    where c.line_id = ${lineId}
      and c.what <> 'reached'
    order by c.seq desc
    limit ${MOST}`)
  return Changes.parse(rows)
}
