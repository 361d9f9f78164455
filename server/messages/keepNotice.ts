import { createHash } from 'node:crypto'
import type { Logger } from '#server/platform/logger.ts'
import type { NoticeKeys } from '#server/platform/noticeKey.ts'
import type { TakenPromise } from '#server/platform/promises.ts'
import type { Keeping } from '#server/platform/ticker.ts'
import { isAtPushService } from '#server/staff/core/pushService.ts'
import { forgetNoticePhone, readNoticePhone } from '#server/staff/noticePhoneStore.ts'
import { MessageId } from '#shared/ids.ts'
import { plusSeconds, secondsBetween } from '#shared/time.ts'
import { changeMessage, type MessageDeps } from './changeMessage.ts'
import { OF_SAFETY } from './core/ofSafety.ts'
import type { OurReason } from './core/refusals.ts'
import { readMessage, SEND, type StoredMessage } from './messageStore.ts'
import { handToPushService } from './pushService.ts'

export type KeepNoticeDeps = MessageDeps & {
  log: Logger
  noticeKeys: NoticeKeys | null
  pushServices: readonly string[]
}

export function noticeKeepers(deps: KeepNoticeDeps) {
  return { [SEND.notice]: (promise: TakenPromise) => sendNotice(deps, promise) }
}

/**
 * Hands one to the push service of a browser. Who dies in between hands it over again: by its topic and its tag the second takes the place of
 * the first, and whoever has the telephone sees one.
 */
async function sendNotice(deps: KeepNoticeDeps, promise: TakenPromise): Promise<Keeping> {
  const message = await readMessage(deps.db, MessageId.parse(promise.subjectId))
  if (message?.state !== 'to_send' || !message.toPhone || !message.toStaff) return 'needless'
  const now = deps.clock()
  if (now >= message.usefulUntil) return refused(deps, message, 'too_late')
  if (!deps.noticeKeys) return refused(deps, message, 'no_key')
  // Read now: who has signed out since, or may do so no more, is told nothing there.
  const phone = await readNoticePhone(deps.db, message.toPhone, message.toStaff)
  if (!phone || !isAtPushService(phone.endpoint, deps.pushServices))
    return refused(deps, message, 'phone_gone')
  await changeMessage(deps, message.id, {
    sourceKey: `asked/${message.id}/${promise.attempts}`,
    event: { kind: 'asked', at: now },
    at: now,
  })
  const topic = topicOf(message)
  const { endpoint, p256dh, auth } = phone
  const handed = await handToPushService(
    deps.noticeKeys,
    { endpoint, p256dh, auth },
    { words: message.words, tag: topic },
    { ttlSeconds: Math.max(1, secondsBetween(now, message.usefulUntil)), topic },
  )
  switch (handed.kind) {
    case 'taken':
      return took(deps, message)
    case 'gone':
      await forgetNoticePhone(deps.db, message.toStaff, endpoint)
      return refused(deps, message, 'phone_gone')
    case 'refused':
      return refused(deps, message, 'not_taken', handed.status)
    case 'later':
      return { againAt: plusSeconds(deps.clock(), handed.seconds) }
  }
}

/** Of one task to one person, and says nothing of either. What is about somebody's safety is replaced by nothing else. */
function topicOf({ id, teamTaskId, toStaff, template }: StoredMessage): string {
  const about = `${teamTaskId ?? id} ${toStaff} ${OF_SAFETY.includes(template) ? template : 'task'}`
  return createHash('sha256').update(`goldthread notice ${about}`).digest('base64url').slice(0, 32)
}

async function took(deps: KeepNoticeDeps, { id }: StoredMessage): Promise<Keeping> {
  const at = deps.clock()
  await changeMessage(deps, id, {
    sourceKey: `taken/${id}`,
    event: { kind: 'taken', at, sid: `notice/${id}` },
    at,
  })
  return 'kept'
}

async function refused(
  deps: KeepNoticeDeps,
  { id, kind }: StoredMessage,
  reason: OurReason,
  status?: number,
): Promise<Keeping> {
  const at = deps.clock()
  deps.log.warn('message.refused', { kind, reason, ...(status ? { code: String(status) } : {}) })
  await changeMessage(deps, id, {
    sourceKey: `refused/${id}`,
    event: { kind: 'refused', at, code: null, reason },
    at,
  })
  return 'kept'
}
