import { appendAccess } from '#server/audit/auditStore.ts'
import { areTasksAbout, changeTask, raiseTask } from '#server/dispatch/taskStore.ts'
import { promisesOfDeath } from '#server/dispatch/teamTasksAfterDeath.ts'
import { lookedAtChange, writeEntries } from '#server/patients/entryStore.ts'
import { recordsOf, recordsTold } from '#server/patients/linkStore.ts'
import { areAsRead, areRecordsLocked, lockRecords, touchLinked } from '#server/patients/stopStore.ts'
import { untilWritten } from '#server/patients/untilWritten.ts'
import { relationshipToWrite } from '#server/patients/wayIn.ts'
import type { Fragment, Sql } from '#server/platform/database.ts'
import { appendFeed } from '#server/platform/feed.ts'
import { Problem } from '#server/platform/problems.ts'
import { makePromises } from '#server/platform/promises.ts'
import { DeathAnswers, type DeathReported, followUps, type ReportDeath } from '#shared/deaths.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import type { TaskId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import { known } from '#shared/record/knownState.ts'
import { isSame } from '#shared/record/sayValue.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { isNamed } from './core/named.ts'
import { stopsBecause } from './core/stops.ts'
import { whomToRing } from './core/whomToRing.ts'
import { isWishMet } from './core/wished.ts'
import { entriesOfReport, type Writing } from './deathEntries.ts'
import { type Stop, writeStops } from './deathStopStore.ts'
import { readAnswers, readDeath, writeDeath } from './deathStore.ts'
import { allOrNothing, type DeathDeps, type DeathWay, type Read, readFor, whoseDeath } from './deathWay.ts'
import { reportedDeath } from './reportedDeath.ts'

/**
 * A death is on the record, in one statement: the entry, the register, everything that was owed to somebody alive and stops, what
 * begins for those who are left, and the news to every console of the line. Sent twice it is reported once; of two who report the
 * same death one does, and the other is told.
 */
export async function reportDeath(
  deps: DeathDeps,
  way: DeathWay,
  { commandId, answers, confirmed }: ReportDeath,
): Promise<DeathReported> {
  const reported = await untilWritten<DeathReported>(deps, whoseDeath(deps, way), async isTurn => {
    const before = await readDeath(deps.db, way.actor.lineId, commandId)
    if (before) return again(deps, before, way, answers)
    const read = await readFor(deps, way)
    const refusal = await refusalOf(deps, way, read, { answers, confirmed })
    if (refusal) {
      // The very same command may have been written between the two looks: then it is its answer that is given again.
      const meanwhile = await readDeath(deps.db, way.actor.lineId, commandId)
      return meanwhile ? again(deps, meanwhile, way, answers) : { kind: 'refused', because: refusal }
    }
    const written = await write(deps, way, read, { commandId, answers }, isTurn)
    if (written === 'gone') throw way.gone()
    if (written === 'outrun') return 'outrun'
    deps.wakeFeed(way.actor.lineId)
    deps.wakeTicker()
    const after = await readDeath(deps.db, way.actor.lineId, commandId)
    return after ? again(deps, after, way, answers) : 'outrun'
  })
  if (reported !== 'outrun') return reported
  throw new Problem(
    'conflict',
    'Others are changing this record at this moment. Nothing was reported: try again.',
  )
}

/** The answer to a command that was answered before. Other answers under its id are not on the record, and nobody is told that they are. */
async function again(
  { db }: DeathDeps,
  before: { id: string; patientId: string; reportedBy: string; undoUntil: Instant },
  { actor, patientId }: DeathWay,
  answers: ReportDeath['answers'],
): Promise<DeathReported> {
  if (before.patientId !== patientId || before.reportedBy !== actor.staffId)
    return { kind: 'refused', because: 'This was asked for before, about somebody else. Begin again.' }
  const written = DeathAnswers.strip().safeParse(await readAnswers(db, actor.lineId, before.id))
  return written.success && isSame(written.data, answers)
    ? { kind: 'reported', deathId: before.id, undoUntil: before.undoUntil }
    : { kind: 'refused', because: OTHERWISE }
}

const OTHERWISE =
  'You have reported this death already, with other answers: those are on the record. Close this, and change on the record what is different.'

/** A death that is to come is a slip of the finger. */
const AHEAD_SECONDS = 120

async function refusalOf(
  { db, clock }: DeathDeps,
  way: DeathWay,
  { entries, marks, reading }: Read,
  { answers, confirmed }: Pick<ReportDeath, 'answers' | 'confirmed'>,
): Promise<string | undefined> {
  const death = await reportedDeath(db, way.actor, way.patientId, { entries, marks })
  if (death) return `${death.reportedBy} has reported this death already. Nothing was reported twice.`
  const identity = reading.one('identity')?.body
  if (!isNamed(identity, confirmed))
    return 'That is not the name on this record. Read whose record it is, and type the family name.'
  const at = known(answers.at)
  if (at !== undefined && at > plusSeconds(clock(), AHEAD_SECONDS))
    return 'The time of death is still to come: look at it again.'
  const born = known(identity?.birthDate)
  if (at !== undefined && born !== undefined && at.slice(0, 10) < born)
    return 'The time of death is before the birth date: look at it again.'
  if (isWishMet(reading, answers.place) === false && !answers.reasonNotMet)
    return 'They had wished to die elsewhere. Write down why it was otherwise, or that nobody knows yet.'
  return undefined
}

