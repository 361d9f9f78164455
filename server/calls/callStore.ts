import { z } from 'zod'
import { type Database, type Fragment, isSecondTo, type Sql } from '#server/platform/database.ts'
import { BoardCall } from '#shared/calls.ts'
import type { CallId, LineId, StaffId, TaskId } from '#shared/ids.ts'
import { E164 } from '#shared/phoneNumber.ts'
import { Instant } from '#shared/time.ts'
import { boardRow } from './core/boardRow.ts'
import { stateOf, talkingSince } from './core/call.ts'
import type { CallEvent } from './core/events.ts'
import type { CallFacts } from './core/facts.ts'
import { holder } from './core/follows.ts'
import { StoredCall } from './storedCall.ts'

/** `isOffRegister`: a boolean about `calls.patient_id`, where it matters to who reads. */
export async function readCall(
  db: Database,
  callId: CallId,
  isOffRegister: Fragment = db.sql`null`,
): Promise<StoredCall | null> {
  const [row] = await db.run(db.sql`
    select id, line_id, version, state, facts, patient_id, identity_epoch, identity, for_task,
           ${isOffRegister} as is_off_register
    from calls
    where id = ${callId}`)
  return row ? StoredCall.parse(row) : null
}

/** The call in whose diary this is, by its natural key: whole, for what lies between two keys depends on a database's language. */
export async function callOfEntry(db: Database, sourceKey: string): Promise<StoredCall | null> {
  const [row] = await db.run(db.sql<{ callId: CallId | null }[]>`
    select call_id from call_events where source_key = ${sourceKey}`)
  return row?.callId ? readCall(db, row.callId) : null
}

/** The calls a board shows: everybody on the line, and every call whose outcome is owed. */
export async function readBoardCalls(db: Database, lineId: LineId): Promise<BoardCall[]> {
  const rows = await db.run(db.sql`
    select id, line_id, version, state, facts, patient_id, identity_epoch, identity, for_task, from_number, started_at
    from calls
    where line_id = ${lineId}
      and state not in ('closed', 'abandoned', 'voicemail', 'callback_requested')
    order by started_at`)
  return rows.map(row => {
    const call = StoredCall.safeParse(row).data
    return call ? toBoard(call) : bareRow(row)
  })
}

/**
 * A call whose facts cannot be read, perhaps because a newer server wrote them: it is shown by its columns. It must neither
 * vanish nor take the whole board with it.
 */
function bareRow(row: Record<string, unknown>): BoardCall {
  const columns = z.object({ fromNumber: E164.nullable().catch(null), startedAt: Instant })
  const { fromNumber, startedAt } = columns.parse(row)
  return BoardCall.parse({
    callId: row.id,
    version: row.version,
    state: row.state,
    from: fromNumber,
    startedAt,
    waitingSince: null,
    talkingSince: null,
    endedAt: null,
    claimedBy: null,
    offeredTo: [],
    wasCutOff: false,
    isIdentified: row.patientId !== null,
  })
}

export function toBoard({
  id: callId,
  version,
  patientId,
  identity,
  facts,
}: Pick<StoredCall, 'id' | 'version' | 'patientId' | 'identity' | 'facts'>): BoardCall {
  const isFromChild = identity.caller?.isChild === true
  return boardRow({ callId, version, isIdentified: patientId !== null, isFromChild }, facts)
}

/** What came in or was decided, as the diary keeps it. `sourceKey` is natural: the same thing twice is one row. */
export type DiaryEntry = {
  sourceKey: string
  event: CallEvent
  form: Readonly<Record<string, string | string[]>> | null
  byStaff: StaffId | null
  at: Instant
}

/**
 * The CTEs `locked`, `event` and `moved`: the call's row as it was read, the diary, the new state. Nothing is written when
 * the version has moved on (`locked` is empty) or the event is a repeat (`event` is empty).
 */
export function moveCall(
  sql: Sql,
  before: StoredCall | null,
  after: { id: CallId; lineId: LineId; facts: CallFacts; forTask: TaskId | null },
  entry: DiaryEntry,
  onlyIf: Fragment,
): Fragment {
  const { facts } = after
  const state = stateOf(facts)
  const held = holder(facts)
  const locked = before
    ? sql`
      locked as (
        select id from calls where id = ${after.id} and version = ${before.version} and ${onlyIf} for update
      )`
    : newCall(sql, after, entry, onlyIf)
  // A row inserted by this statement cannot also be updated by it: a new call is written whole by its insert.
  const moved = before
    ? sql`
      moved as (
        update calls
        set version = ${before.version + 1},
            state = ${state},
            facts = ${sql.json(facts as never)},
            carrier_sid = ${facts.callSid},
            from_number = ${facts.from},
            started_at = ${facts.firstHeardAt},
            talking_since = ${talkingSince(facts)},
            ended_at = ${facts.callerEnded?.at ?? null},
            held_by = ${held?.staffId ?? null}
        from event
        where calls.id = ${after.id}
        returning calls.id
      )`
    : sql`moved as (select id from locked where exists (select 1 from event))`
  return sql`${locked},
    event as (
      insert into call_events (source_key, call_id, line_id, received_at, event, form, by_staff, moved_from, moved_to)
      select ${entry.sourceKey}, locked.id, ${after.lineId}::uuid, ${entry.at}::timestamptz, ${sql.json(entry.event as never)}::jsonb,
             ${entry.form ? sql.json(entry.form) : null}::jsonb, ${entry.byStaff}::uuid, ${before?.state ?? 'new'}, ${state}
      from locked
      on conflict (source_key) do nothing
      returning call_id
    ),
    ${moved}`
}

