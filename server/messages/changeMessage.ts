import type { Database, Fragment } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problems.ts'
import { makePromises, type NewPromise } from '#server/platform/promises.ts'
import type { MessageId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'
import { factsOf, type MessageEvent, type MessageFacts } from './core/message.ts'
import type { Heard } from './heard.ts'
import { moveMessage, readMessage, type StoredMessage } from './messageStore.ts'

export type MessageDeps = { db: Database; clock: () => Instant; heard: Heard; wakeTicker: () => void }

/** What is written beside it, in the same statement: CTEs, each with a comma before it, and promises. */
export type Beside = { parts: Fragment; promises: readonly NewPromise[] }

export type Changed =
  | { kind: 'moved'; message: StoredMessage; facts: MessageFacts }
  /** This word was heard before. */
  | { kind: 'same' }
  | { kind: 'unknown' }

const TRIES = 12

/**
 * The one way in which a message changes: everything heard of it is read, the state is worked out anew, and the word, the state and what
 * follows are written onto that very version. Somebody was quicker: read again.
 */
export async function changeMessage(
  deps: MessageDeps,
  messageId: MessageId,
  heard: { sourceKey: string; event: MessageEvent; at: Instant },
  beside?: (message: StoredMessage) => Beside,
): Promise<Changed> {
  const { sql } = deps.db
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const before = await readMessage(deps.db, messageId)
    if (!before) return { kind: 'unknown' }
    if (before.events.some(({ key }) => key === heard.sourceKey)) return { kind: 'same' }
    const facts = factsOf(before.kind, [...before.events.map(({ event }) => event), heard.event])
    const { parts, promises } = beside?.(before) ?? { parts: sql``, promises: [] }
    const follow = [...promises, ...followsOf(deps.heard, before, facts, heard.at)]
    const isMoved = sql`exists (select from moved)`
    const [row] = await deps.db.run(sql<{ isThere: boolean; isMoved: boolean }[]>`
      with ${moveMessage(sql, before, facts, heard)}
           ${parts},
           ${makePromises(sql, before.lineId, follow, isMoved)}
      select exists (select from locked) as is_there, ${isMoved} as is_moved`)
    if (!row?.isThere) continue
    if (!row.isMoved) return { kind: 'same' }
    if (follow.length > 0) deps.wakeTicker()
    return { kind: 'moved', message: before, facts }
  }
  throw new Problem('conflict', 'This message changes too quickly. Try again.')
}

function followsOf(heard: Heard, before: StoredMessage, { state }: MessageFacts, at: Instant) {
  if (state === before.state) return []
  const { id, lineId, kind, teamTaskId, toStaff } = before
  return heard.onMoved({ messageId: id, lineId, kind, state, teamTaskId, toStaff, at })
}
