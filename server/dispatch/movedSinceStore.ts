import type { Database } from '#server/platform/database.ts'
import type { TeamTaskId } from '#shared/ids.ts'
import type { TeamTaskEvent } from './core/teamTaskFacts.ts'

/** What has moved the task since the version that somebody saw, the newest first: each move is one version. */
export async function readMovedSince(
  { sql, run }: Database,
  { id, version }: { id: TeamTaskId; version: number },
  seen: number,
): Promise<TeamTaskEvent[]> {
  const rows = await run(sql<{ event: TeamTaskEvent }[]>`
    select event
    from team_task_events
    where team_task_id = ${id} and moved_to is not null
    order by received_at desc, source_key desc
    limit ${Math.max(0, version - seen)}`)
  return rows.map(({ event }) => event)
}
