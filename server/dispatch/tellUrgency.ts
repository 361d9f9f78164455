import { readReceipts } from '#server/messages/messageStore.ts'
import type { Keeping } from '#server/platform/ticker.ts'
import { type LineId, MessageId, type TeamTaskId } from '#shared/ids.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import type { Rung } from '#shared/teams.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { takingOf } from './core/teamTask.ts'
import type { Named } from './core/teamTaskFacts.ts'
import type { TeamTaskErrand } from './core/teamTaskFollows.ts'
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

type Errand = Extract<TeamTaskErrand, { kind: 'tell_urgency' }>
const EVERY_WAY: readonly Rung[] = ['sms', 'call']

/**
 * Whoever has said yes and is not there yet planned their way by another time. Sooner: they are texted, and then rung, until they say
 * that they have heard. Later: a text, which wakes nobody twice.
 */
export async function tellUrgency(
  deps: TellDeps,
  lineId: LineId,
  teamTaskId: TeamTaskId,
  errand: Errand,
): Promise<Keeping> {
  const task = await readTeamTask(deps.db, lineId, teamTaskId)
  const has = task && takingOf(task.facts)
  if (!task || !has || !isWanted(task, errand)) return 'needless'
  const goers = has.second ? [has.by, has.second.by] : [has.by]
  const [phones, receipts] = await Promise.all([
    phonesOfGoers(deps.db, task.facts),
    readReceipts(deps.db, lineId, teamTaskId),
  ])
  const now = deps.clock()
  const wanted: Message[] = []
  const looks: Instant[] = []
  for (const goer of goers) {
    const phone = phones.get(goer.staffId) ?? null
    const told = sentTo(receipts, goer.staffId, errand.since, ['task_sooner', 'ring_sooner'])
    const step = nextFor(task, { ...goer, phone, rungs: EVERY_WAY }, told, now)
    if (!errand.isSooner) wanted.push(...changed(deps, task, goer, phone, errand.since))
    else if (step.kind === 'wait') looks.push(step.until)
    else if (step.kind === 'text' || step.kind === 'ring_with_key')
      wanted.push(sooner(deps, task, { ...goer, ...step }, errand.since))
  }
  if (wanted.length > 0) {
    const isSent = await send(deps, task, wanted)
    looks.push(isSent ? plusSeconds(now, LOOK_AGAIN_SECONDS) : now)
  }
  const [lookAt] = looks.toSorted()
  return lookAt && (errand.isSooner || lookAt === now) ? { againAt: lookAt } : 'kept'
}

/** Nobody is told of an urgency that was changed again since: that change tells of itself. */
function isWanted({ facts }: StoredTeamTask, { urgency }: Errand): boolean {
  const has = takingOf(facts)
  return (
    facts.ended === null && facts.urgency === urgency && facts.code !== null && has !== null && !has.arrivedAt
  )
}

function changed(
  deps: TellDeps,
  task: StoredTeamTask,
  { staffId }: Named,
  phone: E164 | null,
  since: Instant,
): Message[] {
  const key = `urgency/${since}/${staffId}`
  const text = textAbout(deps, task, { staffId, phone: phone ?? undefined, key, template: 'task_changed' })
  return text ? [text] : []
}

type To = Named & { phone: E164; kind: 'text' | 'ring_with_key' }

function sooner(deps: TellDeps, task: StoredTeamTask, { staffId, phone, kind }: To, since: Instant): Message {
  const at = deps.clock()
  const { id, facts } = task
  return {
    messageId: MessageId.parse(deps.newId()),
    key: `team_task/${id}/sooner/${since}/${staffId}/${kind}`,
    kind,
    to: { staffId },
    number: phone,
    ...(kind === 'text'
      ? { template: 'task_sooner' as const, params: { ...spoken(task, at), code: facts.code ?? '' } }
      : { template: 'ring_sooner' as const, params: spoken(task, at) }),
    at,
    teamTaskId: id,
  }
}
