import type { Database, Fragment, Sql } from '#server/platform/database.ts'
import type { LineId, PatientId, StaffId, TeamId, TeamTaskId } from '#shared/ids.ts'
import type { BoardTeamTask } from '#shared/teamTasks.ts'
import { WorkKind } from '#shared/teamWork.ts'
import type { Instant } from '#shared/time.ts'
import { asInDiary } from './core/loneWork.ts'
import { openOffers } from './core/openOffers.ts'
import { outsOf } from './core/outsOf.ts'
import { stateOf, takingOf } from './core/teamTask.ts'
import type { TeamTaskEvent, TeamTaskFacts } from './core/teamTaskFacts.ts'
import { boardRow } from './core/teamTaskRow.ts'
import { isSecondWatch, type Watch, watchesOf } from './core/watches.ts'
import { StoredTeamTask } from './storedTeamTask.ts'

/** The columns of a task as it is read, over `t`. */
export function columns(sql: Sql): Fragment {
  return sql`
    t.id, t.line_id, t.version, t.state, t.facts, t.patient_id, t.call_id, t.again_because,
    not may_be_contacted(t.patient_id) as has_died`
}

/** A boolean over `t`: not over. Written as the index is, so that it is used. */
function isOpen(sql: Sql): Fragment {
  return sql`t.state not in ('done', 'stood_down', 'failed')`
}

/** A boolean over `t`: of a kind that this version knows; of another, a newer process is to show and to keep. */
export function isKnown(sql: Sql): Fragment {
  return sql`t.kind = any(${[...WorkKind.options]}::text[])`
}

export async function readTeamTask(
  { sql, run }: Database,
  lineId: LineId,
  teamTaskId: TeamTaskId,
): Promise<StoredTeamTask | null> {
  const [row] = await run(sql`
    select ${columns(sql)} from team_tasks t where t.id = ${teamTaskId} and t.line_id = ${lineId} and ${isKnown(sql)}`)
  return row ? StoredTeamTask.parse(row) : null
}

async function readMany(
  { sql, run }: Database,
  lineId: LineId,
  isMeant: Fragment,
): Promise<StoredTeamTask[]> {
  const rows = await run(sql`
    select ${columns(sql)}
    from team_tasks t
    where t.line_id = ${lineId} and ${isKnown(sql)} and ${isMeant}
    order by t.due_at, t.id`)
  return rows.map(row => StoredTeamTask.parse(row))
}

/** Everything that is not over, the soonest due first. */
export async function readBoardTeamTasks(db: Database, lineId: LineId): Promise<BoardTeamTask[]> {
  return (await readMany(db, lineId, isOpen(db.sql))).map(toBoard)
}

/** The same for the board itself, with what is over while somebody is out for it: it stays until they are known to be safe. */
export async function readTeamTasksOnBoard(db: Database, lineId: LineId): Promise<BoardTeamTask[]> {
  const rows = await readMany(db, lineId, db.sql`(${isOpen(db.sql)} or t.out_staff <> '{}')`)
  return rows.map(toBoard)
}

export function toBoard(task: StoredTeamTask): BoardTeamTask {
  const { id, version, callId, patientId, hasDied, facts } = task
  return boardRow({ teamTaskId: id, version, callId, patientId, hasDied }, facts)
}

/** What somebody is asked, what they have accepted and not ended, and that for which they are out. */
export function readTeamTasksOf(db: Database, lineId: LineId, staffId: StaffId): Promise<StoredTeamTask[]> {
  const { sql } = db
  const isAsked = sql`t.asked <> '{}' and t.asked @> array[${staffId}::uuid]`
  const isSecond = sql`t.second_by = ${staffId} and ${isOpen(sql)}`
  const isOut = sql`t.out_staff <> '{}' and ${staffId}::uuid = any(t.out_staff)`
  return readMany(
    db,
    lineId,
    sql`(t.taken_by = ${staffId} and ${isOpen(sql)} or ${isSecond} or ${isAsked} or ${isOut})`,
  )
}

/** Everything for which somebody is out, also what is over. */
export function readTeamTasksWithOuts(db: Database, lineId: LineId): Promise<StoredTeamTask[]> {
  return readMany(db, lineId, db.sql`t.out_staff <> '{}'`)
}

