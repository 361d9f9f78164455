import { settleOwed } from '#server/dispatch/owedTask.ts'
import { readOwedTask } from '#server/dispatch/taskStore.ts'
import { lifeOf } from '#server/patients/stopStore.ts'
import { type Database, type Fragment, isSecondTo, type Sql } from '#server/platform/database.ts'
import { appendFeed } from '#server/platform/feed.ts'
import { Problem } from '#server/platform/problems.ts'
import { makePromises } from '#server/platform/promises.ts'
import {
  hasAnotherCall,
  type NamedNurse,
  nurseIsFree,
  readNamedNurses,
  setReadiness,
} from '#server/staff/staffStore.ts'
import type { CallId, LineId, StaffId, TaskId } from '#shared/ids.ts'
import type { LiveMessage } from '#shared/live.ts'
import type { Instant } from '#shared/time.ts'
import { keepIgnored, moveCall, readCall, toBoard } from './callStore.ts'
import { type NumberedClaim, transition } from './core/call.ts'
import type { CallEvent } from './core/events.ts'
import { addFact, type CallFacts, noFacts } from './core/facts.ts'
import { followUps, holder } from './core/follows.ts'
import { owedBy } from './core/owed.ts'
import type { StoredCall } from './storedCall.ts'

export type CallDeps = {
  db: Database
  clock: () => Instant
  newId: () => string
  wakeFeed: (lineId: LineId) => void
  wakeTicker: () => void
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
  wish: (call: StoredCall | null, facts: CallFacts) => Wish<Refusal> | Promise<Wish<Refusal>>,
): Promise<Changed<Refusal>> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const at = deps.clock()
    const before = await readCall(deps.db, place.callId)
    const facts = before?.facts ?? noFacts(at, place.direction)
    const wanted = await wish(before, facts)
    if (wanted.kind === 'refuse') return { kind: 'refused', refusal: wanted.refusal }
    const { sourceKey, event, form, byStaff, also } = wanted
    const entry = { sourceKey, event, form: form ?? null, byStaff: byStaff ?? null, at }
    const move = transition(before ? facts : { ...facts, firstHeardAt: event.at }, event)
    if (move.kind === 'ignored' && before) {
      await keepIgnored(deps.db, place.callId, before.lineId, entry, move.because)
      return { kind: 'same', call: before }
    }
    const after = move.kind === 'moved' ? move.facts : facts
    const back = before && backTo(before.facts, after, event)
    if (before && back && (await hasAnotherCall(deps.db, back.staffId, place.callId))) {
      await letGo(deps, place, before, back.number, at)
      continue
    }
    const guards = back ? [nurseIsFree(deps.db.sql, back.staffId, place.callId)] : []
    const written = await write(deps, place, before, after, entry, also, guards)
    if (written === 'moved') {
      deps.wakeFeed(place.lineId)
      return { kind: 'moved', before, call: afterwards(place, before, after) }
    }
    if (written === 'repeated' && before) return { kind: 'same', call: before }
  }
  throw new Problem(
    'conflict',
    'This call is changing too quickly to save. Look at it again, then repeat what you did.',
  )
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
  entry: Parameters<typeof moveCall>[3],
  also: Also | undefined,
  onlyIf: readonly Fragment[],
): Promise<'moved' | 'repeated' | 'outrun'> {
  const { sql } = deps.db
  const hasMoved = sql`exists (select 1 from moved)`
  const owed = await owing(deps, callId, lineId, before, after)
  const nurses = await nursesAfter(deps, { callId, lineId }, before, after, entry.at)
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
  if (row?.moved && follows.length > 0) deps.wakeTicker()
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

async function owing(
  deps: CallDeps,
  callId: CallId,
  lineId: LineId,
  before: StoredCall | null,
  after: CallFacts,
) {
  const [was, is] = [before ? owedBy(before.facts) : null, owedBy(after)]
  if (!was && !is) return null
  const existing = before ? await readOwedTask(deps.db, callId) : null
  const patientId = before?.patientId
  const [life] = patientId && is ? await deps.db.run(lifeOf(deps.db.sql, lineId, patientId)) : []
  return settleOwed(deps.db.sql, lineId, existing, is, {
    callId,
    from: after.from,
    person: patientId && life ? { patientId, ...life } : null,
    newTaskId: deps.newId() as TaskId, // ids are branded where they are made
    at: deps.clock(),
  })
}

/** The nurses whose own state changes with the call's holder. */
async function nursesAfter(
  deps: CallDeps,
  { callId, lineId }: Place,
  before: StoredCall | null,
  after: CallFacts,
  at: Instant,
): Promise<NamedNurse[]> {
  const [was, is] = [before ? holder(before.facts) : null, holder(after)]
  if (was?.staffId === is?.staffId) return []
  const nurses = await readNamedNurses(
    deps.db,
    lineId,
    [was, is].flatMap(one => one?.staffId ?? []),
  )
  return nurses.flatMap((nurse): NamedNurse[] => {
    if (nurse.staffId === is?.staffId) return [{ ...nurse, state: 'busy' as const, since: at, callId }]
    if (!was || nurse.staffId !== was.staffId) return []
    // She who did not come to her call, or left it to others, is not offered the next one until she says that she is there.
    const missed = after.claims[was.number]?.released?.because === 'nurse_not_joined'
    const isLeft = was.number === is?.number
    return [
      {
        ...nurse,
        state: missed || isLeft || nurse.isDisabled ? ('away' as const) : ('ready' as const),
        since: at,
        callId: null,
      },
    ]
  })
}

function afterwards(place: Place, before: StoredCall | null, facts: CallFacts): StoredCall {
  const version = (before?.version ?? 0) + 1
  const identity = { checked: [], skippedBecause: null, caller: null, provisional: false }
  const known = before ?? {
    patientId: null,
    identityEpoch: 0,
    identity,
    forTask: null,
    state: 'new' as const,
  }
  return { ...known, id: place.callId, lineId: place.lineId, version, facts }
}
