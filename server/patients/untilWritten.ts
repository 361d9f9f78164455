import { randomUUID } from 'node:crypto'
import type { Database, Fragment } from '#server/platform/database.ts'
import { endTurn, saysTurn, takeTurn, type Whose } from './turnStore.ts'

/** Of two who write at one moment one is quicker, and the other is next. */
const TRIES_BEFORE = 2
/** With the turn there is nobody to be outrun by, but those who had begun before it was taken, and whoever comes after it is over. */
const TRIES_IN_TURN = 6

/**
 * What is decided over all that is on a record and holds whatever others write: read, decided, written, and again when somebody was
 * quicker. Whoever was outrun twice takes the turn: others who write on the record wait, for a breath, and cannot hold it up however many
 * they are. `isTurn` is a boolean for the statement that writes, to be asked with the reason to write. 'outrun' is the answer where it
 * lost its turn again and again, as on a machine that stands still.
 */
export async function untilWritten<Done>(
  { db }: { db: Database },
  whose: Whose,
  tryOnce: (isTurn: Fragment) => Promise<Done | 'outrun'>,
): Promise<Done | 'outrun'> {
  const { sql } = db
  for (let attempt = 1; attempt <= TRIES_BEFORE; attempt += 1) {
    const done = await tryOnce(sql`true`)
    if (done !== 'outrun') return done
  }
  const turn = randomUUID()
  try {
    for (let attempt = 1; attempt <= TRIES_IN_TURN; attempt += 1) {
      await takeTurn(db, whose, turn)
      const done = await tryOnce(saysTurn(sql, turn))
      if (done !== 'outrun') return done
    }
    return 'outrun'
  } finally {
    // What was written is written, and is answered so: a turn that could not be given back ends by itself.
    await endTurn(db, whose, turn).catch(() => undefined)
  }
}
