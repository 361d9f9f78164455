import { newTaskCode } from '#server/messages/core/taskCode.ts'
import { STOPPED } from '#server/patients/core/stopped.ts'
import { NO_REASON } from '#server/patients/openRecord.ts'
import { readTwoGo } from '#server/patients/readTwoGo.ts'
import { isOpenToWriting, lifeOf, nameWordsOf, stopOf } from '#server/patients/stopStore.ts'
import type { Refused, WayIn } from '#server/patients/wayIn.ts'
import { type CallId, TeamTaskId } from '#shared/ids.ts'
import type { RaiseTeamTask, TeamTaskRaised } from '#shared/teamTasks.ts'
import { outlivesDeath, workKinds } from '#shared/teamWork.ts'
import { isReason } from '#shared/text.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { dueBy } from '#shared/urgency.ts'
import { beginTeamTask, type TeamTaskDeps } from './changeTeamTask.ts'
import { saysWho } from './core/saysWho.ts'
import { readOpenCodes, readOpenOfKind, readTeamTask, toBoard } from './teamTaskStore.ts'

const TRIES = 4
/** A day that is further away is a slip of the finger. Seconds. */
const FURTHEST = 60 * 86_400

/**
 * Asks something of the community teams about the person of this way in. The command's id is the task's: pressed twice it is one. While one of
 * its kind is open about the person a second needs a reason, whoever raised the first (hazard H05).
 */
export async function raiseTeamTask(
  deps: TeamTaskDeps,
  way: WayIn,
  callId: CallId | null,
  asked: RaiseTeamTask,
): Promise<(TeamTaskRaised & { kind: 'raised' }) | { kind: 'not_raised'; reply: TeamTaskRaised } | Refused> {
  const { actor, patientId, why: because, requestId } = way
  const { lineId } = actor
  const id = TeamTaskId.parse(asked.commandId)
  const [named] = await deps.db.run(nameWordsOf(deps.db.sql, lineId, patientId))
  const isNamed = named !== undefined && saysWho(asked.why, named.words)
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const before = await readTeamTask(deps.db, lineId, id)
    if (before) return { kind: 'raised', teamTask: toBoard(before) }
    const at = deps.clock()
    if (isNamed) return notRaised(NAMED)
    const due = dueOf(asked, at)
    if (due.kind === 'refused') return notRaised(due.because)
    const [life] = await deps.db.run(lifeOf(deps.db.sql, lineId, patientId))
    if (life?.hasDied && !outlivesDeath(asked.kind)) return notRaised(DIED)
    const again = asked.againBecause && isReason(asked.againBecause, 3) ? asked.againBecause : null
    const open = again ? null : await readOpenOfKind(deps.db, lineId, patientId, asked.kind)
    if (open) return { kind: 'not_raised', reply: { kind: 'refused', because: OPEN, open: toBoard(open) } }
    const two =
      'isRemote' in workKinds[asked.kind] ? null : await readTwoGo(deps.db, lineId, patientId, [at, due.at])
    const { sql } = deps.db
    const raised = await beginTeamTask(
      deps,
      { id, lineId, patientId, callId, againBecause: again, hasDied: life?.hasDied ?? false },
      {
        kind: 'raised',
        at,
        by: { staffId: actor.staffId, name: actor.name },
        work: {
          kind: asked.kind,
          urgency: asked.urgency,
          skills: [...new Set([...workKinds[asked.kind].skills, ...asked.skills])],
          why: asked.why,
          dueAt: due.at,
          first: asked.first,
          two,
          code: newTaskCode(await readOpenCodes(deps.db, lineId), Math.random),
        },
      },
      {
        guard: sql`(${way.relationship}) and ${isOpenToWriting(sql, lineId, patientId)}`,
        access: { actor, action: 'changed', why: because, requestId },
      },
    )
    if (typeof raised === 'object') return { kind: 'raised', teamTask: toBoard(raised) }
    const [stop] = await deps.db.run(stopOf(sql, lineId, patientId))
    if (stop) return notRaised(STOPPED[stop.stopped])
  }
  return { kind: 'refused', because: NO_REASON }
}

function notRaised(because: string) {
  return { kind: 'not_raised' as const, reply: { kind: 'refused' as const, because, open: null } }
}

const NAMED =
  'Leave the person’s name out of why now: whoever is asked reads it before they say yes, and perhaps says no.'
const OPEN =
  'This is asked for already, and nobody has done it yet. Look at the one that is open, or say why a second one is needed.'
const DIED =
  'They have died: nobody is sent for this any more. For what follows a death, choose that it is to be verified, a certificate, or help for those who are left.'

/** By when: the target of its urgency, or sooner if a time was agreed; for a day that is agreed, that. */
function dueOf(
  { urgency, dueAt: agreed }: RaiseTeamTask,
  at: Instant,
): { kind: 'due'; at: Instant } | { kind: 'refused'; because: string } {
  const target = dueBy(urgency, at)
  const dueAt = agreed === null ? null : new Date(agreed).toISOString()
  if (dueAt !== null && dueAt < plusSeconds(at, -60))
    return { kind: 'refused', because: 'The time by which it is to be done is over. Choose a later one.' }
  if (target !== null) return { kind: 'due', at: dueAt !== null && dueAt < target ? dueAt : target }
  if (dueAt === null)
    return { kind: 'refused', because: 'Say on which day, and by when: U6 has no time of its own.' }
  if (dueAt > plusSeconds(at, FURTHEST))
    return { kind: 'refused', because: 'Choose a day within the next sixty days.' }
  return { kind: 'due', at: dueAt }
}
