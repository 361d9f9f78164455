import { mayBeReached } from '#server/messages/core/mayBeReached.ts'
import { type NextChannel, nextChannel, type Tried } from '#server/messages/core/nextChannel.ts'
import type { TemplateName } from '#server/messages/core/templates.ts'
import type { ToldReceipt } from '#server/messages/messageStore.ts'
import { type AnyWanted, sendMessages } from '#server/messages/sendMessage.ts'
import { dayInBritain, showTime } from '#shared/days.ts'
import { MessageId, type StaffId } from '#shared/ids.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import type { Rung } from '#shared/teams.ts'
import type { Instant } from '#shared/time.ts'
import type { Urgency } from '#shared/urgency.ts'
import type { TeamTaskDeps } from './changeTeamTask.ts'
import { type Noticed, noticeBeside, noticesFor } from './noticesFor.ts'
import type { StoredTeamTask } from './storedTeamTask.ts'
import type { ManagersFor, ManagersNear, OnDutyFor } from './teamsToAsk.ts'
import { isTeamTaskAt } from './teamTaskStore.ts'

export type TellDeps = TeamTaskDeps & {
  onDutyFor: OnDutyFor
  managersFor: ManagersFor
  managersNear: ManagersNear
}

export type Message = Exclude<AnyWanted, { kind: 'notice' }>

/** Somebody with the ways by which they may be reached. */
export type Reached = { staffId: StaffId; phone: E164 | null; rungs: readonly Rung[] }

/** Whoever is told by nothing that leaves the house sees it where they look; it is looked again for a receipt after so long. Seconds. */
export const LOOK_AGAIN_SECONDS = 30

/** What one person was sent since a moment, by one of these templates. */
export function sentTo(
  receipts: readonly ToldReceipt[],
  staffId: StaffId,
  since: Instant,
  templates: readonly TemplateName[],
): ToldReceipt[] {
  return receipts.filter(
    one =>
      one.toStaff === staffId &&
      one.createdAt >= since &&
      templates.includes(one.template as TemplateName) /* one that is no more is not among them */,
  )
}

export type NextFor =
  | { kind: 'text' | 'ring_with_key'; phone: E164 }
  | Exclude<NextChannel, { kind: 'text' | 'ring_with_key' }>

/** How to go on with somebody about a team task. */
export function nextFor(
  { facts }: Pick<StoredTeamTask, 'facts'>,
  member: Reached | undefined,
  tried: readonly Tried[],
  now: Instant,
): NextFor {
  return nextByWays(facts.urgency, member, tried, now)
}

/** How to go on with somebody, by the ways that they have. Nobody on duty, or no number: somebody else. */
export function nextByWays(
  urgency: Urgency,
  member: Reached | undefined,
  tried: readonly Tried[],
  now: Instant,
): NextFor {
  const phone = member?.phone
  if (!member || !phone) return { kind: 'next_person' }
  const canBe = (rung: 'sms' | 'call', kind: 'text' | 'ring_with_key') =>
    member.rungs.includes(rung) && mayBeReached(phone, kind)
  const step = nextChannel(tried, {
    urgency,
    now,
    canBeTexted: canBe('sms', 'text'),
    canBeRung: canBe('call', 'ring_with_key'),
  })
  return step.kind === 'text' || step.kind === 'ring_with_key' ? { kind: step.kind, phone } : step
}

/** One text to somebody about a team task, by its code alone. Null where nothing can be texted there. */
export function textAbout(
  deps: Pick<TeamTaskDeps, 'newId' | 'clock'>,
  { id, facts }: StoredTeamTask,
  {
    staffId,
    phone,
    key,
    template,
    by,
  }: {
    staffId: StaffId
    phone: E164 | undefined
    key: string
    template:
      | 'task_yours'
      | 'task_taken'
      | 'task_withdrawn'
      | 'task_changed'
      | 'safe_heard'
      | 'safe_longer'
      | 'out_text_read'
    by?: string
  },
): Message | null {
  if (!phone || facts.code === null || !mayBeReached(phone, 'text')) return null
  return {
    messageId: MessageId.parse(deps.newId()),
    key: `team_task/${id}/${key}`,
    kind: 'text',
    to: { staffId },
    number: phone,
    template,
    params: { code: facts.code, ...(by === undefined ? {} : { by }) },
    at: deps.clock(),
    teamTaskId: id,
  }
}

/** How soon and by when, as it may stand in a text. */
export function spoken({ facts }: StoredTeamTask, at: Instant): { urgency: string; by: string } {
  return { urgency: `urgency ${facts.urgency.slice(1)}`, by: byWhen(facts.dueAt, at) }
}

/** 'Sat 02:30'; today only the time. */
export function byWhen(dueAt: Instant, at: Instant): string {
  const day = dayInBritain(dueAt)
  return day === dayInBritain(at)
    ? showTime(dueAt)
    : `${WEEKDAYS[new Date(day).getUTCDay()]} ${showTime(dueAt)}`
}
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/**
 * Writes what is sent in the statement that finds the task as it was read; false where it has moved, and nothing is sent. Beside each text and
 * ring goes a notice to the telephones at which whoever it is for wants to be told.
 */
export async function send(
  deps: TeamTaskDeps,
  task: StoredTeamTask,
  wanted: readonly Message[],
  alone: readonly Noticed[] = [],
): Promise<boolean> {
  const { sql } = deps.db
  const all = [...wanted, ...(await noticesFor(deps, task, [...wanted.flatMap(noticeBeside), ...alone]))]
  const isAsRead = isTeamTaskAt(sql, task)
  const [row] = await deps.db.run(sql<{ isAsRead: boolean }[]>`
    with ${sendMessages(sql, task.lineId, all, isAsRead)} select ${isAsRead} as is_as_read`)
  deps.wakeTicker()
  return row?.isAsRead === true
}