async function write(
  deps: DeathDeps,
  way: DeathWay,
  { rows, entries, reading, tasks, numbers }: Read,
  { commandId, answers }: Pick<ReportDeath, 'commandId' | 'answers'>,
  isTurn: Fragment,
): ReturnType<typeof allOrNothing> {
  const { actor, patientId, why, requestId } = way
  const relationship = relationshipToWrite(deps, way, ['death', 'registerStatus'])
  const { sql } = deps.db
  const at = deps.clock()
  const writing: Writing = { actor, patientId, source: way.source, at }
  const begun = followUps(known(answers.place)).map(follow => ({
    task: taskOf(follow.kind, deps.newId() as TaskId, writing, plusSeconds(at, follow.dueAfter), reading), // branded where made
    shownFrom: follow.shownAfter > 0 ? plusSeconds(at, follow.shownAfter) : null,
  }))
  const drafts = entriesOfReport(
    writing,
    entries,
    reading,
    answers,
    begun.map(({ task }) => task),
  )
  const stops = tasks.flatMap(task => stopOf(task, stopsBecause(task, numbers)))
  const stays = tasks.filter(task => !stops.some(({ subjectId }) => subjectId === task.taskId))
  const done = stops.map(({ was }): BoardTask => ({ ...was, state: 'done', version: was.version + 1 }))
  const told: LiveMessage[] = [
    ...[...done, ...stays.map(task => ({ ...task, hasDied: true }))].map(task => ({
      kind: 'task' as const,
      task,
    })),
    ...begun.flatMap(({ task, shownFrom }) => (shownFrom ? [] : [{ kind: 'task' as const, task }])),
  ]
  const ofTeams = await promisesOfDeath(deps.db, actor.lineId, recordsOf(sql, patientId), {
    by: commandId,
    at,
  })
  const isWritten = sql`exists (select from patient_changed)`
  const isReported = sql`exists (select from death_written)`
  const parts = [
    lockRecords(sql, actor.lineId, rows[0]?.id ?? patientId),
    writeEntries(sql, {
      lineId: actor.lineId,
      patientId,
      entries: drafts,
      onlyIf: sql`${areRecordsLocked(sql)} and ${isTurn} and ${relationship}`,
      death: 'told',
    }),
    lookedAtChange(sql, patientId),
    touchLinked(sql, patientId, rows, isWritten),
    writeDeath(sql, { deathId: commandId, patientId, actor, why }, isWritten),
    writeStops(sql, { deathId: commandId }, stops, isReported),
    ...stops.map(({ was, because }, i) => {
      const result = { result: 'not_needed', note: `Stopped by a death: ${because}`, at, by: actor.staffId }
      const after = { ...was, state: 'done' as const, version: was.version + 1 }
      return changeTask(sql, `stopped_${i}`, { before: was, after, result }, isReported)
    }),
    ...begun.map(({ task, shownFrom }, i) =>
      raiseTask(
        sql,
        `begun_${i}`,
        actor.lineId,
        { task, origin: 'death', deathId: commandId, ...(shownFrom ? { shownFrom } : {}) },
        isReported,
      ),
    ),
    makePromises(
      sql,
      actor.lineId,
      [...begun.flatMap(({ task, shownFrom }) => shownPromise(task, shownFrom)), ...ofTeams],
      isReported,
    ),
    appendFeed(sql, actor.lineId, recordsTold(sql, [patientId], told), isReported),
    appendAccess(sql, { actor, action: 'changed', why, requestId }, sql`exists (select from feed_head)`),
  ]
  const isWhole = sql`
    (select count(*) from entries_written) = ${drafts.length}
      and exists (select from death_written)
      and ${areAsRead(sql, rows)}
      and ${areTasksAbout(sql, recordsOf(sql, patientId), tasks)}
      and ${every(
        sql,
        stops.map((_, i) => sql`exists (select from ${sql(`stopped_${i}`)})`),
      )}`
  return allOrNothing(deps.db, parts, isWhole)
}

function every(sql: Sql, all: readonly Fragment[]): Fragment {
  return all.reduce((one, other) => sql`${one} and ${other}`, sql`true`)
}

function stopOf(task: BoardTask, because: string | null): Stop[] {
  return because === null ? [] : [{ kind: 'task', subjectId: task.taskId, because, was: task }]
}

function taskOf(
  kind: BoardTask['kind'],
  taskId: TaskId,
  { patientId, at }: Writing,
  dueAt: Instant,
  reading: Parameters<typeof whomToRing>[0],
): BoardTask {
  const ring = kind === 'verify_death' || kind === 'tell_services' ? undefined : whomToRing(reading)
  return {
    taskId,
    version: 1,
    kind,
    state: 'open',
    callId: null,
    from: ring?.number ?? null,
    raisedAt: at,
    dueAt,
    owner: { kind: 'desk' },
    patientId,
    hasDied: true,
    recordingSid: null,
    seconds: null,
    tries: 0,
  }
}

/** A task that is not to be seen before its time is told to the consoles by the ticker. */
function shownPromise({ taskId }: BoardTask, shownFrom: Instant | null) {
  if (!shownFrom) return []
  return [
    { key: `death/${taskId}/shown`, kind: 'death.task_shown', subjectId: taskId, body: {}, dueAt: shownFrom },
  ]
}