/** A boolean of a statement: whether somebody of the staff is out on a visit. */
export function isOutNow(sql: Sql, lineId: LineId, staffId: StaffId): Fragment {
  return sql`exists (
    select from team_tasks t
    where t.line_id = ${lineId} and t.out_staff <> '{}' and ${staffId}::uuid = any(t.out_staff)
  )`
}

/** What is open about the person of these `records`, a uuid[]. */
export function readTeamTasksAbout(
  db: Database,
  lineId: LineId,
  records: Fragment,
): Promise<StoredTeamTask[]> {
  return readMany(db, lineId, db.sql`t.patient_id = any(${records}) and ${isOpen(db.sql)}`)
}

/** These, whatever has become of them: for whoever was promised to see them come. */
export function readTheseTeamTasks(
  db: Database,
  lineId: LineId,
  ids: readonly TeamTaskId[],
): Promise<StoredTeamTask[]> {
  return readMany(db, lineId, db.sql`t.id = any(${[...ids]}::uuid[])`)
}

/** How many each team has in hand. */
export async function readInHand(db: Database, lineId: LineId): Promise<Map<TeamId, number>> {
  const { sql } = db
  const rows = await db.run(sql<{ teamId: TeamId; count: number }[]>`
    select t.team_id, count(*)::int as count
    from team_tasks t
    where t.line_id = ${lineId} and t.team_id is not null and ${isOpen(sql)}
    group by t.team_id`)
  return new Map(rows.map(row => [row.teamId, row.count]))
}

export type TeamTaskEntry = {
  sourceKey: string
  event: TeamTaskEvent
  byStaff: StaffId | null
  at: Instant
}

export type TeamTaskAfter = {
  id: TeamTaskId
  lineId: LineId
  patientId: PatientId
  callId: string | null
  againBecause: string | null
  facts: TeamTaskFacts
}

/**
 * CTEs `task_moved (id)` and, before it, `task_event`: the diary and the new state. Empty where the version has moved on, or the event is a
 * repeat. `onlyIf` is asked before anything is locked or written.
 */
export function moveTeamTask(
  sql: Sql,
  before: StoredTeamTask | null,
  after: TeamTaskAfter,
  entry: TeamTaskEntry,
  onlyIf: Fragment,
): Fragment {
  return before ? moveOld(sql, before, after, entry, onlyIf) : insertNew(sql, after, entry, onlyIf)
}

function moveOld(
  sql: Sql,
  before: StoredTeamTask,
  after: TeamTaskAfter,
  entry: TeamTaskEntry,
  onlyIf: Fragment,
): Fragment {
  const { facts } = after
  const taking = takingOf(facts)
  return sql`
    task_locked as materialized (
      select t.id
      from team_tasks t
      where t.id = ${after.id} and t.version = ${before.version} and ${onlyIf}
      for update
    ),
    task_event as (
      ${insertEvent(sql, after, entry, before.state, sql`task_locked`)}
    ),
    task_moved as (
      update team_tasks
      set version = ${before.version + 1},
          state = ${stateOf(facts)},
          urgency = ${facts.urgency},
          facts = ${sql.json(facts as never)},
          due_at = ${facts.dueAt},
          taken_by = ${taking?.by.staffId ?? null},
          team_id = ${taking?.teamId ?? null},
          second_by = ${taking?.second?.by.staffId ?? null},
          asked = ${askedIn(facts)}::uuid[],
          out_staff = ${outIn(facts, () => true)}::uuid[],
          out_seconds = ${outIn(facts, isSecondWatch)}::uuid[]
      from task_event
      where team_tasks.id = task_event.team_task_id
      returning team_tasks.id
    )`
}

