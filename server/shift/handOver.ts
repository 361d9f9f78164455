import { appendAccess } from '#server/audit/auditStore.ts'
import { readBoardCalls } from '#server/calls/callStore.ts'
import { readIncidents } from '#server/dispatch/incidentStore.ts'
import { readBoardTasks } from '#server/dispatch/taskStore.ts'
import { readTeamTasksOnBoard } from '#server/dispatch/teamTaskStore.ts'
import { initials } from '#server/patients/core/nameWords.ts'
import { readUnsafeHomes } from '#server/patients/safetyStore.ts'
import type { Fragment, Sql } from '#server/platform/database.ts'
import { appendFeed } from '#server/platform/feed.ts'
import { Problem } from '#server/platform/problems.ts'
import { makePromises } from '#server/platform/promises.ts'
import { readTeamsTonight, type TonightDeps } from '#server/teams/readTeams.ts'
import { assertNever } from '#shared/assertNever.ts'
import { dayInBritain, monthOf } from '#shared/days.ts'
import type { ChangeHandOver, HandOver, HandOverDraft, HandOverItem } from '#shared/handOver.ts'
import type { HandOverId, PatientId } from '#shared/ids.ts'
import { outRows } from '#shared/loneWork.ts'
import type { ShiftSaid } from '#shared/shift.ts'
import { MOST_OPEN } from '#shared/shift.ts'
import type { Actor } from '#shared/staff.ts'
import { TEAM_TASK_OVER } from '#shared/teamTasks.ts'
import { isReason } from '#shared/text.ts'
import { plusSeconds } from '#shared/time.ts'
import { composeHandOver, homesIn, peopleIn, type Worry } from './core/composeHandOver.ts'
import { openRows } from './core/openRows.ts'
import {
  giveHandOver,
  readHandOver,
  readNames,
  type StoredHandOver,
  seeItems,
  takeHandOver,
  withdrawHandOver,
} from './handOverStore.ts'
import { readLeftOfRounds } from './roundStore.ts'
import { putDischarged, type RoundDeps } from './rounds.ts'
import { isNamedIn, readWatchedPeople, type ShiftDeps } from './watch.ts'

export type HandOverDeps = ShiftDeps &
  Pick<TonightDeps, 'stopped'> &
  Pick<RoundDeps, 'newId' | 'wakeFeed'> & { wakeTicker: () => void }

/** After so long without an acknowledgement shift leads are told. Seconds. */
export const WAITS_SECONDS = 30 * 60
/** So long somebody who is left of a ring-round stands in hand-overs. */
const ROUND_STANDS_SECONDS = 86_400
export const WAITS = 'hand_over.waits'
export const PASS_ON = 'hand_over.pass_on'

/** What this nurse would hand over now. */
export async function draftHandOver(
  deps: HandOverDeps,
  actor: Actor,
  requestId: string,
): Promise<HandOverDraft> {
  const items = await compose(deps, actor, [], requestId)
  return { at: deps.clock(), items, names: await namesOf(deps, actor, items, requestId) }
}

async function compose(
  deps: HandOverDeps,
  actor: Actor,
  worries: readonly Worry[],
  requestId: string,
): Promise<HandOverItem[]> {
  const { db, clock } = deps
  const at = clock()
  await putDischarged(deps, actor.lineId)
  const [tasks, onBoard, watch, { teams }, incidents, calls, toRing] = await Promise.all([
    readBoardTasks(db, actor.lineId),
    readTeamTasksOnBoard(db, actor.lineId),
    readWatchedPeople(deps, actor, requestId),
    readTeamsTonight(deps, actor),
    readIncidents(db, actor.lineId),
    readBoardCalls(db, actor.lineId),
    // With what the day before left: a shift of the night hands over in the morning.
    readLeftOfRounds(
      db,
      actor.lineId,
      dayInBritain(plusSeconds(at, -ROUND_STANDS_SECONDS)),
      logged(deps, actor, requestId),
    ),
  ])
  const teamTasks = onBoard.filter(({ state }) => !TEAM_TASK_OVER.includes(state))
  const { rows } = openRows({ tasks, teamTasks }, { show: 'all', rows: MOST_OPEN, at })
  const watched = watch.rows.map(({ watchId, patientId, reason, until }) => ({
    watchId,
    patientId,
    reason,
    until,
  }))
  const unsafe = await readUnsafeHomes(
    db,
    actor.lineId,
    homesIn({ rows, watched }),
    logged(deps, actor, requestId),
  )
  const teamsDown = teams.filter(({ isThere }) => !isThere)
  return composeHandOver(
    { rows, outs: outRows(onBoard), watched, unsafe, teamsDown, incidents, calls, toRing },
    worries,
  )
}

