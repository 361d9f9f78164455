import type { z } from 'zod'
import { toBoard } from '#server/calls/callStore.ts'
import { stale } from '#server/calls/settleIdentity.ts'
import { doorsKept } from '#server/doors/doorStore.ts'
import { mayBeTold } from '#server/patients/core/mayBeTold.ts'
import { mayHearLog } from '#server/patients/core/mayHearLog.ts'
import { chosenOf, whoIsCalling } from '#server/patients/core/whoIsCalling.ts'
import { halfWrittenOf, takeAlongHalfWritten } from '#server/patients/halfWrittenStore.ts'
import { wayOfTaskKey } from '#server/patients/leftUnderTask.ts'
import { openRecord } from '#server/patients/openRecord.ts'
import { LATELY, type Lately } from '#server/patients/revealPlace.ts'
import { refusesCarersElsewhere } from '#server/patients/sharingStore.ts'
import { Written } from '#server/platform/written.ts'
import { dayInBritain } from '#shared/days.ts'
import type { DoorKept } from '#shared/doors.ts'
import type { CallId } from '#shared/ids.ts'
import type { HalfWritten } from '#shared/record/halfWritten.ts'
import { hasDiedElsewhere } from '#shared/record/marks.ts'
import { routes } from '#shared/routes.ts'
import type { Actor } from '#shared/staff.ts'
import { aboutPatient, isMinimum, type RecordDeps } from './aboutPatient.ts'
import { lastCallsOf } from './lastCalls.ts'

type Beside = {
  lately: z.infer<typeof Lately>
  doors: DoorKept[]
  halfWritten: HalfWritten[]
  refusesCarers: boolean
}

/** The record of the person a call is about, for the nurse who holds the call, as of the identity she saw. */
export async function openForCall(
  deps: RecordDeps,
  actor: Actor,
  callId: CallId,
  epoch: number,
  requestId: string,
): Promise<Written<typeof routes.openRecord.reply>> {
  const { call, looking } = await aboutPatient(deps, actor, callId, epoch, { action: 'opened', requestId })
  const { sql } = deps.db
  const { showsCalls } = looking
  if (call.forTask)
    await takeAlongHalfWritten(
      deps.db,
      looking,
      sql`select ${wayOfTaskKey(call.forTask)}`,
      looking.relationship,
    )
  const lately = showsCalls
    ? lastCallsOf(sql, actor, { showsPlace: false, at: deps.clock() })
    : sql`'{"calls": [], "teamTasks": []}'::json`
  const value = sql`
    json_build_object(
      'lately', ${lately}, 'doors', ${doorsKept(sql)}, 'halfWritten', ${halfWrittenOf(sql, looking)},
      'refusesCarers', ${refusesCarersElsewhere(sql)}
    )`
  const beside = { what: showsCalls ? LATELY : [], value }
  const opened = await openRecord(deps, { ...looking, beside })
  if (opened.kind === 'refused') throw stale()
  const at = deps.clock()
  const who = whoIsCalling(call.identity.caller, opened.entries, {
    from: toBoard(call).from,
    today: dayInBritain(at),
  })
  const { is: caller, among } = who
  const { refusesCarers, lately: past, ...shown } = opened.beside as Beside // parsed below, by the schema of the reply
  const told = mayBeTold(opened.entries, caller, {
    hasDied: hasDiedElsewhere(opened.marks),
    hasRefused: refusesCarers,
    at,
  })
  const heard = mayHearLog(opened.entries, caller, {
    hasDied: hasDiedElsewhere(opened.marks),
    hasRefused: refusesCarers,
    isUnchecked: call.identity.skippedBecause !== null,
    at,
  })
  const level = told.mayBeTold === 'not_recorded' ? 'nothing' : told.mayBeTold
  return Written.parts(routes.openRecord.reply, {
    epoch,
    record: deps.writeGlance(opened),
    marks: opened.marks,
    mayBeTold: { level, because: told.because },
    mayHearLog: heard,
    callerMayBe: { chosen: chosenOf(who), among: [...among] },
    isMinimum: isMinimum(call),
    pastCalls: past.calls,
    pastTeamTasks: past.teamTasks,
    ...shown,
  })
}
