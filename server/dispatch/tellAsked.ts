import { mayBeReached } from '#server/messages/core/mayBeReached.ts'
import { nextChannel, type Tried } from '#server/messages/core/nextChannel.ts'
import { readReceipts } from '#server/messages/messageStore.ts'
import { sendMessages } from '#server/messages/sendMessage.ts'
import type { Keeping } from '#server/platform/ticker.ts'
import { dayInBritain, showTime } from '#shared/days.ts'
import { type LineId, MessageId, type StaffId, type TeamTaskId } from '#shared/ids.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import type { OnDuty } from '#shared/teams.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import type { TeamTaskDeps } from './changeTeamTask.ts'
import { openOffer } from './core/teamTask.ts'
import type { StoredTeamTask } from './storedTeamTask.ts'
import type { OnDutyFor } from './teamsToAsk.ts'
import { isTeamTaskAt, readTeamTask } from './teamTaskStore.ts'

export type TellDeps = TeamTaskDeps & { onDutyFor: OnDutyFor }

type Message = Parameters<typeof sendMessages>[2][number]
/** Whoever is told by nothing that leaves the house sees it where they look; it is looked again for a receipt after so long. Seconds. */
const LOOK_AGAIN_SECONDS = 30

/**
 * Tells those who are asked, one after the other: a text, then a ring with a key, then the next on call. Looked at again until the offer is
 * answered or over. What is sent is a row in the statement that finds the task as it was read.
 */
export async function tellAsked(
  deps: TellDeps,
  lineId: LineId,
  teamTaskId: TeamTaskId,
  number: number,
): Promise<Keeping> {
  const task = await readTeamTask(deps.db, lineId, teamTaskId)
  const offer = task && openOffer(task.facts)
  if (!task || offer?.number !== number || task.facts.code === null) return 'needless'
  const now = deps.clock()
  const [onDuty, receipts] = await Promise.all([
    deps.onDutyFor(task, offer.teamId, now),
    readReceipts(deps.db, lineId, teamTaskId),
  ])
  for (const { staffId } of offer.to) {
    const member = onDuty.find(one => one.staffId === staffId)
    const step = nextFor(task, member, receipts.filter(sentIn(staffId, offer.at)), now)
    if (step.kind === 'next_person') continue
    if (step.kind === 'answered') return 'kept'
    if (step.kind === 'wait') return { againAt: step.until }
    await send(deps, task, [offering(deps, task, { number, staffId, phone: step.phone, kind: step.kind })])
    return { againAt: plusSeconds(now, LOOK_AGAIN_SECONDS) }
  }
  return 'kept'
}

function sentIn(staffId: StaffId, since: Instant) {
  return (one: { toStaff: string | null; createdAt: Instant }) =>
    one.toStaff === staffId && one.createdAt >= since
}

function nextFor(
  { facts }: StoredTeamTask,
  member: OnDuty | undefined,
  tried: readonly Tried[],
  now: Instant,
) {
  const phone = member?.phone
  if (!member || !phone) return { kind: 'next_person' as const }
  const canBe = (rung: 'sms' | 'call', kind: 'text' | 'ring_with_key') =>
    member.rungs.includes(rung) && mayBeReached(phone, kind)
  const step = nextChannel(tried, {
    urgency: facts.urgency,
    now,
    canBeTexted: canBe('sms', 'text'),
    canBeRung: canBe('call', 'ring_with_key'),
  })
  return step.kind === 'text' || step.kind === 'ring_with_key' ? { ...step, phone } : step
}

type To = { number: number; staffId: StaffId; phone: E164; kind: 'text' | 'ring_with_key' }

function offering(
  deps: TellDeps,
  { id, facts }: StoredTeamTask,
  { number, staffId, phone, kind }: To,
): Message {
  const at = deps.clock()
  const spoken = { urgency: `urgency ${facts.urgency.slice(1)}`, by: byWhen(facts.dueAt, at) }
  return {
    messageId: MessageId.parse(deps.newId()),
    key: `team_task/${id}/offer/${number}/${staffId}/${kind}`,
    kind,
    to: { staffId },
    number: phone,
    ...(kind === 'text'
      ? { template: 'task_offered' as const, params: { ...spoken, code: facts.code ?? '' } }
      : { template: 'ring_task' as const, params: spoken }),
    at,
    teamTaskId: id,
  }
}

/** 'Sat 02:30'; today only the time. */
function byWhen(dueAt: Instant, at: Instant): string {
  const day = dayInBritain(dueAt)
  return day === dayInBritain(at)
    ? showTime(dueAt)
    : `${WEEKDAYS[new Date(day).getUTCDay()]} ${showTime(dueAt)}`
}
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** Who was texted or rung about an offer that is no more, or about a visit that is not needed, is told so: nobody goes in vain. */
export async function tellGone(
  deps: TellDeps,
  lineId: LineId,
  teamTaskId: TeamTaskId,
  number: number,
): Promise<Keeping> {
  const task = await readTeamTask(deps.db, lineId, teamTaskId)
  const offer = task?.facts.offers[number - 1]
  const code = task?.facts.code
  if (!task || !offer || !code) return 'needless'
  const at = deps.clock()
  const [onDuty, receipts] = await Promise.all([
    deps.onDutyFor(task, offer.teamId, at),
    readReceipts(deps.db, lineId, teamTaskId),
  ])
  const told = offer.to.filter(({ staffId }) => receipts.some(sentIn(staffId, offer.at)))
  const wanted = told.flatMap<Message>(({ staffId }) => {
    const phone = onDuty.find(one => one.staffId === staffId)?.phone
    if (!phone || !mayBeReached(phone, 'text')) return []
    return [
      {
        messageId: MessageId.parse(deps.newId()),
        key: `team_task/${teamTaskId}/gone/${number}/${staffId}`,
        kind: 'text',
        to: { staffId },
        number: phone,
        template: 'task_withdrawn',
        params: { code },
        at,
        teamTaskId,
      },
    ]
  })
  if (wanted.length === 0) return 'needless'
  await send(deps, task, wanted)
  return 'kept'
}

async function send(deps: TellDeps, task: StoredTeamTask, wanted: readonly Message[]): Promise<void> {
  const { sql } = deps.db
  await deps.db.run(sql`
    with ${sendMessages(sql, task.lineId, wanted, isTeamTaskAt(sql, task))} select 1`)
  deps.wakeTicker()
}
