import { type Access, appendAccess } from '#server/audit/auditStore.ts'
import type { EntryToWrite } from '#server/patients/core/entryToWrite.ts'
import { writeEntries } from '#server/patients/entryStore.ts'
import { recordsTold } from '#server/patients/linkStore.ts'
import { touchRecord } from '#server/patients/patientStore.ts'
import { lifeOf, livesAsRead, stopOf } from '#server/patients/stopStore.ts'
import { type Database, type Fragment, isOutrun, type Sql } from '#server/platform/database.ts'
import { appendFeed } from '#server/platform/feed.ts'
import { Problem } from '#server/platform/problems.ts'
import { makePromises, type NewPromise } from '#server/platform/promises.ts'
import type { CallId, LineId, PatientId, StaffId, TeamTaskId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import type { SafetyAccount } from '#shared/shift.ts'
import { outlivesDeath } from '#shared/teamWork.ts'
import type { Instant } from '#shared/time.ts'
import { isBreachAnIncident } from '#shared/urgency.ts'
import { type AfterVisitDeps, callAfterVisit } from './callAfterVisit.ts'
import { newHelp } from './core/loneWork.ts'
import { stateOf, transition } from './core/teamTask.ts'
import { begin, type TeamTaskEvent, type TeamTaskFacts } from './core/teamTaskFacts.ts'
import { followUps, type TeamTaskErrand } from './core/teamTaskFollows.ts'
import { watchesOf } from './core/watches.ts'
import { draftIncident } from './incidentStore.ts'
import type { StoredTeamTask } from './storedTeamTask.ts'
import { raiseTask } from './taskStore.ts'
import {
  keepIgnoredOfTeamTask,
  moveTeamTask,
  readSaid,
  readTeamTask,
  type TeamTaskAfter,
  type TeamTaskEntry,
  toBoard,
} from './teamTaskStore.ts'

export type TeamTaskDeps = AfterVisitDeps & {
  db: Database
  clock: () => Instant
  wakeFeed: (lineId: LineId) => void
  wakeTicker: () => void
  /** Who else waits for what becomes of it: promised in the statement that moves it. Handed in by the start. */
  teamTaskMoved: (
    before: StoredTeamTask | null,
    after: StoredTeamTask,
    event: TeamTaskEvent,
    at: Instant,
  ) => readonly NewPromise[]
}

export type TeamTaskWish<Refusal> =
  | {
      kind: 'event'
      sourceKey: string
      event: TeamTaskEvent
      byStaff?: StaffId
      guard?: Fragment
      /** What the person can read of it afterwards. */
      access?: Access
      /** What is on their record with it, or not at all. */
      entries?: readonly EntryToWrite[]
    }
  | { kind: 'refuse'; refusal: Refusal }

export type TeamTaskChanged<Refusal> =
  | { kind: 'moved'; task: StoredTeamTask }
  /** It did nothing, and why. */
  | { kind: 'same'; task: StoredTeamTask; because: string }
  | { kind: 'refused'; refusal: Refusal }

const TRIES = 12

/** The same press, text or key, once more. */
export const SAID_BEFORE = 'it was said before'

/**
 * The one way in which a team task changes: read it, decide in pure code, and write diary, state, what must follow, a draft of an incident
 * and what the board hears in one statement. Somebody else was quicker: read again and decide again.
 */
export async function changeTeamTask<Refusal = never>(
  deps: TeamTaskDeps,
  lineId: LineId,
  teamTaskId: TeamTaskId,
  wish: (task: StoredTeamTask) => TeamTaskWish<Refusal> | Promise<TeamTaskWish<Refusal>>,
): Promise<TeamTaskChanged<Refusal>> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const task = await readTeamTask(deps.db, lineId, teamTaskId)
    if (!task) throw new Problem('not_found', 'There is no such task on this line.')
    const wanted = await wish(task)
    if (wanted.kind === 'refuse') return { kind: 'refused', refusal: wanted.refusal }
    const at = deps.clock()
    const { sourceKey, event, byStaff, ...beside } = wanted
    const entry = { sourceKey, event, byStaff: byStaff ?? null, at }
    const move = transition(task.facts, event)
    if (move.kind === 'ignored') {
      const said = await readSaid(deps.db, sourceKey)
      if (said?.ignoredBecause === null) return { kind: 'same', task, because: SAID_BEFORE }
      await keepIgnoredOfTeamTask(deps.db, task, entry, move.because)
      return { kind: 'same', task, because: move.because }
    }
    const written = await write(deps, task, { ...task, facts: move.facts }, entry, beside)
    if (written === 'repeated') return { kind: 'same', task, because: SAID_BEFORE }
    if (written !== 'outrun') return { kind: 'moved', task: written }
  }
  throw new Problem(
    'conflict',
    'This task is changing too quickly to save. Look at it again, then repeat what you did.',
  )
}

