import { appendAccess } from '#server/audit/auditStore.ts'
import { personOfTask } from '#server/dispatch/personOfTask.ts'
import { type HowItStands, readTaskResults } from '#server/dispatch/taskResultStore.ts'
import { raiseTask } from '#server/dispatch/taskStore.ts'
import { initials } from '#server/patients/core/nameWords.ts'
import { endOfNextClosure } from '#server/patients/core/runningOut.ts'
import { readDischargedSince } from '#server/patients/dischargeStore.ts'
import { numberToRing, readRoundFacts } from '#server/patients/roundFactsStore.ts'
import { isSecondTo } from '#server/platform/database.ts'
import { appendFeed } from '#server/platform/feed.ts'
import { Problem } from '#server/platform/problems.ts'
import { readNurses } from '#server/staff/staffStore.ts'
import { dayInBritain } from '#shared/days.ts'
import { BoardTask } from '#shared/dispatch.ts'
import { type LineId, type RoundCallId, TaskId } from '#shared/ids.ts'
import { type ChangeRound, Round, reachedNobody } from '#shared/rounds.ts'
import type { ShiftSaid } from '#shared/shift.ts'
import type { Actor } from '#shared/staff.ts'
import { isReason } from '#shared/text.ts'
import { plusSeconds } from '#shared/time.ts'
import { dischargesSince, dueAfterDischarge } from './core/afterDischarge.ts'
import { roundReasonsOf } from './core/roundReasons.ts'
import {
  assignOfRound,
  drawDischarged,
  drawRound,
  isToBeRung,
  type RoundKnown,
  readRound,
  readRoundCall,
  ringOfRound,
  skipOfRound,
} from './roundStore.ts'
import type { ShiftDeps } from './watch.ts'

export type RoundDeps = ShiftDeps & { newId: () => string; wakeFeed: (lineId: LineId) => void }

/** Whoever has it rings soon. Seconds. */
const RING_WITHIN = 15 * 60

const SAVED: ShiftSaid = { kind: 'saved' }
const refused = (because: string): ShiftSaid => ({ kind: 'refused', because })

/** The round of today, by initials; each look at it is a look at everybody on it. */
export async function readTodaysRound(deps: RoundDeps, actor: Actor, requestId: string): Promise<Round> {
  const { db, clock } = deps
  const at = clock()
  const day = dayInBritain(at)
  const logged = appendAccess(db.sql, { actor, action: 'listed', why: { kind: 'shift' }, requestId })
  await putDischarged(deps, actor.lineId)
  const [rows, nurses] = await Promise.all([
    readRound(db, actor.lineId, day, logged),
    readNurses(db, actor.lineId),
  ])
  const tasks = await readTaskResults(
    db,
    actor.lineId,
    rows.flatMap(({ taskId }) => (taskId ? [taskId] : [])),
  )
  return Round.parse({
    at,
    day,
    closedUntil: endOfNextClosure(day),
    nurses: nurses.map(({ staffId, name }) => ({ staffId, name })),
    calls: rows
      .filter(row => row.isToday || !isOver(tasks.get(row.taskId ?? '')))
      .map(row => ({
        roundCallId: row.id,
        patientId: row.patientId,
        initials: initials(row.givenName, row.familyName),
        birthMonth: row.birthDate?.slice(0, 7) ?? null,
        why: row.why,
        discharge: row.dischargedOn ? { on: row.dischargedOn, dueAt: row.dueAt } : null,
        assigned: row.assignedTo ? { staffId: row.assignedTo, name: row.assignedName } : null,
        task: row.taskId
          ? {
              taskId: row.taskId,
              isDone: false,
              result: null,
              owner: null,
              isCalled: false,
              ...tasks.get(row.taskId),
            }
          : null,
        skipped: row.skippedName ? { by: row.skippedName, because: row.skippedBecause } : null,
      })),
  })
}

/** Whoever was discharged within the last days is on the round without anybody's press. */
export async function putDischarged(
  { db, clock, newId }: Pick<RoundDeps, 'db' | 'clock' | 'newId'>,
  lineId: LineId,
): Promise<void> {
  const at = clock()
  const day = dayInBritain(at)
  const people = await readDischargedSince(db, lineId, dischargesSince(day))
  if (people.length === 0) return
  const due = people.map(({ patientId, on }) => ({
    id: newId(),
    patientId,
    on,
    dueAt: dueAfterDischarge(on),
  }))
  await drawDischarged(db, lineId, day, due, at).catch(error => {
    // Somebody else looks at this moment, and has put them there.
    if (!isSecondTo(error, 'round_calls_discharges')) throw error
  })
}

function isOver(task: HowItStands | undefined): boolean {
  return task?.isDone === true && !reachedNobody(task)
}

