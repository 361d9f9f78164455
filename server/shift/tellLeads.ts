import { mayBeReached } from '#server/messages/core/mayBeReached.ts'
import { sendMessages } from '#server/messages/sendMessage.ts'
import type { Database } from '#server/platform/database.ts'
import { appendFeed } from '#server/platform/feed.ts'
import type { Keeping } from '#server/platform/ticker.ts'
import { readShiftLeads } from '#server/staff/shiftLeadStore.ts'
import { type CallId, type HandOverId, type LineId, MessageId, type StaffId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'
import { readHandOver, tellLead } from './handOverStore.ts'

type Deps = {
  db: Database
  clock: () => Instant
  newId: () => string
  wakeTicker: () => void
  wakeFeed: (lineId: LineId) => void
}

/**
 * Nobody has acknowledged a hand-over for half an hour: shift leads read it on their boards, and where none of them sits at a console that
 * answers they are told by text too, as of a task that nobody accepts. Whoever gave it knows.
 */
export async function tellLeads(deps: Deps, lineId: LineId, handOverId: HandOverId): Promise<Keeping> {
  const { db, clock, wakeTicker, wakeFeed } = deps
  const { sql } = db
  const at = clock()
  const handOver = await readHandOver(db, lineId, handOverId)
  if (!handOver) return 'needless'
  const wanted = await textsToLeads(deps, lineId, {
    template: 'hand_over_waits',
    key: `hand_over/${handOverId}/waits`,
    but: handOver.givenBy.staffId,
  })
  const [row] = await db.run(sql<{ isTold: boolean }[]>`
    with ${tellLead(sql, handOverId, at)},
    ${sendMessages(sql, lineId, wanted, sql`exists (select from hand_over_lead_told)`)},
    ${appendFeed(sql, lineId, [{ kind: 'shift' }], sql`exists (select from hand_over_lead_told)`)}
    select exists (select from hand_over_lead_told) as is_told`)
  if (!row?.isTold) return 'needless'
  wakeFeed(lineId)
  wakeTicker()
  return 'kept'
}

/** A child rings, and the nurse who talks with them is not left alone with it: a shift lead reads it on the board, or by text. */
export async function tellOfChild(deps: Deps, lineId: LineId, callId: CallId): Promise<Keeping> {
  const { db, wakeTicker } = deps
  const { sql } = db
  const wanted = await textsToLeads(deps, lineId, {
    template: 'child_rings',
    key: `call/${callId}/child_rings`,
  })
  if (wanted.length === 0) return 'needless'
  await db.run(sql`with ${sendMessages(sql, lineId, wanted, sql`true`)} select 1`)
  wakeTicker()
  return 'kept'
}

/** One to each lead who has a telephone, where none of them sits at a console that answers: who does, reads it there. */
async function textsToLeads(
  { db, clock, newId }: Deps,
  lineId: LineId,
  { template, key, but }: { template: 'hand_over_waits' | 'child_rings'; key: string; but?: StaffId },
) {
  const at = clock()
  const leads = (await readShiftLeads(db, lineId)).filter(({ staffId }) => staffId !== but)
  if (leads.some(({ isHeard }) => isHeard)) return []
  return leads.flatMap(({ staffId, phone }) =>
    phone && mayBeReached(phone, 'text')
      ? [
          {
            messageId: MessageId.parse(newId()),
            key: `${key}/${staffId}`,
            kind: 'text' as const,
            to: { staffId },
            number: phone,
            template,
            params: {},
            at,
          },
        ]
      : [],
  )
}