/** A new task, with its first event; `outrun` where the guard did not hold, or one of its kind is open already. */
export function beginTeamTask(
  deps: TeamTaskDeps,
  of: {
    id: TeamTaskId
    lineId: LineId
    patientId: PatientId
    callId: CallId | null
    againBecause: string | null
    hasDied: boolean
  },
  event: Extract<TeamTaskEvent, { kind: 'raised' }>,
  beside: { guard: Fragment; access: Access },
): Promise<StoredTeamTask | 'repeated' | 'outrun'> {
  const { hasDied, ...after } = of
  const entry = {
    sourceKey: `team_task/${of.id}/raised`,
    event,
    byStaff: event.by.staffId,
    at: event.at,
  }
  return write(deps, null, { ...after, facts: begin(event), hasDied }, entry, beside)
}

type Beside = Partial<{ guard: Fragment; access: Access; entries: readonly EntryToWrite[] }>

async function write(
  deps: TeamTaskDeps,
  before: StoredTeamTask | null,
  wanted: TeamTaskAfter & { hasDied: boolean },
  entry: TeamTaskEntry,
  { guard, access, entries = [] }: Beside,
): Promise<StoredTeamTask | 'repeated' | 'outrun'> {
  const { sql } = deps.db
  const { lineId, patientId } = wanted
  // What consoles are told says whether the person has died: a report at this moment comes wholly before or wholly after.
  const [life] = await deps.db.run(lifeOf(sql, lineId, patientId))
  if (!life) throw new Problem('not_found', 'There is no such person on this line.')
  const after: StoredTeamTask = {
    ...wanted,
    callId: wanted.callId as CallId | null, // a call's id from its row, or as it was asked
    version: (before?.version ?? 0) + 1,
    state: stateOf(wanted.facts),
    facts: wanted.facts as StoredTeamTask['facts'], // the same, as zod writes it
    hasDied: life.hasDied,
  }
  const hasMoved = sql`exists (select from task_moved)`
  const follows = [
    ...promisesOf(before?.facts ?? null, after, entry.at),
    ...deps.teamTaskMoved(before, after, entry.event, entry.at),
  ]
  const isLate = entry.event.kind === 'breached' && isBreachAnIncident(after.facts.urgency)
  const unsafe = isDraftedAsUnsafe(entry.event, before, after)
  const owed = before && !before.facts.ended ? await callAfterVisit(deps, after, life, entry.at) : null
  const told: LiveMessage[] = [
    { kind: 'team_task', teamTask: toBoard(after) },
    ...(owed ? [{ kind: 'task' as const, task: owed }] : []),
    ...(isOnRecord(entry.event) ? [{ kind: 'record' as const, patientId }] : []),
  ]
  const lives = livesAsRead(sql, lineId, patientId, life)
  const onlyIf = sql`case when ${lives} then ${guard ?? sql`true`} else false end`
  // Of two records of one person, what is written is on the one that is kept.
  const keptId = life.keptAt ?? patientId
  const isWritten = entries.length > 0
  const parts = [
    moveTeamTask(sql, before, after, entry, onlyIf),
    ...(isWritten ? [writeEntries(sql, { lineId, patientId: keptId, entries, onlyIf: hasMoved })] : []),
    // One row is changed once in a statement: to write on the record counts as a change of it.
    ...(isOnRecord(entry.event) && !(isWritten && keptId === patientId)
      ? [touchRecord(sql, lineId, patientId, hasMoved)]
      : []),
    ...(isLate ? [draftIncident(sql, after, { kind: 'visit_late' }, entry.at, hasMoved)] : []),
    ...(unsafe
      ? [draftIncident(sql, after, { kind: 'worker_not_safe', safety: unsafe }, entry.at, hasMoved)]
      : []),
    ...(owed ? [raiseTask(sql, 'after_visit', lineId, { task: owed, origin: 'visit' }, hasMoved)] : []),
    ...(follows.length > 0 ? [makePromises(sql, lineId, follows, hasMoved)] : []),
    appendFeed(sql, lineId, isWritten ? recordsTold(sql, [keptId], told) : told, hasMoved),
    ...(access ? [logged(sql, keptId, access, entries, hasMoved)] : []),
  ]
  const list = parts.reduce((all, part) => sql`${all}, ${part}`)
  const isWhole = isWritten
    ? sql`not ${hasMoved} or (select count(*) from entries_written) = ${entries.length}`
    : sql`true`
  const statement = sql<{ locked: boolean; moved: boolean }[]>`
    with ${list}
    select exists (select from task_locked) as locked, exists (select from task_moved) as moved,
           must_hold(${isWhole}) as is_whole`
  const [row] = await deps.db.run(statement).catch(async (error: unknown) => {
    if (!isOutrun(error)) throw error
    const [stop] = await deps.db.run(stopOf(sql, lineId, keptId))
    if (stop) throw new Problem('conflict', NOT_WRITTEN)
    return []
  })
  if (!row?.moved) return row?.locked ? 'repeated' : 'outrun'
  deps.wakeFeed(lineId)
  if (follows.length > 0) deps.wakeTicker()
  return after
}

