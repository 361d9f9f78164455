import { z } from 'zod'
import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import { appendFeed } from '#server/platform/feed.ts'
import { type CommandId, type LineId, StaffId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import { Instant } from '#shared/time.ts'

/** Owns pauses. Why somebody pauses is kept nowhere, and that she did for no longer than it lasts. */

/** An ask that nobody answered is over after so long. */
const ASKED_MINUTES = 60

const Pause = z.object({
  staffId: StaffId,
  name: z.string(),
  commandId: z.string(),
  until: Instant.nullable(),
  /** When it began, or was asked for. */
  since: Instant,
})
export type Pause = z.infer<typeof Pause>

/** Those that are on, and those that are asked for. */
export async function readPauses({ sql, run }: Database, lineId: string, at: Instant): Promise<Pause[]> {
  const rows = await run(sql`
    select p.staff_id, s.name, p.command_id, p.until, p.since
    from pauses p
    join staff s on s.id = p.staff_id and s.disabled_at is null
    where p.line_id = ${lineId}
      and (p.until > ${at}::timestamptz
        or (p.until is null and p.since > ${at}::timestamptz - make_interval(mins => ${ASKED_MINUTES})))
    order by s.name, p.staff_id`)
  return z.array(Pause).parse(rows)
}

/** Of one nurse, also one whose time is over and that has not ended yet. */
export async function readPauseOf({ sql, run }: Database, staffId: string): Promise<Pause | null> {
  const [row] = await run(sql`
    select p.staff_id, s.name, p.command_id, p.until, p.since
    from pauses p
    join staff s on s.id = p.staff_id
    where p.staff_id = ${staffId}`)
  return row ? Pause.parse(row) : null
}

/**
 * CTE `pause_begun (staff_id)`: one for a nurse, in the place of one that she asked for. `isLeaving`: she was ready until now; who pauses
 * already is away since she began, and is ready again when the longer one is over.
 */
export function beginPause(
  sql: Sql,
  actor: Actor,
  {
    commandId,
    until,
    since,
    isLeaving,
  }: { commandId: CommandId; until: Instant; since: Instant; isLeaving: Fragment },
  onlyIf: Fragment,
): Fragment {
  return sql`
    pause_begun as (
      insert into pauses (staff_id, line_id, command_id, until, since)
      select ${actor.staffId}::uuid, ${actor.lineId}::uuid, ${commandId}::uuid, ${until}::timestamptz, ${since}::timestamptz
      where ${onlyIf}
      on conflict (staff_id) do update
      set command_id = excluded.command_id, until = excluded.until,
          since = case when pauses.until is null or ${isLeaving} then excluded.since else pauses.since end
      returning staff_id
    )`
}

/** She would like one, and nobody else is on: her shift lead reads so. One that is on stays as it is. */
export async function askPause(
  { sql, run }: Database,
  actor: Actor,
  commandId: CommandId,
  at: Instant,
): Promise<void> {
  await run(sql`
    with pause_asked as (
      insert into pauses (staff_id, line_id, command_id, since)
      values (${actor.staffId}, ${actor.lineId}, ${commandId}, ${at})
      on conflict (staff_id) do update
      set command_id = excluded.command_id, since = excluded.since
      where pauses.until is null or pauses.until <= ${at}::timestamptz
      returning staff_id
    ),
    ${appendFeed(sql, actor.lineId, [{ kind: 'shift' }], sql`exists (select from pause_asked)`)}
    select 1`)
}

/** It is over: nothing of it is kept. */
export async function forgetPause(
  { sql, run }: Database,
  lineId: LineId,
  { staffId, commandId }: Pick<Pause, 'staffId' | 'commandId'>,
): Promise<void> {
  await run(sql`
    with pause_over as (
      delete from pauses where staff_id = ${staffId} and command_id = ${commandId} returning staff_id
    ),
    ${appendFeed(sql, lineId, [{ kind: 'shift' }], sql`exists (select from pause_over)`)}
    select 1`)
}
