import type { ColumnKeys } from '#server/platform/columnKeys.ts'
import type { Database } from '#server/platform/database.ts'
import { StartRefused } from '#server/platform/problems.ts'
import { keysInUse } from './doorStore.ts'

/**
 * A house whose codes are sealed with keys it does not have does not open: a nurse would learn it with a crew at a locked door,
 * and what is written meanwhile would be under another key than the rest.
 */
export async function refuseUnknownKeys({
  db,
  columnKeys,
}: {
  db: Database
  columnKeys: ColumnKeys
}): Promise<void> {
  const unknown = (await keysInUse(db)).filter(({ keyId }) => !columnKeys.ids.includes(keyId))
  if (unknown.length === 0) return
  const which = unknown.map(({ keyId, count }) => `${count} with the key ${keyId}`).join(', ')
  throw new StartRefused(
    `COLUMN_KEY: keysafe and door codes and ways to enter in this database are sealed with keys that are not set (${which}). Set the right key as COLUMN_KEY, or add it to COLUMN_KEYS_OLD. In practice it is in the file column-key of the DATA_DIR that the database was filled with.`,
  )
}
