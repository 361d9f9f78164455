import type { Database, Fragment } from '#server/platform/database.ts'
import { isStillWho } from '#server/staff/staffStore.ts'
import { dayInBritain } from '#shared/days.ts'
import type { CommandId } from '#shared/ids.ts'
import type { Actor } from '#shared/staff.ts'
import type { ChangeReply, DutyChange, TeamChange } from '#shared/teamRota.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { doneAs, isNew, logChange } from './changeStore.ts'
import { GONE, type Known, whyNotDuty, whyNotTeams } from './core/judgeChange.ts'
import type { Change } from './core/sayChange.ts'
import {
  askSwap,
  endLeave,
  proveByApp,
  readOpenSwaps,
  saySwap,
  takeSwap,
  withdrawSwap,
  writeLeave,
} from './dutyStore.ts'
import { readRota } from './rotaStore.ts'
import {
  endMember,
  endShift,
  endTeam,
  writeHoliday,
  writeMember,
  writeShift,
  writeTeam,
} from './teamStore.ts'

export type TeamDeps = { db: Database; clock: () => Instant }
type Command<What> = { commandId: CommandId; change: What }

/** The answer was lost on its way, and what was typed is another change by now. */
const SAVED_OTHERWISE =
  'This was saved already, as it was typed before. Look again, and change what is to be changed.'
const YEAR_SECONDS = 400 * 86_400

/** A shift lead changes teams, rota or days. The same command twice is one change. */
export async function changeTeams(
  deps: TeamDeps,
  actor: Actor,
  command: Command<TeamChange>,
): Promise<ChangeReply> {
  return change(
    deps,
    actor,
    command,
    known => whyNotTeams(command.change, known),
    writing => teamsChanged(deps, writing, command.change),
  )
}

/** Somebody changes their own duties: proves that they can be reached, swaps, is away. */
export async function changeDuty(
  deps: TeamDeps,
  actor: Actor,
  command: Command<DutyChange>,
): Promise<ChangeReply> {
  return change(
    deps,
    actor,
    command,
    known => whyNotDuty(command.change, actor.staffId, known),
    writing => dutyChanged(deps, writing, command.change),
  )
}

type Writing = { actor: Actor; commandId: CommandId; onlyIf: Fragment }

async function change(
  deps: TeamDeps,
  actor: Actor,
  { commandId, change }: Command<Change>,
  whyNot: (known: Known) => string | undefined,
  changed: (writing: Writing) => Fragment,
): Promise<ChangeReply> {
  const { db } = deps
  const { sql } = db
  const before = await doneAs(db, actor, commandId, change)
  if (before) return before === 'this' ? { kind: 'saved' } : { kind: 'refused', because: SAVED_OTHERWISE }
  const because = whyNot(await readKnown(deps, actor))
  if (because) return { kind: 'refused', because }
  const onlyIf = sql`${isNew(sql, commandId)} and ${isStillWho(sql, actor)}`
  await db.run(sql`
    with ${changed({ actor, commandId, onlyIf })}, ${logChange(sql, actor, commandId, change)}
    select 1`)
  const after = await doneAs(db, actor, commandId, change)
  return after === 'this' ? { kind: 'saved' } : { kind: 'refused', because: GONE }
}

async function readKnown({ db, clock }: TeamDeps, { lineId }: Actor): Promise<Known> {
  const at = clock()
  const [{ teams }, openSwaps] = await Promise.all([
    readRota(db, lineId, { from: at, until: plusSeconds(at, YEAR_SECONDS) }),
    readOpenSwaps(db, lineId, dayInBritain(at)),
  ])
  return { at, teams, openSwaps }
}

function teamsChanged({ db: { sql } }: TeamDeps, writing: Writing, change: TeamChange): Fragment {
  switch (change.what) {
    case 'team':
      return writeTeam(sql, writing, change)
    case 'team_ended':
      return endTeam(sql, writing, change)
    case 'member':
      return writeMember(sql, writing, change)
    case 'member_left':
      return endMember(sql, writing, change)
    case 'shift':
      return writeShift(sql, writing, change)
    case 'shift_ended':
      return endShift(sql, writing, change)
    case 'swap':
      return saySwap(sql, writing, change)
    case 'leave':
      return writeLeave(sql, writing, change)
    case 'leave_ended':
      return endLeave(sql, writing, change.leaveId, 'anybody')
    case 'holiday':
      return writeHoliday(sql, writing, change)
  }
}

function dutyChanged({ db: { sql }, clock }: TeamDeps, writing: Writing, change: DutyChange): Fragment {
  const { staffId } = writing.actor
  switch (change.what) {
    case 'reached':
      return proveByApp(sql, writing, clock())
    case 'swap_asked':
      return askSwap(sql, writing, change)
    case 'swap_taken':
      return takeSwap(sql, writing, change.swapId)
    case 'swap_withdrawn':
      return withdrawSwap(sql, writing, change.swapId)
    case 'own_leave':
      return writeLeave(sql, writing, { ...change, staffId })
    case 'own_leave_ended':
      return endLeave(sql, writing, change.leaveId, staffId)
  }
}
