import type { Database } from '#server/platform/database.ts'

/** Every row of every table of the house, but of those named, as text: what whoever steals a dump can read. */
export async function everythingIn(
  { run, sql }: Database,
  except: readonly string[] = [],
): Promise<string[]> {
  const tables = await run(
    sql<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  )
  const rows = await Promise.all(
    tables
      .filter(({ name }) => !except.includes(name))
      .map(({ name }) => run(sql<{ text: string }[]>`select t::text as text from ${sql(name)} t`)),
  )
  return rows.flat().map(({ text }) => text)
}
