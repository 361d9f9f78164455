import type { StoredTeamTask } from '#server/dispatch/storedTeamTask.ts'
import { readTheseTeamTasks } from '#server/dispatch/teamTaskStore.ts'
import { readReceiptsOf } from '#server/messages/messageStore.ts'
import type { Database } from '#server/platform/database.ts'
import type { VisitLink } from '#shared/carers.ts'
import type { LineId } from '#shared/ids.ts'
import type { Instant } from '#shared/time.ts'
import { DIGITS } from './core/admit.ts'
import { closesAt, linkState } from './core/linkState.ts'
import type { StoredVisitLink } from './visitLinkStore.ts'

/** When each of the visits was over; null where it is not. */
export function endsOf({ teamTasks }: StoredVisitLink, tasks: readonly StoredTeamTask[]): (Instant | null)[] {
  return tasks.filter(({ id }) => teamTasks.includes(id)).map(({ facts }) => facts.ended?.at ?? null)
}

/** Links as a nurse of their line sees them, with whether their texts arrived. */
export async function sayLinks(
  db: Database,
  lineId: LineId,
  links: readonly StoredVisitLink[],
  at: Instant,
): Promise<VisitLink[]> {
  if (links.length === 0) return []
  const [tasks, receipts] = await Promise.all([
    readTheseTeamTasks(db, lineId, [...new Set(links.flatMap(({ teamTasks }) => teamTasks))]),
    readReceiptsOf(
      db,
      lineId,
      links.map(({ messageId }) => messageId),
    ),
  ])
  return links.map(link => {
    const ends = endsOf(link, tasks)
    const text = receipts.find(({ messageId }) => messageId === link.messageId)
    return {
      visitLinkId: link.id,
      lastDigits: link.toNumber.slice(-DIGITS),
      madeAt: link.madeAt,
      by: link.askedName,
      expiresAt: closesAt(link, ends),
      state: linkState(link, ends, at),
      phones: link.phones,
      openedAt: link.openedAt,
      wantsTexts: link.wantsTexts,
      text: text ? { state: text.state, because: text.because } : null,
    }
  })
}
