import { readReceipts } from '#server/messages/messageStore.ts'
import type { Keeping } from '#server/platform/ticker.ts'
import { readPhonesOf } from '#server/teams/memberPhoneStore.ts'
import { type LineId, MessageId, type StaffId, type TeamTaskId } from '#shared/ids.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { openOffers } from './core/openOffers.ts'
import { takingOf } from './core/teamTask.ts'
import type { Noticed } from './noticesFor.ts'
import { phonesOfGoers } from './phonesOfGoers.ts'
import type { StoredTeamTask } from './storedTeamTask.ts'
import { readTeamTask } from './teamTaskStore.ts'
import {
  LOOK_AGAIN_SECONDS,
  type Message,
  nextFor,
  send,
  sentTo,
  spoken,
  type TellDeps,
  textAbout,
} from './telling.ts'

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
  const offer = task?.facts.offers[number - 1]
  if (!task || offer?.answer !== null || task.facts.code === null) return 'needless'
  const now = deps.clock()
  const [onDuty, receipts] = await Promise.all([
    deps.onDutyFor(task, offer.teamId, now),
    readReceipts(deps.db, lineId, teamTaskId),
  ])
  for (const { staffId } of offer.to) {
    const member = onDuty.find(one => one.staffId === staffId)
    const told = sentTo(receipts, staffId, offer.anewAt ?? offer.at, ASKED_BY)
    const step = nextFor(task, member, told, now)
    if (step.kind === 'next_person') {
      // Whoever has no number is still told where they want to be.
      const key = offerKey(task, number, offer.anewAt, staffId)
      if (told.length === 0) await send(deps, task, [], [{ staffId, key, template: 'notice_asked' }])
      continue
    }
    if (step.kind === 'answered') return 'kept'
    if (step.kind === 'wait') return { againAt: step.until }
    const isSent = await send(deps, task, [
      offering(deps, task, { number, anewAt: offer.anewAt, staffId, phone: step.phone, kind: step.kind }),
    ])
    // It moved meanwhile, as where another team is asked beside: nobody waits half a minute for that.
    return { againAt: isSent ? plusSeconds(now, LOOK_AGAIN_SECONDS) : now }
  }
  return 'kept'
}

/** What somebody was sent that is asked. */
const ASKED_BY = ['task_offered', 'ring_task', 'notice_asked'] as const

type To = {
  number: number
  anewAt: Instant | undefined
  staffId: StaffId
  phone: E164
  kind: 'text' | 'ring_with_key'
}

function offering(
  deps: TellDeps,
  task: StoredTeamTask,
  { number, anewAt, staffId, phone, kind }: To,
): Message {
  const at = deps.clock()
  const { id, facts } = task
  return {
    messageId: MessageId.parse(deps.newId()),
    key: `${offerKey(task, number, anewAt, staffId)}/${kind}`,
    kind,
    to: { staffId },
    number: phone,
    ...(kind === 'text'
      ? { template: 'task_offered' as const, params: { ...spoken(task, at), code: facts.code ?? '' } }
      : { template: 'ring_task' as const, params: spoken(task, at) }),
    at,
    teamTaskId: id,
  }
}

/** Natural, for one person of one offer; anew where it is asked anew. */
function offerKey(
  { id }: StoredTeamTask,
  number: number,
  anewAt: Instant | undefined,
  staffId: StaffId,
): string {
  return `team_task/${id}/offer/${number}${anewAt ? `/${anewAt}` : ''}/${staffId}`
}

/**
 * Who was texted or rung about an offer that is not theirs any more is told so, and whoever had accepted what is not needed, however they
 * were asked: nobody goes in vain. Whoever has it now is told nothing.
 */
export async function tellGone(
  deps: TellDeps,
  lineId: LineId,
  teamTaskId: TeamTaskId,
  number: number,
): Promise<Keeping> {
  const task = await readTeamTask(deps.db, lineId, teamTaskId)
  const offer = task?.facts.offers[number - 1]
  if (!task || !offer) return 'needless'
  const has = takingOf(task.facts)
  const isOver = task.facts.ended !== null
  const [phones, receipts] = await Promise.all([
    readPhonesOf(
      deps.db,
      offer.teamId,
      offer.to.map(({ staffId }) => staffId),
    ),
    readReceipts(deps.db, lineId, teamTaskId),
  ])
  const alone: Noticed[] = []
  const wanted = offer.to.flatMap<Message>(({ staffId }) => {
    const isSecond = has?.second?.by.staffId === staffId
    // Asked twice, with the first and then as the second: told once.
    if (isSecond && has?.second?.offer !== number) return []
    const isTheirs = isSecond || (has?.by.staffId === staffId && has.offer === number)
    const wasTold = sentTo(receipts, staffId, offer.at, ASKED_BY).length > 0
    if (isTheirs ? !isOver : !wasTold) return []
    const template = has && !isTheirs ? 'task_taken' : 'task_withdrawn'
    const key = `gone/${number}/${staffId}/${template}`
    const text = textAbout(deps, task, { staffId, phone: phones.get(staffId), key, template })
    if (!text) alone.push({ staffId, key: `team_task/${teamTaskId}/${key}`, template: 'notice_gone' })
    return text ?? []
  })
  if (wanted.length + alone.length === 0) return 'needless'
  await send(deps, task, wanted, alone)
  return 'kept'
}

/** Whoever has it is told to look before they go on, however they were asked; and so is who was told of the open offer. */
export async function tellChanged(
  deps: TellDeps,
  lineId: LineId,
  teamTaskId: TeamTaskId,
  since: Instant,
): Promise<Keeping> {
  const task = await readTeamTask(deps.db, lineId, teamTaskId)
  if (!task || task.facts.ended) return 'needless'
  if (task.facts.died?.at !== since && task.facts.takenBack?.at !== since) return 'needless'
  const has = takingOf(task.facts)
  const groups = has
    ? [{ teamId: has.teamId, to: [has.by, ...(has.second ? [has.second.by] : [])], at: null }]
    : openOffers(task.facts)
  const receipts = await readReceipts(deps.db, lineId, teamTaskId)
  const wanted: Message[] = []
  const alone: Noticed[] = []
  for (const { teamId, to, at } of groups) {
    const phones =
      at === null
        ? await phonesOfGoers(deps.db, task.facts)
        : await readPhonesOf(
            deps.db,
            teamId,
            to.map(({ staffId }) => staffId),
          )
    for (const { staffId } of to) {
      if (at !== null && sentTo(receipts, staffId, at, ASKED_BY).length === 0) continue
      const key = `changed/${since}/${staffId}`
      const phone = phones.get(staffId)
      const text = textAbout(deps, task, { staffId, phone, key, template: 'task_changed' })
      if (!text) alone.push({ staffId, key: `team_task/${teamTaskId}/${key}`, template: 'notice_changed' })
      if (text && !wanted.some(one => one.key === text.key)) wanted.push(text)
    }
  }
  if (wanted.length + alone.length === 0) return 'needless'
  await send(deps, task, wanted, alone)
  return 'kept'
}
