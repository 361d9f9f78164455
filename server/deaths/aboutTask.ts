import { taskOfLine } from '#server/dispatch/commandTask.ts'
import { isTaskHeldBy, isTaskOpenAbout } from '#server/dispatch/taskInHandStore.ts'
import { bannerOf } from '#server/patients/core/banner.ts'
import { inASentence } from '#server/patients/core/standing/rule.ts'
import { wayOfTaskKey } from '#server/patients/leftUnderTask.ts'
import { openRecord } from '#server/patients/openRecord.ts'
import { Problem } from '#server/platform/problems.ts'
import type { TaskPerson } from '#shared/deaths.ts'
import type { TaskId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import { readingOfEntries } from './core/deathOffer.ts'
import { familyInOrder } from './core/whomToRing.ts'
import type { DeathDeps, DeathWay } from './deathWay.ts'
import { reportedDeath } from './reportedDeath.ts'

/** So many are named: whoever rings speaks to one of them. */
const MOST = 4

/**
 * Whom an open task is about, when they have died: so that whoever rings does not ask for them by name, and knows whom to speak to.
 * Of the living nothing is shown. The look is in the access log, with the task as its reason.
 */
export async function personOfTask(
  deps: DeathDeps,
  actor: Actor,
  taskId: TaskId,
  requestId: string,
): Promise<TaskPerson> {
  const task = await taskOfLine(deps.db, actor, taskId)
  const { patientId } = task
  if (!patientId) return { kind: 'nobody' }
  if (!task.hasDied) return { kind: 'living' }
  const opened = await openRecord(deps, {
    actor,
    patientId,
    why: { kind: 'task', taskId },
    relationship: isTaskOpenAbout(deps.db.sql, actor.lineId, taskId, patientId),
    requestId,
    only: ['identity', 'death', 'personalContacts', 'interpreter', 'alerts', 'locationProtection'],
  })
  if (opened.kind === 'refused') throw new Problem('conflict', 'This task has changed. Look at it again.')
  const reading = readingOfEntries(opened.entries, opened.asOf, undefined, opened.marks)
  const current = opened.entries.filter(({ retracted }) => !retracted)
  return {
    kind: 'has_died',
    banner: bannerOf(current, reading.today, {
      diedElsewhere: reading.hasDied,
      isPlaceKept: opened.covered !== undefined,
    }),
    speakTo: familyInOrder(reading)
      .map(({ body: { name, relationship, phones } }) => ({
        name,
        relationship: inASentence(relationship),
        isThisNumber: phones.some(({ number }) => number === task.from),
      }))
      .toSorted((a, b) => Number(b.isThisNumber) - Number(a.isThisNumber))
      .slice(0, MOST),
    death: await reportedDeath(deps.db, actor, patientId, opened),
  }
}

/** A way to write down what the task waited for, for the nurse who has taken it. */
export async function wayOfTask(
  deps: DeathDeps,
  actor: Actor,
  taskId: TaskId,
  requestId: string,
): Promise<DeathWay> {
  const task = await taskOfLine(deps.db, actor, taskId)
  const { patientId } = task
  if (!patientId || task.kind !== 'verify_death')
    throw new Problem('conflict', 'This task is not about the verification of a death.')
  const why = { kind: 'task' as const, taskId }
  return {
    actor,
    patientId,
    why,
    relationship: isTaskHeldBy(deps.db.sql, task, actor),
    requestId,
    key: wayOfTaskKey(taskId),
    only: ['death'],
    writes: ['death'],
    source: why,
    from: null,
    gone: () => new Problem('conflict', 'Take this task first, or look whether it is done already.'),
  }
}
