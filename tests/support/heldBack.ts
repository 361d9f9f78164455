import postgres from 'postgres'
import { until } from './aNurse.ts'
import type { TestDatabase } from './testDatabase.ts'

/**
 * Holds a person's row as another writer would, lets statements come to wait for it one after the other, in this order, and lets go:
 * each has read what was there before any of them wrote.
 */
export async function heldBack<const Acts extends readonly (() => Promise<unknown>)[]>(
  { url }: TestDatabase,
  patientId: string,
  acts: Acts,
): Promise<{ [Place in keyof Acts]: PromiseSettledResult<Awaited<ReturnType<Acts[Place]>>> }> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const watch = postgres(url, { max: 1, onnotice: () => {} })
  try {
    const begun: Promise<unknown>[] = []
    await sql.begin(async held => {
      await held`select 1 from patients where id = ${patientId} for update`
      for (const act of acts) {
        begun.push(act())
        await until(async () => {
          const [row] = await watch<{ waiting: number }[]>`
            select count(*)::int as waiting
            from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and state = 'active'`
          return (row?.waiting ?? 0) >= begun.length
        })
      }
    })
    return (await Promise.allSettled(begun)) as never // one for each act, in their order
  } finally {
    await Promise.all([sql.end(), watch.end()])
  }
}