function logged({ db }: HandOverDeps, actor: Actor, requestId: string) {
  return appendAccess(db.sql, { actor, action: 'listed', why: { kind: 'shift' }, requestId })
}

async function namesOf(
  deps: HandOverDeps,
  actor: Actor,
  items: readonly HandOverItem[],
  requestId: string,
): Promise<Record<PatientId, string>> {
  const ids = peopleIn(items)
  if (ids.length === 0) return {}
  const rows = await readNames(deps.db, actor.lineId, ids, logged(deps, actor, requestId))
  return Object.fromEntries(
    rows.map(({ id, givenName, familyName, birthDate }) => [
      id,
      `${initials(givenName, familyName)}${birthDate ? `, born ${monthOf(birthDate)}` : ''}`,
    ]),
  )
}

/** One hand-over whole, as it was given, with who knows which of it. */
export async function openHandOver(
  deps: HandOverDeps,
  actor: Actor,
  handOverId: HandOverId,
  requestId: string,
): Promise<HandOver> {
  const stored = await readHandOver(deps.db, actor.lineId, handOverId)
  if (!stored) throw noSuch()
  const { takenBy: _, takenCommand: __, ...handOver } = stored
  return {
    ...handOver,
    at: deps.clock(),
    names: await namesOf(deps, actor, stored.items, requestId),
  }
}

function noSuch(): Problem {
  return new Problem('not_found', 'There is no such hand-over on this line.')
}

const NAMED = 'Leave their name out of a worry: it stands beside their initials.'
const SAVED: ShiftSaid = { kind: 'saved' }
const refused = (because: string): ShiftSaid => ({ kind: 'refused', because })

/** A nurse gives over, takes it back, knows an item, or takes over. The same command twice is one. */
export async function changeHandOver(
  deps: HandOverDeps,
  actor: Actor,
  change: ChangeHandOver,
  requestId: string,
): Promise<ShiftSaid> {
  if (change.act === 'give') return give(deps, actor, change, requestId)
  const { db, clock } = deps
  const { sql } = db
  const before = await readHandOver(db, actor.lineId, change.handOverId)
  if (!before) throw noSuch()
  const isOwn = before.givenBy.staffId === actor.staffId
  switch (change.act) {
    case 'withdraw': {
      if (!isOwn) return refused(`${before.givenBy.name} gave this: only they take it back.`)
      if (before.withdrawnAt) return SAVED
      await db.run(sql`
        with ${withdrawHandOver(sql, actor, change.handOverId, clock())},
        ${toldOfShift(sql, actor, sql`exists (select from hand_over_withdrawn)`)}
        select 1`)
      deps.wakeFeed(actor.lineId)
      const after = await readHandOver(db, actor.lineId, change.handOverId)
      return after?.withdrawnAt ? SAVED : refused(whyNotTaken(after, actor))
    }
    case 'see': {
      if (isOwn) return refused(OWN)
      if (before.withdrawnAt) return refused(whyNotTaken(before, actor))
      await db.run(sql`with ${seeItems(sql, actor, change, clock())} select 1`)
      return SAVED
    }
    case 'take': {
      if (isOwn) return refused(OWN)
      if (before.takenCommand !== change.commandId) await take(deps, actor, change)
      const after = await readHandOver(db, actor.lineId, change.handOverId)
      return after?.takenBy === actor.staffId ? SAVED : refused(whyNotTaken(after, actor))
    }
    default:
      return assertNever(change)
  }
}

