import { appendAccess } from '#server/audit/auditStore.ts'
import { changeTask, readTasksOfDeath } from '#server/dispatch/taskStore.ts'
import { lookedAtChange, writeEntries } from '#server/patients/entryStore.ts'
import { leftUnderTask } from '#server/patients/leftUnderTask.ts'
import { recordsTold } from '#server/patients/linkStore.ts'
import { untilWritten } from '#server/patients/untilWritten.ts'
import { relationshipToWrite } from '#server/patients/wayIn.ts'
import type { Fragment } from '#server/platform/database.ts'
import { appendFeed } from '#server/platform/feed.ts'
import { Problem } from '#server/platform/problems.ts'
import type { DeathChanged, VerifyDeath } from '#shared/deaths.ts'
import type { BoardTask } from '#shared/dispatch.ts'
import type { LiveMessage } from '#shared/live.ts'
import { knownEntries } from '#shared/record/entry.ts'
import { known } from '#shared/record/knownState.ts'
import { hasDiedElsewhere } from '#shared/record/marks.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { next } from './deathEntries.ts'
import { noteVerified, readOpenDeath } from './deathStore.ts'
import { allOrNothing, type DeathDeps, type DeathWay, type Read, readFor, whoseDeath } from './deathWay.ts'
import { IN_THE_OTHER } from './reportedDeath.ts'

/**
 * Somebody who may has verified the death: who and when, on the record, and the task that waited for it is done, in one statement.
 * Said again with the same words it is said once.
 */
export async function verifyDeath(
  deps: DeathDeps,
  way: DeathWay,
  verified: VerifyDeath,
): Promise<DeathChanged> {
  const changed = await untilWritten<DeathChanged>(deps, whoseDeath(deps, way), async isTurn => {
    const { entries, marks } = await readFor(deps, way)
    const [death] = knownEntries(entries, 'death')
    if (!death && hasDiedElsewhere(marks)) return refused(IN_THE_OTHER)
    if (!death) return refused('No death is on this record. Report it first; the verification goes with it.')
    const { body } = death
    if (body.stage === 'verified') {
      return body.verifiedAt === verified.verifiedAt && body.verifiedBy === verified.verifiedBy
        ? { kind: 'done' }
        : refused(`The death was verified already${body.verifiedBy ? `, by ${body.verifiedBy}` : ''}.`)
    }
    if (verified.verifiedAt > plusSeconds(deps.clock(), 120))
      return refused('The time of the verification is still to come: look at it again.')
    const diedAt = known(body.at)
    if (diedAt !== undefined && verified.verifiedAt < diedAt)
      return refused('The verification is before the death: look at both times again.')
    const waits = await waitsForIt(deps, way)
    const left =
      waits.task && way.source.kind !== 'call' ? await leftUnderTask(deps.db, way.actor, waits.task) : null
    if (left) return refused(left)
    const written = await write(deps, way, { entries, body, verified, waits, isTurn })
    if (written === 'gone') throw way.gone()
    if (written === 'outrun') return 'outrun'
    deps.wakeFeed(way.actor.lineId)
    return { kind: 'done' }
  })
  if (changed !== 'outrun') return changed
  throw new Problem(
    'conflict',
    'Others are changing this record at this moment. Nothing was saved: try again.',
  )
}

/** The report, and the task that waits for the verification. */
async function waitsForIt({ db }: DeathDeps, { actor: { lineId }, patientId }: DeathWay) {
  const report = await readOpenDeath(db, lineId, patientId)
  const raised = report ? await readTasksOfDeath(db, lineId, report.id) : []
  return { report, task: raised.find(({ kind }) => kind === 'verify_death') }
}

type Writing = {
  entries: Read['entries']
  body: object
  verified: VerifyDeath
  waits: Awaited<ReturnType<typeof waitsForIt>>
  isTurn: Fragment
}

async function write(
  deps: DeathDeps,
  way: DeathWay,
  {
    entries,
    body,
    verified: { verifiedAt, verifiedBy, coronerInformed },
    waits: { report, task },
    isTurn,
  }: Writing,
) {
  const { actor, patientId, why, requestId, source } = way
  const relationship = relationshipToWrite(deps, way, ['death'])
  const { sql } = deps.db
  const at: Instant = deps.clock()
  const after: BoardTask | undefined = task && { ...task, state: 'done', version: task.version + 1 }
  const draft = next({ actor, patientId, source, at }, 'death', patientId, entries, {
    ...body,
    stage: 'verified',
    verifiedAt,
    verifiedBy,
    ...(coronerInformed === undefined ? {} : { coronerInformed }),
  })
  const isWritten = sql`exists (select from patient_changed)`
  const told: LiveMessage[] = after ? [{ kind: 'task', task: after }] : []
  const result = { result: 'reached', note: 'The death was verified', at, by: actor.staffId }
  const parts = [
    writeEntries(sql, {
      lineId: actor.lineId,
      patientId,
      entries: [draft],
      onlyIf: sql`${isTurn} and ${relationship}`,
      death: 'told',
      evenIfKeptElsewhere: true,
    }),
    lookedAtChange(sql, patientId),
    ...(report ? [noteVerified(sql, report.id, verifiedAt, isWritten)] : []),
    ...(task && after ? [changeTask(sql, 'verified', { before: task, after, result }, isWritten)] : []),
    appendFeed(sql, actor.lineId, recordsTold(sql, [patientId], told), isWritten),
    appendAccess(sql, { actor, action: 'changed', why, requestId }, sql`exists (select from feed_head)`),
  ]
  return allOrNothing(deps.db, parts, task ? sql`exists (select from verified)` : sql`true`)
}

function refused(because: string): DeathChanged {
  return { kind: 'refused', because }
}
