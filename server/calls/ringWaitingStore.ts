import type { Fragment, Sql } from '#server/platform/database.ts'
import { bringForward } from '#server/platform/promises.ts'
import type { LineId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'

/**
 * A CTE `brought_forward`, for the statement that makes a nurse ready: a caller of the line who was offered to nobody, because nobody was
 * ready, is offered at once and not at the next look. A look that is under way may have read the nurses without her: it is taken anew.
 */
export function ringWaiting(sql: Sql, lineId: LineId, at: Instant, onlyIf: Fragment): Fragment {
  const subjects = sql`
    select id
    from calls
    where line_id = ${lineId}
      and state not in ('closed', 'abandoned', 'voicemail', 'callback_requested')
      and state in ('greeting', 'waiting')`
  return bringForward(sql, { kind: 'call.offer', subjects, at, onlyIf })
}