function newCall(
  sql: Sql,
  { id, lineId, facts, forTask }: { id: CallId; lineId: LineId; facts: CallFacts; forTask: TaskId | null },
  entry: DiaryEntry,
  onlyIf: Fragment,
): Fragment {
  return sql`
    locked as (
      insert into calls (
        id, line_id, version, state, direction, facts, carrier_sid, from_number, started_at, ended_at, held_by, for_task
      )
      select ${id}::uuid, ${lineId}::uuid, 1, ${stateOf(facts)}, ${facts.direction}, ${sql.json(facts as never)}::jsonb,
             ${facts.callSid}, ${facts.from}, ${facts.firstHeardAt}::timestamptz, ${facts.callerEnded?.at ?? null}::timestamptz,
             ${holder(facts)?.staffId ?? null}::uuid, ${forTask}::uuid
      where not exists (select 1 from call_events where source_key = ${entry.sourceKey})
        and ${onlyIf}
      -- whichever key meets the other first: of two that come at one moment it may be the carrier's id
      on conflict do nothing
      returning id
    )`
}

/**
 * Keeps what changed nothing, with the reason: the diary is complete even where the state is not moved. `atVersion`: only while the
 * call is at it. Returns whether it was written now.
 */
export async function keepIgnored(
  db: Database,
  of: { callId: CallId | null; lineId: LineId | null; atVersion?: number },
  entry: Omit<DiaryEntry, 'event'> & { event: object },
  because: string,
): Promise<boolean> {
  const { sql } = db
  const isAtVersion =
    of.atVersion === undefined
      ? sql`true`
      : sql`exists (select from calls where id = ${of.callId} and version = ${of.atVersion})`
  const written = await db.run(sql`
    insert into call_events (source_key, call_id, line_id, received_at, event, form, by_staff, ignored_because)
    select ${entry.sourceKey}, ${of.callId}::uuid, ${of.lineId}::uuid, ${entry.at}::timestamptz,
           ${sql.json(entry.event as never)}::jsonb, ${entry.form ? sql.json(entry.form) : null}::jsonb,
           ${entry.byStaff}::uuid, ${because}
    where ${isAtVersion}
    on conflict (source_key) do nothing
    returning source_key`)
  return written.length > 0
}

/** Whether a statement was refused because its entry is in the diary already, of whatever call: its command was used before. */
export function isInDiary(error: unknown): boolean {
  return isSecondTo(error, 'call_events_pkey')
}

export type DiaryRow = { at: Instant; event: { kind: string }; by: string | null; movedTo: string | null }

export async function readDiary(db: Database, callId: CallId): Promise<DiaryRow[]> {
  return db.run(db.sql<DiaryRow[]>`
    select coalesce((event ->> 'at')::timestamptz, received_at) as at, event, staff.name as by, moved_to
    from call_events
    left join staff on staff.id = call_events.by_staff
    where call_id = ${callId}
      and moved_to is not null
    order by received_at, source_key
    limit 200`)
}

/**
 * Calls whose caller, as far as we know, is still on the line: the carrier is asked about each of them. Also when the outcome
 * is saved already: the end of the line belongs to the record, and its callback may be lost.
 */
export async function readLiveCalls(db: Database, lineId: LineId): Promise<Readable> {
  const rows = await db.run(db.sql`
    select id, line_id, version, state, facts, patient_id, identity_epoch, identity, for_task
    from calls
    where line_id = ${lineId}
      and ended_at is null
      and carrier_sid is not null
    order by started_at
    limit 500`)
  return readable(rows)
}

/** Those whose facts can be read, and the ids of those whose cannot: they must not keep the others from being looked after. */
type Readable = { calls: StoredCall[]; unreadable: string[] }

function readable(rows: readonly Record<string, unknown>[]): Readable {
  const read = rows.map(row => StoredCall.safeParse(row).data ?? String(row.id))
  return {
    calls: read.filter(one => typeof one !== 'string'),
    unreadable: read.filter(one => typeof one === 'string'),
  }
}

/**
 * Calls on the board of which no caller's leg is known, though they began before this moment: known by a room, a message or a
 * decision only, and nobody's telephone will ever end them.
 */
export async function readCallsWithoutLeg(
  db: Database,
  lineId: LineId,
  begunBefore: Instant,
): Promise<Readable> {
  const rows = await db.run(db.sql`
    select id, line_id, version, state, facts, patient_id, identity_epoch, identity, for_task
    from calls
    where line_id = ${lineId}
      and state not in ('closed', 'abandoned', 'voicemail', 'callback_requested', 'wrapup')
      and carrier_sid is null
      and started_at < ${begunBefore}
    order by started_at
    limit 100`)
  return readable(rows)
}

/** Which of these callers' legs a call of ours is known to be. */
export async function readKnownLegs(
  db: Database,
  lineId: LineId,
  carrierSids: readonly string[],
): Promise<Set<string>> {
  const rows = await db.run(db.sql<{ carrierSid: string }[]>`
    select carrier_sid
    from calls
    where line_id = ${lineId}
      and carrier_sid = any(${db.sql.array([...carrierSids])}::text[])`)
  return new Set(rows.map(row => row.carrierSid))
}