/** A round is drawn up, somebody is to ring, rings, or says why not. The same command twice is one. */
export async function changeRound(deps: RoundDeps, actor: Actor, change: ChangeRound): Promise<ShiftSaid> {
  const { db, clock } = deps
  if (change.act === 'draw') return draw(deps, actor)
  const known = await readRoundCall(db, actor.lineId, change.roundCallId)
  if (!known) throw new Problem('not_found', 'There is no such call on a ring-round of this line.')
  switch (change.act) {
    case 'assign': {
      const to = (await readNurses(db, actor.lineId, [change.staffId]))[0]
      if (!to) return refused('They do not answer this line. Choose another.')
      await assignOfRound(db, actor.lineId, change.roundCallId, to)
      return SAVED
    }
    case 'skip':
      if (!isReason(change.because, 3)) return refused('Say in a few words why they are not rung.')
      return (await skipOfRound(db, actor, change, clock()))
        ? SAVED
        : refused('They are being rung already, or a colleague has said why not. Look again.')
    case 'ring':
      return ring(deps, actor, change, known)
  }
}

async function draw({ db, clock, newId }: RoundDeps, actor: Actor): Promise<ShiftSaid> {
  const at = clock()
  const day = dayInBritain(at)
  const facts = await readRoundFacts(db, actor.lineId)
  const people = facts.flatMap(({ patientId, ...of }) => {
    const why = roundReasonsOf(of, day)
    return why.length > 0 ? [{ id: newId(), patientId, why }] : []
  })
  if (people.length === 0) return refused('Nobody is to be rung by these rules today.')
  await db.run(db.sql`with ${drawRound(db.sql, actor, day, people, at)} select 1`)
  return SAVED
}

async function ring(
  { db, clock, wakeFeed }: RoundDeps,
  actor: Actor,
  {
    commandId,
    roundCallId,
  }: { commandId: Extract<ChangeRound, { act: 'ring' }>['commandId']; roundCallId: RoundCallId },
  known: RoundKnown,
): Promise<ShiftSaid> {
  const taskId = TaskId.parse(commandId)
  if (known.taskId === taskId) return SAVED
  const { sql } = db
  const at = clock()
  const instead = await toRingAgain(db, actor.lineId, known.taskId)
  const from = await numberToRing(db, actor.lineId, known.patientId)
  if (!from)
    return refused('No number is on their record. Skip them with a reason, or ask their team to see to them.')
  const { staffId, name } = known.assigned ?? actor
  const raised = BoardTask.parse({
    taskId,
    version: 1,
    kind: 'ring_round',
    state: 'taken',
    callId: null,
    from,
    raisedAt: at,
    dueAt: plusSeconds(at, RING_WITHIN),
    // Whoever was chosen, and else whoever presses: a task of the round is never only the desk's.
    owner: { kind: 'nurse', staffId, name },
    patientId: known.patientId,
    recordingSid: null,
    seconds: null,
    tries: 0,
  })
  const person = await personOfTask(db, actor.lineId, raised)
  const task = person.told(raised)
  if (task.hasDied) return refused('They have died. Nobody is rung for the round.')
  const guard = person.guards.reduce((all, one) => sql`${all} and ${one}`, sql`true`)
  const isRung = sql`exists (select from round_rung)`
  const parts = person.parts(isRung).reduce((all, part) => sql`${all} ${part},`, sql``)
  const ringing = db.run(sql<{ done: boolean }[]>`
    with ${raiseTask(
      sql,
      'task_of_round',
      actor.lineId,
      { task, origin: 'round' },
      sql`case when ${guard} then ${isToBeRung(sql, actor.lineId, roundCallId, instead)} else false end`,
    )},
    ${ringOfRound(sql, actor, roundCallId, { taskId: commandId, instead }, sql`exists (select from task_of_round)`)},
    ${parts}
    ${appendFeed(sql, actor.lineId, [{ kind: 'task', task }], isRung)}
    select exists (select from round_rung) as done`)
  const [row] = await ringing.catch(error => {
    if (isSecondTo(error, 'tasks_pkey')) throw usedBefore()
    throw error
  })
  if (!row?.done && (await readRoundCall(db, actor.lineId, roundCallId))?.taskId === taskId) return SAVED
  if (!row?.done)
    return refused(
      'They are being rung already, a colleague has said why not, or they are off the register. Look again.',
    )
  wakeFeed(actor.lineId)
  return SAVED
}

/** The task that reached nobody, in whose place they are rung again; null where there is none. */
async function toRingAgain(
  db: RoundDeps['db'],
  lineId: LineId,
  taskId: TaskId | null,
): Promise<TaskId | null> {
  if (!taskId) return null
  const task = (await readTaskResults(db, lineId, [taskId])).get(taskId)
  return task && reachedNobody(task) ? taskId : null
}

/** The id of the task is the command's: one press is of one person. */
function usedBefore(): Problem {
  return new Problem('conflict', 'This press was for somebody else. Look again, and press once more.')
}
