import { ECDH } from 'node:crypto'
import type { Database } from '#server/platform/database.ts'
import type { NoticeKeys } from '#server/platform/noticeKey.ts'
import { type PeopleRouter, serve } from '#server/platform/serve.ts'
import { NoticePhoneId } from '#shared/ids.ts'
import type { TellHere, ToldHere } from '#shared/notices.ts'
import { routes } from '#shared/routes.ts'
import type { Actor } from '#shared/staff.ts'
import { isAtPushService } from './core/pushService.ts'
import { forgetNoticePhone, keepNoticePhone } from './noticePhoneStore.ts'

export type NoticePhoneDeps = {
  db: Database
  newId: () => string
  noticeKeys: NoticeKeys | null
  pushServices: readonly string[]
}

/** Whoever is asked to go says at which of their browsers they want to be told so. */
export function noticeRoutes(people: PeopleRouter, deps: NoticePhoneDeps): void {
  serve(people, routes.noticeKey, 'team_task:answer', async () => ({
    key: deps.noticeKeys?.publicKey ?? null,
  }))

  serve(people, routes.tellHere, 'team_task:answer', ({ actor, body }) => tellHere(deps, actor, body))

  serve(people, routes.tellHereNoMore, 'team_task:answer', async ({ actor, body }) => {
    await forgetNoticePhone(deps.db, actor.staffId, body.endpoint)
    return {}
  })
}

async function tellHere(
  deps: NoticePhoneDeps,
  actor: Actor,
  { instead, ...phone }: TellHere,
): Promise<ToldHere> {
  if (!deps.noticeKeys) return refuse('This house sends no notices to telephones. You are told by text.')
  if (!isAtPushService(phone.endpoint, deps.pushServices))
    return refuse(
      'This browser is told through a service that this house does not know. You are told by text.',
    )
  if (!isPoint(phone.p256dh))
    return refuse(
      'What this browser gave as its key is none: nothing could be sealed for it. You are told by text.',
    )
  if (await keepNoticePhone(deps.db, actor, NoticePhoneId.parse(deps.newId()), phone, instead))
    return { kind: 'told' }
  return refuse(
    instead
      ? 'You are not told at the address that this one is to take the place of.'
      : 'You are told on as many telephones as there may be. Sign out at one of them first.',
  )
}

/** Of the right form is not enough: what is no point of the curve fails only when something is to be sealed for it. */
function isPoint(key: string): boolean {
  try {
    ECDH.convertKey(key, 'prime256v1', 'base64url')
    return true
  } catch {
    return false
  }
}

function refuse(because: string): ToldHere {
  return { kind: 'refused', because }
}