/** Every board of the line asks again, in the statement that changed something. */
function toldOfShift(sql: Sql, { lineId }: Actor, onlyIf: Fragment): Fragment {
  return appendFeed(sql, lineId, [{ kind: 'shift' }], onlyIf)
}

const OWN = 'This is your own hand-over: whoever comes after you acknowledges it.'

function whyNotTaken(handOver: StoredHandOver | null, actor: Actor): string {
  if (handOver?.taken && handOver.takenBy !== actor.staffId)
    return `${handOver.taken.by} has acknowledged this already.`
  if (handOver?.withdrawnAt) return `${handOver.givenBy.name} has taken this back.`
  return 'This has changed. Look at it again, then repeat what you did.'
}

/** With it, what the one who goes has in hand is passed on: a promise that is due at once, so that it is kept whatever becomes of this process. */
async function take(
  { db, clock, wakeTicker, wakeFeed }: HandOverDeps,
  actor: Actor,
  change: Extract<ChangeHandOver, { act: 'take' }>,
): Promise<void> {
  const { sql } = db
  const at = clock()
  const { handOverId } = change
  const passOn = {
    key: `hand_over/${handOverId}/pass_on`,
    kind: PASS_ON,
    subjectId: handOverId,
    body: {},
    dueAt: at,
  }
  await db.run(sql`
    with ${takeHandOver(sql, actor, change, at)},
    ${makePromises(sql, actor.lineId, [passOn], sql`exists (select from hand_over_taken)`)},
    ${toldOfShift(sql, actor, sql`exists (select from hand_over_taken)`)}
    select 1`)
  wakeTicker()
  wakeFeed(actor.lineId)
}

async function give(
  deps: HandOverDeps,
  actor: Actor,
  { commandId, worries }: Extract<ChangeHandOver, { act: 'give' }>,
  requestId: string,
): Promise<ShiftSaid> {
  const { db, clock } = deps
  const { sql } = db
  const isGiven = async () =>
    (await readHandOver(db, actor.lineId, commandId))?.givenBy.staffId === actor.staffId
  if (await isGiven()) return SAVED
  if (worries.some(({ words }) => !isReason(words, 3)))
    return refused('Say in a few words what worries you, or leave it out.')
  for (const { words, patientId } of worries)
    if (patientId && (await isNamedIn(deps, actor, patientId, words, requestId))) return refused(NAMED)
  const at = clock()
  const items = await compose(deps, actor, worries, requestId)
  // Of somebody of another line nothing is known here: their id is not kept.
  const known = await namesOf(deps, actor, items, requestId)
  const kept = items.map(item =>
    item.kind === 'worry' && item.patientId && !(item.patientId in known)
      ? { ...item, patientId: null }
      : item,
  )
  const waits = {
    key: `hand_over/${commandId}/waits`,
    kind: WAITS,
    subjectId: commandId,
    body: {},
    dueAt: plusSeconds(at, WAITS_SECONDS),
  }
  await db.run(sql`
    with ${giveHandOver(sql, actor, { commandId, items: kept }, at)},
    ${makePromises(sql, actor.lineId, [waits], sql`exists (select from hand_over_given)`)},
    ${toldOfShift(sql, actor, sql`exists (select from hand_over_given)`)}
    select 1`)
  deps.wakeFeed(actor.lineId)
  return (await isGiven())
    ? SAVED
    : refused(
        'You have given a hand-over that nobody has acknowledged yet. Take that one back first, if it says too little.',
      )
}
