import type { Database } from '#server/platform/database.ts'
import { isStillWho } from '#server/staff/staffStore.ts'
import type { Actor } from '#shared/staff.ts'

/** A list is read and written after whoever brought it has gone on: a right that was taken away meanwhile is not used up by it. */
export async function mayStill({ sql, run }: Database, actor: Actor): Promise<boolean> {
  const [row] = await run(sql<{ may: boolean }[]>`select ${isStillWho(sql, actor)} as may`)
  return row?.may === true
}

export function isNoMore({ name }: Actor): string {
  return `${name} has no account any more, or another role or organisation than when the list was brought. Nothing of this was written. Somebody who may can bring the list again.`
}
