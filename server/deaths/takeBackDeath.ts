import { appendAccess } from '#server/audit/auditStore.ts'
import { changeTask, notYetShown, readTasksAbout, readTasksOfDeath } from '#server/dispatch/taskStore.ts'
import { lookedAtChange, writeEntries } from '#server/patients/entryStore.ts'
import { recordsOf, recordsTold } from '#server/patients/linkStore.ts'
import { registerBeforeDeath } from '#server/patients/recordStore.ts'
import {
  areAsRead,
  areRecordsLocked,
  lockRecords,
  touchLinked,
  touchPersons,
} from '#server/patients/stopStore.ts'
import { untilWritten } from '#server/patients/untilWritten.ts'
import { relationshipToWrite } from '#server/patients/wayIn.ts'
import type { Fragment, Sql } from '#server/platform/database.ts'
import { appendFeed } from '#server/platform/feed.ts'
import { Problem } from '#server/platform/problems.ts'
import type { CorrectDeath, DeathChanged } from '#shared/deaths.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import type { LiveMessage } from '#shared/live.ts'
import { knownEntries } from '#shared/record/entry.ts'
import { hasDiedElsewhere } from '#shared/record/marks.ts'
import type { Actor } from '#shared/staff.ts'
import { restarts } from './core/restarts.ts'
import { entriesOfTakingBack } from './deathEntries.ts'
import { readStopsAbout, restoreStops } from './deathStopStore.ts'
import { type DeathRow, mayStillUndo, readDeath, readOpenDeath, takeBack } from './deathStore.ts'
import { allOrNothing, type DeathDeps, type DeathWay, type Read, readFor, whoseDeath } from './deathWay.ts'
import { IN_THE_OTHER } from './reportedDeath.ts'
import { areOthersAsRead, toRestart } from './toRestart.ts'

const UNDONE = 'Reported by mistake, and undone within ten minutes'

/**
 * Undoes a report within ten minutes, by whoever made it or a shift lead: it needs no call in hand, which may be over. The record,
 * what was stopped and what was begun are as they were; the report stays, entered in error.
 */
export async function undoDeath(
  deps: DeathDeps,
  actor: Actor,
  deathId: string,
  requestId: string,
): Promise<DeathChanged> {
  const reported = async () => {
    const death = await readDeath(deps.db, actor.lineId, deathId)
    if (death) return death
    throw new Problem('not_found', 'There is no such report on this line.')
  }
  const { patientId, why } = await reported()
  const way: DeathWay = {
    actor,
    patientId,
    why,
    relationship: mayStillUndo(deps.db.sql, deathId, actor),
    source: { kind: 'console' },
    from: null,
    key: `undo ${deathId}`,
    requestId,
    gone: () => new Problem('conflict', 'This report changed at this moment. Look at it again.'),
  }
  return untilTaken(deps, way, async isTurn => {
    const refusal = refusalOf(await reported(), actor)
    return refusal ?? takeItBack(deps, way, { how: 'undone', because: UNDONE, isTurn })
  })
}

function refusalOf(death: DeathRow, { staffId, role }: Actor): DeathChanged | null {
  if (death.takenBackBy !== null)
    return death.takenBackBy === staffId ? { kind: 'done' } : refused('This report was taken back already.')
  if (death.reportedBy !== staffId && role !== 'shift_lead')
    return refused(
      `Only ${death.reportedByName}, who reported it, or a shift lead can undo this. Ask one of them now.`,
    )
  if (death.verifiedAt)
    return refused('The death has been verified since. A shift lead can correct it, with a reason.')
  return death.isUndoOpen ? null : refused(TOO_LATE)
}

const TOO_LATE =
  'The ten minutes are over, so this cannot be undone with one press. A shift lead opens the record and uses “Reported in error…”, with the reason: the record then says what happened.'

/** The way after ten minutes: a shift lead, with the record open, says how the mistake came about. */
export async function correctDeath(
  deps: DeathDeps,
  way: DeathWay,
  { because }: CorrectDeath,
): Promise<DeathChanged> {
  if (way.actor.role !== 'shift_lead')
    return refused('A shift lead corrects this. Ask whoever leads the shift.')
  return untilTaken(deps, way, isTurn => takeItBack(deps, way, { how: 'corrected', because, isTurn }))
}

async function untilTaken(
  deps: DeathDeps,
  way: DeathWay,
  tryOnce: (isTurn: Fragment) => Promise<DeathChanged | 'outrun'>,
): Promise<DeathChanged> {
  const changed = await untilWritten(deps, whoseDeath(deps, way), tryOnce)
  if (changed !== 'outrun') return changed
  throw new Problem(
    'conflict',
    'Others are changing this record at this moment. Nothing was taken back: try again.',
  )
}

async function takeItBack(
  deps: DeathDeps,
  way: DeathWay,
  told: { how: 'undone' | 'corrected'; because: string; isTurn: Fragment },
): Promise<DeathChanged | 'outrun'> {
  const { db } = deps
  const { actor, patientId } = way
  const { rows, entries, marks } = await readFor(deps, way)
  const isHere = knownEntries(entries, 'death').length > 0
  if (!isHere && hasDiedElsewhere(marks)) return refused(IN_THE_OTHER)
  // Taken back already, by this very command sent twice or by a colleague: there is nothing left to take back.
  if (!isHere) return { kind: 'done' }
  const death = await readOpenDeath(db, actor.lineId, patientId)
  const [before] = await db.run(registerBeforeDeath(db.sql, actor.lineId, patientId))
  const written = await write(deps, way, {
    rows,
    entries,
    death,
    register: before?.body ?? { status: 'active' },
    ...told,
  })
  if (written === 'gone') throw way.gone()
  if (written === 'outrun') return 'outrun'
  deps.wakeFeed(actor.lineId)
  deps.wakeTicker()
  return { kind: 'done' }
}