function insertNew(sql: Sql, after: TeamTaskAfter, entry: TeamTaskEntry, onlyIf: Fragment): Fragment {
  const { facts } = after
  return sql`
    task_locked as (
      insert into team_tasks (
        id, line_id, version, kind, urgency, state, patient_id, call_id, again_because, facts, raised_at, due_at
      )
      select ${after.id}::uuid, ${after.lineId}::uuid, 1, ${facts.kind}, ${facts.urgency}, ${stateOf(facts)},
             ${after.patientId}::uuid, ${after.callId}::uuid, ${after.againBecause}, ${sql.json(facts as never)}::jsonb,
             ${facts.raised.at}::timestamptz, ${facts.dueAt}::timestamptz
      where ${onlyIf}
      on conflict do nothing
      returning id
    ),
    task_event as (
      ${insertEvent(sql, after, entry, 'with_line', sql`task_locked`)}
    ),
    task_moved as (select team_task_id as id from task_event)`
}

function insertEvent(
  sql: Sql,
  after: TeamTaskAfter,
  entry: TeamTaskEntry,
  from: string,
  locked: Fragment,
): Fragment {
  return sql`
    insert into team_task_events (
      source_key, team_task_id, line_id, received_at, event, by_staff, moved_from, moved_to
    )
    select ${entry.sourceKey}, id, ${after.lineId}::uuid, ${entry.at}::timestamptz, ${sql.json(asInDiary(entry.event) as never)}::jsonb,
           ${entry.byStaff}::uuid, ${from}, ${stateOf(after.facts)}
    from ${locked}
    on conflict (source_key) do nothing
    returning team_task_id`
}

/** Who of these is out. */
function outIn(facts: TeamTaskFacts, isMeant: (watch: Watch) => boolean): string[] {
  return outsOf(watchesOf(facts).filter(isMeant)).map(({ staffId }) => staffId)
}

function askedIn(facts: TeamTaskFacts): string[] {
  if (facts.ended) return []
  return [...new Set(openOffers(facts).flatMap(({ to }) => to.map(({ staffId }) => staffId)))]
}

/** What was said and did nothing, with why: it is kept all the same. */
export async function keepIgnoredOfTeamTask(
  { sql, run }: Database,
  { id, lineId }: Pick<StoredTeamTask, 'id' | 'lineId'>,
  entry: TeamTaskEntry,
  because: string,
): Promise<void> {
  await run(sql`
    insert into team_task_events (source_key, team_task_id, line_id, received_at, event, by_staff, ignored_because)
    values (${entry.sourceKey}, ${id}, ${lineId}, ${entry.at}, ${sql.json(asInDiary(entry.event) as never)}, ${entry.byStaff}, ${because})
    on conflict (source_key) do nothing`)
}

/** Whether this was said before, and what it did: null where it was not said yet. */
export async function readSaid(
  { sql, run }: Database,
  sourceKey: string,
): Promise<{ ignoredBecause: string | null } | null> {
  const [row] = await run(sql<{ ignoredBecause: string | null }[]>`
    select ignored_because from team_task_events where source_key = ${sourceKey}`)
  return row ?? null
}

/** The open task of this kind about the person, where it keeps a second one from being raised. */
export async function readOpenOfKind(
  db: Database,
  lineId: LineId,
  patientId: PatientId,
  kind: WorkKind,
): Promise<StoredTeamTask | null> {
  const { sql } = db
  const about = await readMany(
    db,
    lineId,
    sql`t.patient_id = ${patientId} and t.kind = ${kind} and ${isOpen(sql)} and t.again_because is null`,
  )
  return about[0] ?? null
}

/** The codes of everything open on the line: two that are open together do not share one. */
export async function readOpenCodes({ sql, run }: Database, lineId: LineId): Promise<Set<string>> {
  const rows = await run(sql<{ code: string }[]>`
    select t.facts ->> 'code' as code
    from team_tasks t
    where t.line_id = ${lineId} and ${isOpen(sql)} and t.facts ->> 'code' is not null`)
  return new Set(rows.map(({ code }) => code))
}

/** A uuid of a statement: whom the team task of this id is about. */
export function patientOfTeamTask(sql: Sql, teamTaskId: Fragment): Fragment {
  return sql`(select team_tasks.patient_id from team_tasks where team_tasks.id = ${teamTaskId})`
}

/** A boolean: the task is as it was read. For what is sent about it. */
export function isTeamTaskAt(sql: Sql, { id, version }: Pick<StoredTeamTask, 'id' | 'version'>): Fragment {
  return sql`exists (select from team_tasks where id = ${id} and version = ${version})`
}
