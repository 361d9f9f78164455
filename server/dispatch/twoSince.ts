import { readReceipts } from '#server/messages/messageStore.ts'
import { recordsOf } from '#server/patients/linkStore.ts'
import { readTwoGo } from '#server/patients/readTwoGo.ts'
import type { TakenPromise } from '#server/platform/promises.ts'
import type { Keeping } from '#server/platform/ticker.ts'
import { type LineId, MessageId, PatientId, type StaffId, type TeamTaskId } from '#shared/ids.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import type { Rung } from '#shared/teams.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { changeTeamTask } from './changeTeamTask.ts'
import { isRemote, takingOf } from './core/teamTask.ts'
import type { TeamTaskErrand } from './core/teamTaskFollows.ts'
import { needsTwo } from './core/twoGo.ts'
import { phonesOfGoers } from './phonesOfGoers.ts'
import type { StoredTeamTask } from './storedTeamTask.ts'
import { readTeamTask, readTeamTasksAbout } from './teamTaskStore.ts'
import {
  LOOK_AGAIN_SECONDS,
  type Message,
  nextFor,
  send,
  sentTo,
  type TellDeps,
  textAbout,
} from './telling.ts'

/** What the record says of who goes is another now: what is open about the person becomes two people's, or one's again. */
export async function keepSafetyChanged(
  deps: TellDeps,
  { lineId, subjectId, key }: Pick<TakenPromise, 'subjectId' | 'key'> & { lineId: LineId },
): Promise<Keeping> {
  const { db, clock } = deps
  const tasks = await readTeamTasksAbout(db, lineId, recordsOf(db.sql, PatientId.parse(subjectId)))
  for (const { id } of tasks)
    await changeTeamTask<'needless'>(deps, lineId, id, async ({ patientId, facts }) => {
      const needless = { kind: 'refuse', refusal: 'needless' } as const
      if (facts.ended || isRemote(facts)) return needless
      const because = await readTwoGo(db, lineId, patientId, [facts.raised.at, facts.dueAt])
      if ((because === null) === (facts.two === null)) return needless
      const at = clock()
      return {
        kind: 'event',
        sourceKey: `team_task/${id}/two/${key}`,
        event: because ? { kind: 'two_asked', at, because } : { kind: 'two_over', at },
      }
    })
  return 'kept'
}

type Errand = Extract<TeamTaskErrand, { kind: 'tell_two' }>
const EVERY_WAY: readonly Rung[] = ['sms', 'call']

/**
 * Whoever has said yes and is not there yet is texted and rung, until they say that they have heard that they wait for a second. That they need
 * not is a text.
 */
export async function tellTwo(
  deps: TellDeps,
  lineId: LineId,
  teamTaskId: TeamTaskId,
  { since, isTwo }: Errand,
): Promise<Keeping> {
  const task = await readTeamTask(deps.db, lineId, teamTaskId)
  const has = task && takingOf(task.facts)
  if (!task || !has || task.facts.ended || has.arrivedAt || needsTwo(task.facts) !== isTwo) return 'needless'
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
    const { staffId } = goer
    const told = sentTo(receipts, staffId, since, ['two_now', 'ring_two_now'])
    const step = nextFor(task, { ...goer, phone, rungs: EVERY_WAY }, told, now)
    if (!isTwo) wanted.push(...looksAnew(deps, task, staffId, phone, since))
    else if (step.kind === 'wait') looks.push(step.until)
    else if (step.kind === 'text' || step.kind === 'ring_with_key')
      wanted.push(messageTo(deps, task, { staffId, ...step }, since))
  }
  if (wanted.length > 0) {
    const isSent = await send(deps, task, wanted)
    looks.push(isSent ? plusSeconds(now, LOOK_AGAIN_SECONDS) : now)
  }
  const [lookAt] = looks.toSorted()
  return lookAt && (isTwo || lookAt === now) ? { againAt: lookAt } : 'kept'
}

function looksAnew(
  deps: TellDeps,
  task: StoredTeamTask,
  staffId: StaffId,
  phone: E164 | null,
  since: Instant,
): Message[] {
  const key = `one/${since}/${staffId}`
  const text = textAbout(deps, task, { staffId, phone: phone ?? undefined, key, template: 'task_changed' })
  return text ? [text] : []
}

type To = { staffId: StaffId; phone: E164; kind: 'text' | 'ring_with_key' }

function messageTo(
  { newId, clock }: TellDeps,
  { id, facts }: StoredTeamTask,
  { staffId, phone, kind }: To,
  since: Instant,
): Message {
  return {
    messageId: MessageId.parse(newId()),
    key: `team_task/${id}/two/${since}/${staffId}/${kind}`,
    kind,
    to: { staffId },
    number: phone,
    template: kind === 'text' ? 'two_now' : 'ring_two_now',
    params: kind === 'text' ? { code: facts.code ?? '' } : {},
    at: clock(),
    teamTaskId: id,
  }
}
