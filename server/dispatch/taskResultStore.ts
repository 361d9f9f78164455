import type { Database } from '#server/platform/database.ts'

/** Of these tasks, whether each is closed, and how. */
export async function readTaskResults(
  { sql, run }: Database,
  lineId: string,
  taskIds: readonly string[],
): Promise<Map<string, { isDone: boolean; result: string | null }>> {
  const rows = await run(sql<{ id: string; isDone: boolean; result: string | null }[]>`
    select id, state = 'done' as is_done, result
    from tasks
    where line_id = ${lineId} and id = any(${[...taskIds]}::uuid[])`)
  return new Map(rows.map(({ id, ...of }) => [id, of]))
}