/** Neither the visit nor the doses: what was given must not look as if it were on the record. */
const NOT_WRITTEN =
  'Nothing can be written on this record at the moment: whose it is has to be settled first. Neither the visit nor what was given is saved. Ring the line and read it to them.'

/** Nobody is sent to somebody who has died, unless it is about their death: such promises wait, as every other, until it is taken back. */
function promisesOf(before: TeamTaskFacts | null, { id, patientId, facts }: StoredTeamTask, at: Instant) {
  return followUps(before, facts, at).map(({ key, dueAt, errand }) => ({
    key: `team_task/${id}/${key}`,
    kind: `team_task.${errand.kind}`,
    subjectId: id,
    body: errand,
    dueAt,
    ...(outlivesDeath(facts.kind) || facts.died?.kept || TOLD_ALWAYS.includes(errand.kind)
      ? {}
      : { aboutPatient: patientId }),
  }))
}

/** Who is not to go is told so, whatever became of the person; and whoever went is to be safe. */
const TOLD_ALWAYS: readonly TeamTaskErrand['kind'][] = [
  'tell_gone',
  'tell_taken',
  'tell_changed',
  'out_missed',
  'out_step',
  'out_help',
  'tell_worker',
  'tell_buddy',
  'tell_leads',
  'tell_help',
]

/** Nobody of their own team could say, or they pressed: somebody looks afterwards at how it came to that. */
function isDraftedAsUnsafe(
  event: TeamTaskEvent,
  before: TeamTaskAfter | null,
  after: TeamTaskAfter,
): SafetyAccount | null {
  if (event.kind === 'help_pressed') {
    // Pressed again, or told where, it is the same call for help.
    const at = newHelp(before ? watchesOf(before.facts) : [], watchesOf(after.facts))
    return at === null ? null : { how: 'help', at, outBy: null }
  }
  return event.kind === 'safety_step' && event.step === 'lead'
    ? { how: 'not_heard', at: event.at, outBy: event.outBy }
    : null
}

/** What the record shows of a team task; how the ladder goes on is the board's. */
const ON_RECORD: readonly TeamTaskEvent['kind'][] = [
  'raised',
  'accepted',
  'set_out',
  'arrived',
  'no_access',
  'handed_on',
  'done',
  'failed',
  'stood_down',
  'settled',
]
function isOnRecord({ kind }: TeamTaskEvent): boolean {
  return ON_RECORD.includes(kind)
}

/** The head of the log is locked last, as everywhere. */
function logged(
  sql: Sql,
  patientId: PatientId,
  access: Access,
  entries: readonly EntryToWrite[],
  hasMoved: Fragment,
): Fragment {
  const what = ['teamTask', ...new Set(entries.map(({ section }) => section))]
  return sql`
    looked as (
      select ${patientId}::uuid as patient_id, ${what}::text[] as what, 'allowed' as outcome where ${hasMoved}
    ),
    ${appendAccess(sql, access, sql`exists (select from feed_head)`)}`
}
