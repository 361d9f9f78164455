import { appendFeed } from '#server/platform/feed.ts'
import { isPromised, makePromises, type TakenPromise } from '#server/platform/promises.ts'
import { type ReadinessDeps, sayReady } from '#server/staff/readiness.ts'
import { lockReady, readNurses, setReadiness } from '#server/staff/staffStore.ts'
import type { ChangePause, ShiftSaid } from '#shared/shift.ts'
import type { Actor, BoardNurse } from '#shared/staff.ts'
import { plusSeconds } from '#shared/time.ts'
import { askPause, beginPause, forgetPause, type Pause, readPauseOf } from './pauseStore.ts'

export const PAUSE_OVER = 'pause.over'

const SAVED: ShiftSaid = { kind: 'saved' }

/** A nurse pauses, asks for it, or ends it. */
export async function changePause(
  deps: ReadinessDeps,
  actor: Actor,
  change: ChangePause,
): Promise<ShiftSaid> {
  switch (change.act) {
    case 'begin':
      return begin(deps, actor, change)
    case 'ask':
      await askPause(deps.db, actor, change.commandId, deps.clock())
      deps.wakeFeed(actor.lineId)
      return SAVED
    case 'end': {
      const pause = await readPauseOf(deps.db, actor.staffId)
      if (pause) await end(deps, actor.lineId, pause)
      return SAVED
    }
  }
}

/** Nobody else rings for whoever calls now: a line is never left with nobody. */
const ALONE: ShiftSaid = {
  kind: 'refused',
  because:
    'Nobody else is ready on this line at this moment, so a caller would ring at nobody. Ask for it: your shift lead is told, and as soon as somebody is ready you can begin.',
}
const ON_CALL: ShiftSaid = {
  kind: 'refused',
  because: 'You have a call. Save its outcome first; then the pause is yours.',
}

async function begin(
  deps: ReadinessDeps,
  actor: Actor,
  { commandId, minutes }: Extract<ChangePause, { act: 'begin' }>,
): Promise<ShiftSaid> {
  const { db, clock } = deps
  const { sql } = db
  const before = await readPauseOf(db, actor.staffId)
  if (before?.commandId === commandId && before.until) return SAVED
  const [nurse] = await readNurses(db, actor.lineId, [actor.staffId])
  if (nurse?.state === 'busy') return ON_CALL
  const since = clock()
  const until = plusSeconds(since, minutes * 60)
  const told: BoardNurse = {
    answersBy: 'browser',
    heard: false,
    ...nurse,
    staffId: actor.staffId,
    name: actor.name,
    role: actor.role,
    state: 'away',
    since,
    callId: null,
  }
  const over = {
    key: `pause/${actor.staffId}/${commandId}`,
    kind: PAUSE_OVER,
    subjectId: actor.staffId,
    body: { commandId },
    dueAt: until,
  }
  const others = sql`exists (select from ready_locked where staff_id <> ${actor.staffId} and state = 'ready' and is_heard)`
  const isFree = sql`not exists (select from ready_locked where staff_id = ${actor.staffId} and state = 'busy')`
  // A press that comes late, after the pause that it began is over, begins no second one: that one's end would have been kept already.
  const isSaidBefore = isPromised(sql, over.key)
  const mayPause = sql`${others} and ${isFree} and not ${isSaidBefore}`
  const wasReady = sql`exists (select from ready_locked where staff_id = ${actor.staffId} and state = 'ready')`
  const hasBegun = sql`exists (select from said)`
  const [row] = await db.run(sql<{ done: boolean; before: boolean }[]>`
    with ${lockReady(sql, actor.lineId, actor.staffId)},
    ${setReadiness(sql, {
      name: 'said',
      staffId: actor.staffId,
      state: 'away',
      callId: null,
      since,
      // Who is away stays as she said: the end of her pause makes her not ready.
      onlyIf: sql`${mayPause} and ${wasReady}`,
    })},
    ${beginPause(sql, actor, { commandId, until, since, isLeaving: hasBegun }, mayPause)},
    ${makePromises(sql, actor.lineId, [over], mayPause)},
    ${appendFeed(sql, actor.lineId, [{ kind: 'nurse', nurse: told }], hasBegun)}
    select exists (select from pause_begun) as done, ${isSaidBefore} as before`)
  if (row?.before) return SAVED
  if (!row?.done) return ALONE
  deps.wakeFeed(actor.lineId)
  return SAVED
}

/** It ends by itself: her console rings again, unless she has said something else since, or is not at it. */
export async function keepPauseOver(
  deps: ReadinessDeps,
  { lineId, subjectId, body }: TakenPromise,
): Promise<'kept' | 'needless'> {
  const pause = await readPauseOf(deps.db, subjectId)
  const commandId = (body as { commandId?: string }).commandId // as it was promised, above
  if (!pause || pause.commandId !== commandId) return 'needless'
  await end(deps, lineId, pause)
  return 'kept'
}

async function end(deps: ReadinessDeps, lineId: Actor['lineId'], pause: Pause): Promise<void> {
  const [nurse] = await readNurses(deps.db, lineId, [pause.staffId])
  const isAsSheLeft = nurse?.state === 'away' && nurse.since === pause.since
  if (nurse && isAsSheLeft && pause.until && nurse.heard)
    await sayReady(deps, { ...nurse, lineId }, { state: 'ready', answersBy: nurse.answersBy })
  await forgetPause(deps.db, lineId, pause)
  deps.wakeFeed(lineId)
}
