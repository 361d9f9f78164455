import { mayBeReached } from '#server/messages/core/mayBeReached.ts'
import { sendMessages } from '#server/messages/sendMessage.ts'
import type { Database } from '#server/platform/database.ts'
import type { Keeping } from '#server/platform/ticker.ts'
import { readShiftLeads } from '#server/staff/shiftLeadStore.ts'
import { type HandOverId, type LineId, MessageId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'
import { readHandOver, tellLead } from './handOverStore.ts'

type Deps = { db: Database; clock: () => Instant; newId: () => string; wakeTicker: () => void }

/**
 * Nobody has acknowledged a hand-over for half an hour: shift leads read it on their boards, and where none of them sits at a console that
 * answers they are told by text too, as of a task that nobody accepts. Whoever gave it knows.
 */
export async function tellLeads(deps: Deps, lineId: LineId, handOverId: HandOverId): Promise<Keeping> {
  const { db, clock, newId, wakeTicker } = deps
  const { sql } = db
  const at = clock()
  const handOver = await readHandOver(db, lineId, handOverId)
  if (!handOver) return 'needless'
  const leads = (await readShiftLeads(db, lineId)).filter(
    ({ staffId }) => staffId !== handOver.givenBy.staffId,
  )
  const isRead = leads.some(({ isHeard }) => isHeard)
  const wanted = leads.flatMap(({ staffId, phone }) =>
    phone && !isRead && mayBeReached(phone, 'text')
      ? [
          {
            messageId: MessageId.parse(newId()),
            key: `hand_over/${handOverId}/waits/${staffId}`,
            kind: 'text' as const,
            to: { staffId },
            number: phone,
            template: 'hand_over_waits' as const,
            params: {},
            at,
          },
        ]
      : [],
  )
  const [row] = await db.run(sql<{ isTold: boolean }[]>`
    with ${tellLead(sql, handOverId, at)},
    ${sendMessages(sql, lineId, wanted, sql`exists (select from hand_over_lead_told)`)}
    select exists (select from hand_over_lead_told) as is_told`)
  if (!row?.isTold) return 'needless'
  wakeTicker()
  return 'kept'
}