type TakingBack = Pick<Read, 'rows' | 'entries'> & {
  death: DeathRow | null
  register: object
  how: 'undone' | 'corrected'
  because: string
  isTurn: Fragment
}

async function write(
  deps: DeathDeps,
  way: DeathWay,
  { rows, entries, death, register, how, because, isTurn }: TakingBack,
) {
  const { sql } = deps.db
  const { actor, patientId, why, requestId } = way
  const relationship = relationshipToWrite(deps, way, ['death', 'registerStatus'])
  const at = deps.clock()
  const keptId = rows[0]?.id ?? patientId
  const after = rows.map(row => (row.id === patientId ? { ...row, hasDied: false, deathId: null } : row))
  const raised = death ? await readTasksOfDeath(deps.db, actor.lineId, death.id) : []
  const stopped = await readStopsAbout(deps.db, recordsOf(sql, patientId))
  const { changes: restored, others: besides } = await toRestart(deps.db, actor, restarts(after, stopped))
  // Also the bereavement calls that another record's death had stopped: whoever reads the record expects none of them.
  const begun = [
    ...raised.map(({ taskId }) => taskId),
    ...stopped.flatMap(stop => (stop.begunBy === death?.id ? stop.subjectId : [])),
  ]
  const others = (await readTasksAbout(deps.db, actor.lineId, recordsOf(sql, patientId))).filter(
    task => !raised.some(({ taskId }) => taskId === task.taskId),
  )
  const ended = raised.map((task): BoardTask => ({ ...task, state: 'done', version: task.version + 1 }))
  const drafts = entriesOfTakingBack({ actor, patientId, source: way.source, at }, entries, {
    register,
    tasks: new Set(begun),
    because,
  })
  const isDeadStill = after.some(({ hasDied }) => hasDied)
  const later = await notYetShown(deps.db, actor.lineId, recordsOf(sql, patientId))
  const isShown = ({ taskId }: BoardTask) => !later.has(taskId)
  const ofOthers = restored.filter(({ stop }) => stop.leftFor).map(({ after }) => after)
  const theirs = restored.filter(({ stop }) => !stop.leftFor).map(({ after }) => after)
  const told = [
    ...ended,
    ...ofOthers.filter(isShown),
    ...[...theirs, ...others]
      .filter(isShown)
      .map(({ hasDied: _, ...task }) => (isDeadStill ? { ...task, hasDied: true } : task)),
  ].map((task): LiveMessage => ({ kind: 'task', task }))
  const isWritten = sql`exists (select from patient_changed)`
  const besideIds = besides.map(other => other.patientId)
  const parts = [
    lockRecords(sql, actor.lineId, keptId),
    sql`others_as_read as materialized (
      select case when ${areRecordsLocked(sql)} then ${areOthersAsRead(sql, actor, besides)} else false end as holds
    )`,
    writeEntries(sql, {
      evenIfStopped: true, // who was said to have died must not stay so because something else is in doubt
      lineId: actor.lineId,
      patientId,
      entries: drafts,
      onlyIf: sql`${areRecordsLocked(sql)} and (select holds from others_as_read) is not null and ${isTurn} and ${relationship}`,
      death: 'taken_back',
    }),
    lookedAtChange(sql, patientId),
    touchLinked(sql, patientId, rows, isWritten),
    touchPersons(sql, actor.lineId, besideIds, isWritten),
    ...(death ? [takeBack(sql, { deathId: death.id, actor, how, because }, isWritten)] : []),
    restoreStops(
      sql,
      restored.map(({ stop }) => stop),
      isWritten,
    ),
    ...raised.map((task, i) => {
      const result = {
        result: 'not_needed',
        note: 'The report of the death was taken back',
        at,
        by: actor.staffId,
      }
      const after = { ...task, state: 'done' as const, version: task.version + 1 }
      return changeTask(sql, `ended_${i}`, { before: task, after, result }, isWritten)
    }),
    ...restored.map((change, i) => changeTask(sql, `restored_${i}`, change, isWritten)),
    appendFeed(sql, actor.lineId, recordsTold(sql, [patientId, ...besideIds], told), isWritten),
    appendAccess(sql, { actor, action: 'changed', why, requestId }, sql`exists (select from feed_head)`),
  ]
  const isWhole = every(sql, [
    areAsRead(sql, rows),
    sql`(select holds from others_as_read)`,
    sql`(select count(*) from entries_written) = ${drafts.length}`,
    ...(death ? [sql`exists (select from death_taken_back)`] : []),
    ...raised.map((_, i) => sql`exists (select from ${sql(`ended_${i}`)})`),
    ...restored.map((_, i) => sql`exists (select from ${sql(`restored_${i}`)})`),
  ])
  return allOrNothing(deps.db, parts, isWhole)
}

function every(sql: Sql, all: readonly Fragment[]): Fragment {
  return all.reduce((one, other) => sql`${one} and ${other}`)
}

function refused(because: string): DeathChanged {
  return { kind: 'refused', because }
}
