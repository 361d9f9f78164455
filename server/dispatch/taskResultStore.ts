import type { Database } from '#server/platform/database.ts'

export type HowItStands = {
  isDone: boolean
  result: string | null
  /** Whose it is; null: the desk's. */
  owner: { staffId: string; name: string } | null
  /** A call about it is up at this moment. */
  isCalled: boolean
}

/** Of these tasks, whose each is, whether it is rung just now, whether it is closed, and how. */
export async function readTaskResults(
  { sql, run }: Database,
  lineId: string,
  taskIds: readonly string[],
): Promise<Map<string, HowItStands>> {
  const rows = await run(sql<({ id: string } & HowItStands)[]>`
    select t.id, t.state = 'done' as is_done, t.result,
           case when s.id is not null then jsonb_build_object('staffId', s.id, 'name', s.name) end as owner,
           exists (
             select from calls c
             where c.line_id = t.line_id and c.for_task = t.id
               and c.state not in ('closed', 'abandoned', 'voicemail', 'callback_requested') and c.state <> 'wrapup'
           ) as is_called
    from tasks t
    left join staff s on s.id = t.taken_by
    where t.line_id = ${lineId} and t.id = any(${[...taskIds]}::uuid[])`)
  return new Map(rows.map(({ id, ...of }) => [id, of]))
}
