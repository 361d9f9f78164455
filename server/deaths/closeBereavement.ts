import { appendAccess } from '#server/audit/auditStore.ts'
import { isHers, taskOfLine } from '#server/dispatch/commandTask.ts'
import { isTaskHeldBy } from '#server/dispatch/taskInHandStore.ts'
import { changeTask, isClosedSo } from '#server/dispatch/taskStore.ts'
import { triesSoFar } from '#server/dispatch/triesSoFar.ts'
import { lookedAtChange, writeEntries } from '#server/patients/entryStore.ts'
import { leftUnderTask } from '#server/patients/leftUnderTask.ts'
import { openRecord } from '#server/patients/openRecord.ts'
import { appendFeed } from '#server/platform/feed.ts'
import { Problem } from '#server/platform/problems.ts'
import { dayInBritain } from '#shared/days.ts'
import type { BereavementAnswer, DeathChanged } from '#shared/deaths.ts'
import { type BoardTask, isBereavement } from '#shared/dispatch.ts'
import type { PatientId, TaskId } from '#shared/ids.ts'
import type { Entry } from '#shared/record/entry.ts'
import { known } from '#shared/record/knownState.ts'
import type { Actor } from '#shared/staff.ts'
import { next } from './deathEntries.ts'
import { allOrNothing, type DeathDeps } from './deathWay.ts'

const RESULT = {
  accepted: 'reached',
  declined: 'not_needed',
  not_reached: 'not_reached_three_times',
} as const
const NOTE = {
  accepted: 'They were glad of it',
  declined: 'They did not want it',
  not_reached: 'Not reached',
} as const

/** Only who writes of this very call is quicker, and they are few. */
const TRIES = 12

/**
 * How a bereavement call ended: on the record, where the next one who rings reads it, and the task done, in one statement. It may be
 * declined without a ring; not reached needs three tries, as every call back does.
 */
export async function closeBereavement(
  deps: DeathDeps,
  actor: Actor,
  taskId: TaskId,
  answer: BereavementAnswer,
  requestId: string,
): Promise<DeathChanged> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const task = await taskOfLine(deps.db, actor, taskId)
    const closed = { result: RESULT[answer.response], note: NOTE[answer.response], by: actor.staffId }
    if (await isClosedSo(deps.db, taskId, closed)) return { kind: 'done' }
    const refusal = refusalOf(task, actor, answer) ?? (await leftUnderTask(deps.db, actor, task))
    if (refusal) return { kind: 'refused', because: refusal }
    const patientId = task.patientId as PatientId // a task without one was refused
    const written = await write(deps, actor, { task, patientId, answer, closed, requestId })
    if (written === 'gone') throw new Problem('conflict', 'This task has changed. Look at it again.')
    if (written === 'outrun') continue
    deps.wakeFeed(actor.lineId)
    return { kind: 'done' }
  }
  throw new Problem('conflict', 'This is changing at this moment. Nothing was saved: try again.')
}

function refusalOf(task: BoardTask, actor: Actor, { version, response }: BereavementAnswer): string | null {
  if (!isBereavement(task.kind) || !task.patientId) return 'This is not a bereavement call.'
  if (task.state === 'done') return 'This task is done already.'
  if (!isHers(task, actor)) return 'Take it first: then nobody else rings as well.'
  if (task.version !== version) return 'This task has changed. Look at it again, then repeat what you did.'
  if (response === 'not_reached' && task.tries < 3)
    return `${triesSoFar(task.tries)} Try again, or choose another answer.`
  return null
}

type Closing = {
  task: BoardTask
  patientId: PatientId
  answer: BereavementAnswer
  closed: { result: string; note: string; by: Actor['staffId'] }
  requestId: string
}

async function write(deps: DeathDeps, actor: Actor, { task, patientId, answer, closed, requestId }: Closing) {
  const { sql } = deps.db
  const at = deps.clock()
  const why = { kind: 'task' as const, taskId: task.taskId }
  const relationship = isTaskHeldBy(sql, task, actor)
  const opened = await openRecord(deps, {
    actor,
    patientId,
    why,
    relationship,
    requestId,
    only: ['bereavement'],
  })
  if (opened.kind === 'refused') return 'gone'
  const before = bodyOf(opened.entries, task.taskId)
  const draft = next({ actor, patientId, source: why, at }, 'bereavement', task.taskId, opened.entries, {
    ...before,
    doneOn: dayInBritain(at),
    response: answer.response,
    ...(answer.riskNoted ? { riskNoted: answer.riskNoted } : {}),
  })
  const after: BoardTask = { ...task, state: 'done', version: task.version + 1 }
  const isWritten = sql`exists (select from patient_changed)`
  const parts = [
    writeEntries(sql, {
      lineId: actor.lineId,
      patientId,
      entries: [draft],
      onlyIf: relationship,
      evenIfKeptElsewhere: true,
    }),
    lookedAtChange(sql, patientId),
    changeTask(sql, 'closed', { before: task, after, result: { ...closed, at } }, isWritten),
    appendFeed(
      sql,
      actor.lineId,
      [
        { kind: 'record', patientId },
        { kind: 'task', task: after },
      ],
      isWritten,
    ),
    appendAccess(sql, { actor, action: 'changed', why, requestId }, sql`exists (select from feed_head)`),
  ]
  return allOrNothing(deps.db, parts, sql`exists (select from closed)`)
}

function bodyOf(entries: readonly Entry[], itemId: string): object {
  const found = entries.find(entry => entry.itemId === itemId)
  return (found && known(found.body)) ?? { offered: 'A bereavement call' }
}
