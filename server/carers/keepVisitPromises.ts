import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { takingOf } from '#server/dispatch/core/teamTask.ts'
import type { TeamTaskEvent } from '#server/dispatch/core/teamTaskFacts.ts'
import type { StoredTeamTask } from '#server/dispatch/storedTeamTask.ts'
import { readTheseTeamTasks } from '#server/dispatch/teamTaskStore.ts'
import type { TemplateName } from '#server/messages/core/templates.ts'
import { sendMessages } from '#server/messages/sendMessage.ts'
import type { NewPromise, TakenPromise } from '#server/platform/promises.ts'
import type { Keeping, PromiseHandlers } from '#server/platform/ticker.ts'
import { watched } from '#shared/carers.ts'
import { showTime } from '#shared/days.ts'
import { MessageId, type PatientId, TeamTaskId, VisitLinkId } from '#shared/ids.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import type { CarerDeps } from './carerDeps.ts'
import { linkState } from './core/linkState.ts'
import { changeOf, changeText, stillText, VISIT_CHANGES } from './core/visitTexts.ts'
import { mayFollow } from './mayFollow.ts'
import { endsOf } from './sayLink.ts'
import { readLinksOfTask, readVisitLink, type StoredVisitLink } from './visitLinkStore.ts'

const TELL = 'visit.tell'
/** Of its own kind, so that a version of the house that does not know this change leaves it to one that does. */
const TELL_HELD = 'visit.tell_held'
const STILL = 'visit.still'
/** How often a carer hears something while nobody is there. Source: domain guide 4.4. */
const EVERY_SECONDS = 1_800

const Told = z.object({ change: z.enum(VISIT_CHANGES) })
const Still = z.object({ linkId: VisitLinkId })

/** What a carer is told of before they ask for it; promised in the statement that moves the task. Nothing goes out after a death. */
export function teamTaskMoved(
  before: StoredTeamTask | null,
  { id, version, patientId, facts }: StoredTeamTask,
  event: TeamTaskEvent,
  at: Instant,
): NewPromise[] {
  const change = watched[facts.kind] ? changeOf(before?.facts ?? null, facts, event.kind) : null
  if (change === null) return []
  return [
    {
      key: `visit/tell/${id}/${version}`,
      kind: change === 'held' ? TELL_HELD : TELL,
      subjectId: id,
      body: { change } satisfies z.infer<typeof Told>,
      dueAt: at,
      aboutPatient: patientId,
    },
  ]
}

/** That somebody looks, half an hour on and then every half hour, whether the carer still waits. */
export function stillPromise(
  link: { id: VisitLinkId; patientId: PatientId },
  teamTaskId: TeamTaskId,
  at: Instant,
): NewPromise {
  return {
    key: `visit/still/${link.id}/${teamTaskId}`,
    kind: STILL,
    subjectId: teamTaskId,
    body: { linkId: link.id } satisfies z.infer<typeof Still>,
    dueAt: plusSeconds(at, EVERY_SECONDS),
    aboutPatient: link.patientId,
  }
}

export function visitKeepers(deps: CarerDeps): PromiseHandlers {
  return {
    [TELL]: promise => tell(deps, promise),
    [TELL_HELD]: promise => tell(deps, promise),
    [STILL]: promise => still(deps, promise),
  }
}

/** A change: told to everybody who watches, once each. What has moved on since is told by what moved it. */
async function tell(deps: CarerDeps, promise: TakenPromise): Promise<Keeping> {
  const { change } = Told.parse(promise.body)
  const task = await taskOf(deps, promise)
  const template = task && changeText(change, task.facts)
  if (!task || !template) return 'needless'
  const links = await readLinksOfTask(deps.db, mayFollow, promise.lineId, task.id)
  const open = await openOf(deps, links)
  const wanted = open.filter(({ wantsTexts, madeAt }) => wantsTexts && madeAt <= promise.dueAt)
  return text(deps, task, wanted, template, promise.key)
}

/** Nobody there yet: the carer of somebody who was promised a visit soon is told the truth about it. */
async function still(deps: CarerDeps, promise: TakenPromise): Promise<Keeping> {
  const { linkId } = Still.parse(promise.body)
  const task = await taskOf(deps, promise)
  const link = await readVisitLink(deps.db, mayFollow, promise.lineId, linkId)
  const [open] = link ? await openOf(deps, [link]) : []
  const at = deps.clock()
  if (!task || !open || task.facts.ended || takingOf(task.facts)?.arrivedAt) return 'needless'
  const template = stillText(task.facts, at)
  if (template) await text(deps, task, [open], template, `${promise.key}/${promise.dueAt}`)
  return { againAt: plusSeconds(at, EVERY_SECONDS) }
}

async function taskOf({ db }: CarerDeps, { lineId, subjectId }: TakenPromise) {
  const [task] = await readTheseTeamTasks(db, lineId, [TeamTaskId.parse(subjectId)])
  return task
}

async function openOf(
  { db, clock }: CarerDeps,
  links: readonly StoredVisitLink[],
): Promise<StoredVisitLink[]> {
  const [first] = links
  if (!first) return []
  const tasks = await readTheseTeamTasks(
    db,
    first.lineId,
    links.flatMap(({ teamTasks }) => teamTasks),
  )
  return links.filter(link => linkState(link, endsOf(link, tasks), clock()) === 'open')
}

async function text(
  deps: CarerDeps,
  task: StoredTeamTask,
  to: readonly StoredVisitLink[],
  template: TemplateName,
  because: string,
): Promise<Keeping> {
  if (to.length === 0) return 'needless'
  const { sql } = deps.db
  const at = deps.clock()
  const expectedAt = takingOf(task.facts)?.setOut?.expectedAt
  const byNumber = new Map(to.map(link => [link.toNumber, link]))
  const messages = [...byNumber.values()].map(link => ({
    kind: 'text' as const,
    messageId: MessageId.parse(randomUUID()),
    key: `${because}/${link.toNumber}`,
    to: { onRecordOf: link.patientId },
    number: link.toNumber,
    template,
    params: expectedAt && USES_TIME.includes(template) ? { by: showTime(expectedAt) } : {},
    at,
  }))
  await deps.db.run(sql`with ${sendMessages(sql, task.lineId, messages, sql`true`)} select 1`)
  deps.wakeTicker()
  return 'kept'
}

const USES_TIME: readonly TemplateName[] = ['visit_on_the_way', 'visit_new_time']
