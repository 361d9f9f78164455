import { pastTeamTasksOf } from '#server/dispatch/pastTeamTaskStore.ts'
import { recordsOf } from '#server/patients/linkStore.ts'
import type { LastCallsOf } from '#server/patients/revealPlace.ts'
import { authorize } from '#server/staff/core/can.ts'
import { moverOf } from './core/moving.ts'
import { pastCallsOf } from './outcomeStore.ts'

/**
 * The last calls, and what was asked of teams, as this actor is told of them, in a call and beside one: handed to what is below this module (app.ts). How the call
 * ended is the shared record's; what the nurse typed while she listened stays with the line.
 */
export const lastCallsOf: LastCallsOf = (sql, actor, { showsPlace, at }) => {
  const { lineId, organisationKind } = actor
  const records = recordsOf(sql, sql`(select id from asked)`)
  const mover = authorize(actor, 'outcome:move') ? moverOf(actor, at) : null
  const calls = pastCallsOf(sql, lineId, { records, hasNotes: organisationKind === 'hub', showsPlace, mover })
  return sql`json_build_object('calls', ${calls}, 'teamTasks', ${pastTeamTasksOf(sql, lineId, { showsPlace })})`
}
