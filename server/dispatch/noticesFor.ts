import { NOTICE_BESIDE } from '#server/messages/core/noticeTemplates.ts'
import type { TemplateName } from '#server/messages/core/templates.ts'
import type { AnyWanted, WantedNotice } from '#server/messages/sendMessage.ts'
import { readPhonesToTell } from '#server/staff/noticePhoneStore.ts'
import { MessageId, type StaffId } from '#shared/ids.ts'
import { secondsBetween } from '#shared/time.ts'
import type { TeamTaskDeps } from './changeTeamTask.ts'
import { offerTo } from './core/openOffers.ts'
import type { StoredTeamTask } from './storedTeamTask.ts'

/** One person to be told by a notice, at whichever telephones they want it. `key`: natural, and the same however else they are told of it. */
export type Noticed = { staffId: StaffId; key: string; template: TemplateName }

/** The notice that goes beside a text or a ring. Of both about one thing there is one. */
export function noticeBeside({ key, to, template }: AnyWanted): Noticed[] {
  const notice = NOTICE_BESIDE[template]
  if (!notice || !('staffId' in to)) return []
  return [{ staffId: to.staffId, key: key.replace(/\/(text|ring_with_key)$/, ''), template: notice }]
}

/** One row for each telephone. Of an offer it is of use for as long as the offer stands. */
export async function noticesFor(
  deps: Pick<TeamTaskDeps, 'db' | 'clock' | 'newId'>,
  { id, facts }: StoredTeamTask,
  noticed: readonly Noticed[],
): Promise<WantedNotice[]> {
  if (noticed.length === 0) return []
  const phones = await readPhonesToTell(
    deps.db,
    noticed.map(({ staffId }) => staffId),
  )
  const at = deps.clock()
  return noticed.flatMap(({ staffId, key, template }) => {
    const offer = template === 'notice_asked' ? offerTo(facts, staffId) : null
    return phones
      .filter(phone => phone.staffId === staffId)
      .map(
        (phone): WantedNotice => ({
          messageId: MessageId.parse(deps.newId()),
          key: `${key}/notice/${phone.id}`,
          kind: 'notice',
          to: { staffId },
          phoneId: phone.id,
          template,
          params: {},
          at,
          teamTaskId: id,
          ...(offer ? { usefulSeconds: Math.max(1, secondsBetween(at, offer.until)) } : {}),
        }),
      )
  })
}
