import { createHash } from 'node:crypto'
import { appendAccess } from '#server/audit/auditStore.ts'
import { countCallsAbout } from '#server/calls/callsAboutStore.ts'
import { readFailedSince } from '#server/dispatch/failedTaskStore.ts'
import { readBoardTasks } from '#server/dispatch/taskStore.ts'
import { readBoardTeamTasks } from '#server/dispatch/teamTaskStore.ts'
import { initials } from '#server/patients/core/nameWords.ts'
import { readPhasesSince } from '#server/patients/phaseStore.ts'
import { type BoardTask, CALL_BACK_KINDS, recordKeptOf } from '#shared/dispatch.ts'
import type { LineId } from '#shared/ids.ts'
import type { ChangeWatch, ShiftSaid, SuggestedWatch } from '#shared/shift.ts'
import { LONGEST_WATCH_HOURS } from '#shared/shift.ts'
import type { Actor } from '#shared/staff.ts'
import type { BoardTeamTask } from '#shared/teamTasks.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { CALLS_WITHIN_SECONDS, nextShift, type Suggestion, suggestWatch } from './core/suggestWatch.ts'
import { dismissSuggestion, isDismissedBy, readDismissals } from './dismissalStore.ts'
import type { ShiftDeps } from './watch.ts'
import { readSuggestable } from './watchStore.ts'

/** Nobody is put on the list for less, nor is a suggestion put away for less. Seconds. */
const LEAST_WATCH_SECONDS = 6 * 3_600
const LEAST_AWAY_SECONDS = 3_600
/** A phase that was seen before that is not news: whoever is watched for so long is looked at anew. */
const PHASE_SECONDS = LONGEST_WATCH_HOURS * 3_600
const DAY_SECONDS = 86_400

type Board = { tasks: readonly BoardTask[]; teamTasks: readonly BoardTeamTask[] }

async function suggestionsOf(
  { db }: ShiftDeps,
  lineId: LineId,
  board: Board,
  at: Instant,
): Promise<Suggestion[]> {
  const [phases, calls, failed, dismissed] = await Promise.all([
    readPhasesSince(db, lineId, plusSeconds(at, -PHASE_SECONDS)),
    countCallsAbout(db, lineId, plusSeconds(at, -CALLS_WITHIN_SECONDS)),
    readFailedSince(db, lineId, plusSeconds(at, -DAY_SECONDS)),
    readDismissals(db, lineId, at),
  ])
  const silent = board.teamTasks.filter(
    ({ alerted, owner }) => alerted !== 'nobody' && owner.kind !== 'responder',
  )
  const owed = board.tasks.filter(
    ({ kind, dueAt }) => (CALL_BACK_KINDS as readonly string[]).includes(kind) && dueAt < at,
  )
  return suggestWatch(
    {
      phases,
      calls,
      failed,
      silent: silent.map(({ patientId }) => patientId),
      owed: owed.flatMap(task => recordKeptOf(task) ?? []),
    },
    dismissed,
  )
}

/** Another word whenever others are suggested, or for other reasons: it says nothing of whom. */
export async function readSuggestionMark(
  deps: ShiftDeps,
  lineId: LineId,
  board: Board,
  at: Instant,
): Promise<string> {
  const all = await suggestionsOf(deps, lineId, board, at)
  const words = all.map(({ patientId, rules }) => `${patientId} ${rules.join()}`).join()
  return createHash('sha256').update(words).digest('hex').slice(0, 16)
}

/** Who may have to be watched and is not, by initials and month of birth; each look is a look at everybody of them. */
export async function readSuggested(
  deps: ShiftDeps,
  actor: Actor,
  requestId: string,
): Promise<SuggestedWatch[]> {
  const { db, clock } = deps
  const at = clock()
  const [tasks, teamTasks] = await Promise.all([
    readBoardTasks(db, actor.lineId),
    readBoardTeamTasks(db, actor.lineId),
  ])
  const all = await suggestionsOf(deps, actor.lineId, { tasks, teamTasks }, at)
  const logged = appendAccess(db.sql, { actor, action: 'listed', why: { kind: 'shift' }, requestId })
  const ids = all.map(({ patientId }) => patientId)
  const people = ids.length > 0 ? await readSuggestable(db, actor.lineId, ids, at, logged) : []
  const byId = new Map(people.map(person => [person.id, person]))
  const until = nextShift(at, LEAST_WATCH_SECONDS)
  return all.flatMap(suggestion => {
    const person = byId.get(suggestion.patientId)
    return person
      ? [
          {
            ...suggestion,
            until,
            initials: initials(person.givenName, person.familyName),
            birthMonth: person.birthDate?.slice(0, 7) ?? null,
          },
        ]
      : []
  })
}

/** Somebody is not suggested again for these rules until the next shift. The same command twice is one. */
export async function dismiss(
  { db, clock }: ShiftDeps,
  actor: Actor,
  change: Extract<ChangeWatch, { act: 'dismiss' }>,
  requestId: string,
): Promise<ShiftSaid> {
  const { sql } = db
  const at = clock()
  const logged = appendAccess(sql, { actor, action: 'changed', why: { kind: 'shift' }, requestId })
  const until = nextShift(at, LEAST_AWAY_SECONDS)
  await db.run(sql`with ${dismissSuggestion(sql, actor, change, at, until)}, ${logged} select 1`)
  return (await isDismissedBy(db, actor, change.commandId))
    ? { kind: 'saved' }
    : {
        kind: 'refused',
        because: 'They are not suggested any more: they have died, or are not of this line.',
      }
}
