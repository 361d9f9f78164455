import { type Database, type Fragment, isSecondTo, type Sql } from '#server/platform/database.ts'
import { appendFeed } from '#server/platform/feed.ts'
import { Problem } from '#server/platform/problems.ts'
import { makePromises } from '#server/platform/promises.ts'
import { hasAnotherCall, nurseIsFree, setReadiness } from '#server/staff/staffStore.ts'
import type { CallId, LineId, StaffId, TaskId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import type { Instant } from '#shared/time.ts'
import { nursesAfter, owing } from './callFollows.ts'
import { type DiaryEntry, keepIgnored, moveCall, readCall, toBoard } from './callStore.ts'
import { type NumberedClaim, stateOf, transition } from './core/call.ts'
import type { CallEvent } from './core/events.ts'
import { addFact, type CallFacts, noFacts } from './core/facts.ts'
import { followUps, holder } from './core/follows.ts'
import type { KeptCalls } from './keptCalls.ts'
import { ringWaiting } from './ringWaitingStore.ts'
import type { StoredCall } from './storedCall.ts'

export type CallDeps = {
  db: Database
  clock: () => Instant
  newId: () => string
  wakeFeed: (lineId: LineId) => void
  wakeTicker: () => void
  keptCalls?: KeptCalls
}

/** What to add to a call, once it is read. A refusal ends it: nothing is written. */
export type Wish<Refusal> =
  | {
      kind: 'event'
      sourceKey: string
      event: CallEvent
      form?: Readonly<Record<string, string | string[]>>
      byStaff?: StaffId
      also?: Also
    }
  | { kind: 'refuse'; refusal: Refusal }

/** What another module writes in the call's own statement: CTEs that depend on `moved`, and what the board is told of it. */
export type Also = { parts: (onlyIf: Fragment) => Fragment[]; told: LiveMessage[]; guards: Fragment[] }

export type Changed<Refusal> =
  | { kind: 'moved'; before: StoredCall | null; call: StoredCall }
  | { kind: 'same'; call: StoredCall }
  | { kind: 'refused'; refusal: Refusal }

/** Where a call is. Direction and task matter only when the call is new. */
export type Place = { callId: CallId; lineId: LineId; direction?: CallFacts['direction']; forTask?: TaskId }

/** Writers of one call are few: a webhook, its twin, a nurse. More tries than that mean something else is wrong. */
const TRIES = 12

/**
 * The one way in which a call changes: read it, decide in pure code, and write diary, state, what is owed, who is busy,
 * what must follow and what the board hears in one statement. Somebody else was quicker: read again and decide again.
 */
export async function changeCall<Refusal = never>(
  deps: CallDeps,
  place: Place,
  wish: Wishing<Refusal>,
): Promise<Changed<Refusal>> {
  const kept = deps.keptCalls?.of(place.callId)
  if (kept) {
    const changed = await changeKept(deps, place, kept, wish)
    if (changed) return changed
  }
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const changed = await changeOnce(deps, place, await readCall(deps.db, place.callId), wish)
    if (changed !== 'outrun') return changed
  }
  throw new Problem(
    'conflict',
    'This call is changing too quickly to save. Look at it again, then repeat what you did.',
  )
}

/**
 * On the call as this process wrote it last. What moves the call, and what changes nothing, is written only if it is still at that
 * version; what would be refused is decided again on the call as it is.
 */
