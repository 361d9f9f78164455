import type { ColumnKeys } from '#server/platform/columnKeys.ts'
import type { Database } from '#server/platform/database.ts'
import { readSealedOtherwise, replaceSealed, type SealedRow } from './doorStore.ts'
import { placeOf } from './place.ts'

const AT_ONCE = 500

export type Resealed = {
  resealed: number
  /** Sealed with a key that is not at hand, or touched since: left as they are. */
  unreadable: number
}

/**
 * Puts every value under the key that is set now, older versions too. The house may be open: a row is replaced only while it is
 * still what was read, and each opens with either key. Stopped half-way, it goes on where it is run again.
 */
export async function reseal(db: Database, keys: ColumnKeys): Promise<Resealed> {
  const done = { resealed: 0, unreadable: 0 }
  let after: SealedRow | undefined
  for (;;) {
    const rows = await readSealedOtherwise(db, keys.currentId, after, AT_ONCE)
    for (const row of rows) {
      const value = keys.open(placeOf(row), row)
      if (value === undefined) done.unreadable += 1
      else if (await replaceSealed(db, row, keys.seal(placeOf(row), value))) done.resealed += 1
    }
    after = rows.at(-1)
    if (rows.length < AT_ONCE) return done
  }
}
