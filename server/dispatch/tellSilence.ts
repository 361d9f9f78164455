import { ANSWER_SECONDS } from '#server/messages/core/nextChannel.ts'
import { readReceipts } from '#server/messages/messageStore.ts'
import type { Keeping } from '#server/platform/ticker.ts'
import { readShiftLeads } from '#server/staff/shiftLeadStore.ts'
import { type LineId, MessageId, type TeamTaskId } from '#shared/ids.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import type { Rung } from '#shared/teams.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { isTaken, wantsSecond } from './core/twoGo.ts'
import type { StoredTeamTask } from './storedTeamTask.ts'
import { readTeamTask } from './teamTaskStore.ts'
import {
  LOOK_AGAIN_SECONDS,
  type Message,
  nextFor,
  type Reached,
  send,
  sentTo,
  spoken,
  type TellDeps,
} from './telling.ts'

export type Alarmed = 'lead' | 'manager'

/**
 * That nobody has accepted is told to people, and not only shown: shift leads at once where none of them sits at a console that answers,
 * and where one does, when none of those has taken it in hand by then: an open console is nobody. The manager on call in any case, and
 * after all managers the shift leads. One after the other, by text and then by a ring, until one says that they see to it or somebody has
 * the task. Source: domain guide 4.4.
 */
export async function tellSilence(
  deps: TellDeps,
  lineId: LineId,
  teamTaskId: TeamTaskId,
  { to, since }: { to: Alarmed; since: Instant },
): Promise<Keeping> {
  const task = await readTeamTask(deps.db, lineId, teamTaskId)
  if (!task || !isSilent(task, to, since)) return 'needless'
  const now = deps.clock()
  const leads = await readShiftLeads(deps.db, lineId)
  const there = leads.filter(({ isHeard }) => isHeard)
  if (to === 'lead' && there.length > 0) {
    if (there.some(({ staffId }) => staffId === task.facts.inHand?.staffId)) return 'needless'
    const until = plusSeconds(since, shownSeconds(task.facts))
    if (now < until) return { againAt: until }
  }
  const managers = to === 'manager' ? await deps.managersFor(task, now) : []
  const receipts = await readReceipts(deps.db, lineId, teamTaskId)
  for (const one of onceEach([...managers, ...leads.map(lead => ({ ...lead, rungs: EVERY_WAY }))])) {
    const told = sentTo(receipts, one.staffId, since, [
      'task_escalated',
      'second_escalated',
      'ring_escalated',
      'ring_second',
    ])
    const step = nextFor(task, one, told, now)
    if (step.kind === 'answered' && step.isAccepted) return 'kept'
    if (step.kind === 'next_person' || step.kind === 'answered') continue
    if (step.kind === 'wait') return { againAt: step.until }
    const isSent = await send(deps, task, [
      alarm(deps, task, { ...one, phone: step.phone, kind: step.kind, to, since }),
    ])
    return { againAt: isSent ? plusSeconds(now, LOOK_AGAIN_SECONDS) : now }
  }
  return 'kept'
}

const EVERY_WAY: readonly Rung[] = ['sms', 'call']

/** How long the board alone tells a shift lead: as long as an answer to a text is waited for. */
function shownSeconds({ urgency }: StoredTeamTask['facts']): number {
  return urgency === 'U0' || urgency === 'U1' ? ANSWER_SECONDS.urgent : ANSWER_SECONDS.usual
}

function isSilent({ facts }: StoredTeamTask, to: Alarmed, since: Instant): boolean {
  return facts.alerted[to] === since && !isTaken(facts) && !facts.hold && !facts.ended && facts.code !== null
}

/** Somebody may manage two teams, or lead shifts and manage one. */
function onceEach(people: readonly Reached[]): Reached[] {
  return people.filter((one, nth) => people.findIndex(other => other.staffId === one.staffId) === nth)
}

type To = Reached & { phone: E164; kind: 'text' | 'ring_with_key'; to: Alarmed; since: Instant }

function alarm(deps: TellDeps, task: StoredTeamTask, { staffId, phone, kind, to, since }: To): Message {
  const at = deps.clock()
  return {
    messageId: MessageId.parse(deps.newId()),
    key: `team_task/${task.id}/silence/${to}/${since}/${staffId}/${kind}`,
    kind,
    to: { staffId },
    number: phone,
    ...(kind === 'text'
      ? {
          template: wantsSecond(task.facts) ? ('second_escalated' as const) : ('task_escalated' as const),
          params: { ...spoken(task, at), code: task.facts.code ?? '' },
        }
      : {
          template: wantsSecond(task.facts) ? ('ring_second' as const) : ('ring_escalated' as const),
          params: spoken(task, at),
        }),
    at,
    teamTaskId: task.id,
  }
}