async function changeKept<Refusal>(
  deps: CallDeps,
  place: Place,
  kept: StoredCall,
  wish: Wishing<Refusal>,
): Promise<Changed<Refusal> | undefined> {
  try {
    const decided = await decide(deps, place, kept, wish)
    if (decided.kind === 'refuse') return undefined
    if (decided.kind === 'ignore') {
      const of = { callId: kept.id, lineId: kept.lineId, atVersion: kept.version }
      const isWritten = await keepIgnored(deps.db, of, decided.entry, decided.because)
      return isWritten ? { kind: 'same', call: kept } : undefined
    }
    const changed = await carryOut(deps, place, kept, decided)
    if (changed === 'outrun') deps.keptCalls?.outrun(place.callId)
    return changed === 'outrun' || changed.kind !== 'moved' ? undefined : changed
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

async function changeOnce<Refusal>(
  deps: CallDeps,
  place: Place,
  before: StoredCall | null,
  wish: Wishing<Refusal>,
): Promise<Changed<Refusal> | 'outrun'> {
  const decided = await decide(deps, place, before, wish)
  if (decided.kind === 'refuse') return { kind: 'refused', refusal: decided.refusal }
  if (decided.kind === 'move') return carryOut(deps, place, before, decided)
  const { call, entry, because } = decided
  await keepIgnored(deps.db, { callId: place.callId, lineId: call.lineId }, entry, because)
  deps.keptCalls?.keep(call)
  return { kind: 'same', call }
}

type Wishing<Refusal> = (call: StoredCall | null, facts: CallFacts) => Wish<Refusal> | Promise<Wish<Refusal>>

type Decided<Refusal> =
  | { kind: 'refuse'; refusal: Refusal }
  | { kind: 'ignore'; call: StoredCall; entry: DiaryEntry; because: string }
  | Move

type Move = { kind: 'move'; after: CallFacts; entry: DiaryEntry; also: Also | undefined }

async function decide<Refusal>(
  { clock }: CallDeps,
  place: Place,
  before: StoredCall | null,
  wish: Wishing<Refusal>,
): Promise<Decided<Refusal>> {
  const at = clock()
  const facts = before?.facts ?? noFacts(at, place.direction)
  const wanted = await wish(before, facts)
  if (wanted.kind === 'refuse') return wanted
  const { sourceKey, event, form, byStaff, also } = wanted
  const entry = { sourceKey, event, form: form ?? null, byStaff: byStaff ?? null, at }
  const move = transition(before ? facts : { ...facts, firstHeardAt: event.at }, event)
  if (move.kind === 'ignored' && before) return { kind: 'ignore', call: before, entry, because: move.because }
  return { kind: 'move', after: move.kind === 'moved' ? move.facts : facts, entry, also }
}

async function carryOut(
  deps: CallDeps,
  place: Place,
  before: StoredCall | null,
  { after, entry, also }: Move,
): Promise<Exclude<Changed<never>, { kind: 'refused' }> | 'outrun'> {
  const back = before && backTo(before.facts, after, entry.event)
  if (before && back && (await hasAnotherCall(deps.db, back.staffId, place.callId))) {
    await letGo(deps, place, before, back.number, entry.at)
    return 'outrun'
  }
  const guards = back ? [nurseIsFree(deps.db.sql, back.staffId, place.callId)] : []
  const written = await write(deps, place, before, after, entry, also, guards)
  if (written === 'moved') {
    deps.wakeFeed(place.lineId)
    const call = afterwards(place, before, after)
    deps.keptCalls?.keep(call)
    return { kind: 'moved', before, call }
  }
  return written === 'repeated' && before ? { kind: 'same', call: before } : 'outrun'
}

/**
 * To whom a late word gives a call back that had left her: the room tells only now that the two did talk. Null where nothing
 * changes hands, or where a nurse takes the call herself.
 */
function backTo(before: CallFacts, after: CallFacts, { kind }: CallEvent): NumberedClaim | null {
  const is = holder(after)
  if (kind === 'claimed' || kind === 'taken_over' || is?.staffId === holder(before)?.staffId) return null
  return is
}

/** She has another call by now and cannot hold two: this one stays what it was without her, and so does what is owed for it. */
async function letGo(
  deps: CallDeps,
  place: Place,
  before: StoredCall,
  claim: number,
  at: Instant,
): Promise<void> {
  const event = { kind: 'released', at, claim, because: 'has_another_call' } as const
  const sourceKey = `call/${place.callId}/let-go/${claim}`
  const entry = { sourceKey, event, form: null, byStaff: null, at }
  await write(deps, place, before, addFact(before.facts, event), entry, undefined, [])
}

async function write(
  deps: CallDeps,
  { callId, lineId, forTask }: Place,
  before: StoredCall | null,
  after: CallFacts,
  entry: DiaryEntry,
  also: Also | undefined,
  onlyIf: readonly Fragment[],
): Promise<'moved' | 'repeated' | 'outrun'> {
  const { sql } = deps.db
  const hasMoved = sql`exists (select 1 from moved)`
  const owed = await owing(deps, { callId, lineId }, before, after)
  const nurses = await nursesAfter(deps.db, { callId, lineId }, before, after, entry.at)
  const follows = followUps(before?.facts ?? noFacts(entry.at), after, entry.at).map(
    ({ key, dueAt, task }) => ({
      key: `call/${callId}/${key}`,
      kind: `call.${task.kind}`,
      subjectId: callId,
      body: task,
      dueAt,
    }),
  )
  const told: LiveMessage[] = [
    {
      kind: 'call',
      call: toBoard(afterwards({ callId, lineId, ...(forTask ? { forTask } : {}) }, before, after)),
    },
    ...nurses.filter(one => !one.isDisabled).map(nurse => ({ kind: 'nurse' as const, nurse })),
    ...(owed ? [{ kind: 'task' as const, task: owed.told }] : []),
    ...(also?.told ?? []),
  ]
  const isFree = nurses.some(({ state }) => state === 'ready')
  const guards = [...onlyIf, ...(also?.guards ?? []), ...(owed?.guards ?? [])]
  const parts = [
    moveCall(
      sql,
      before,
      { id: callId, lineId, facts: after, forTask: forTask ?? null },
      entry,
      everyInOrder(sql, guards),
    ),
    ...nurses.map((nurse, i) =>
      setReadiness(sql, {
        name: `nurse_${i}`,
        staffId: nurse.staffId,
        state: nurse.state,
        callId: nurse.callId,
        onlyIf: hasMoved,
      }),
    ),
    ...(isFree ? [ringWaiting(sql, lineId, entry.at, hasMoved)] : []),
    ...(owed?.parts(hasMoved) ?? []),
    ...(follows.length > 0 ? [makePromises(sql, lineId, follows, hasMoved)] : []),
    ...(also?.parts(hasMoved) ?? []),
    appendFeed(sql, lineId, told, hasMoved),
  ]
  const list = parts.reduce((all, part) => sql`${all}, ${part}`)
  const statement = sql<{ locked: boolean; moved: boolean }[]>`
    with ${list}
    select exists (select 1 from locked) as locked, exists (select 1 from moved) as moved`
  const [row] = await deps.db.run(statement).catch(error => {
    // The nurse was given another call in the same moment: look again at what is to be done.
    if (isSecondTo(error, 'calls_one_per_nurse')) return []
    throw error
  })
  // Most changes promise nothing: a ticker woken by each of them would ask the database twice for it.
  if (row?.moved && (isFree || follows.length > 0)) deps.wakeTicker()
  if (row?.moved) return 'moved'
  return row?.locked ? 'repeated' : 'outrun'
}

/** They may lock, and are asked in their order: a person before the tasks about them, as a report of their death does. */
function everyInOrder(sql: Sql, guards: readonly Fragment[]): Fragment {
  return guards.reduceRight<Fragment>(
    (rest, guard) => sql`case when ${guard} then ${rest} else false end`,
    sql`true`,
  )
}

function afterwards(place: Place, before: StoredCall | null, facts: CallFacts): StoredCall {
  const version = (before?.version ?? 0) + 1
  const identity = { checked: [], skippedBecause: null, caller: null, provisional: false }
  const known = before ?? {
    patientId: null,
    identityEpoch: 0,
    identity,
    forTask: place.forTask ?? null,
  }
  return { ...known, id: place.callId, lineId: place.lineId, version, facts, state: stateOf(facts) }
}
