import { CHILD_RINGS } from '#server/calls/settleIdentity.ts'
import type { TeamTaskDeps } from '#server/dispatch/changeTeamTask.ts'
import { passOn } from '#server/dispatch/passOn.ts'
import type { PromiseHandlers } from '#server/platform/ticker.ts'
import type { ReadinessDeps } from '#server/staff/readiness.ts'
import { CallId, HandOverId, StaffId } from '#shared/ids.ts'
import { hersAsGiven } from './core/hersAsGiven.ts'
import { PASS_ON, WAITS } from './handOver.ts'
import { readHandOver } from './handOverStore.ts'
import { keepPauseOver, PAUSE_OVER } from './pause.ts'
import { tellLeads, tellOfChild } from './tellLeads.ts'

/** Every promise of a shift. */
export function shiftKeepers(deps: TeamTaskDeps & ReadinessDeps): PromiseHandlers {
  return {
    [CHILD_RINGS]: ({ lineId, subjectId }) => tellOfChild(deps, lineId, CallId.parse(subjectId)),
    [PAUSE_OVER]: promise => keepPauseOver(deps, promise),
    [WAITS]: ({ lineId, subjectId }) => tellLeads(deps, lineId, HandOverId.parse(subjectId)),
    [PASS_ON]: async ({ lineId, subjectId }) => {
      const handOver = await readHandOver(deps.db, lineId, subjectId as never) // of the promise that was made with it
      if (!handOver?.taken || !handOver.takenBy) return 'needless'
      const to = { staffId: StaffId.parse(handOver.takenBy), name: handOver.taken.by }
      const { staffId: from } = handOver.givenBy
      const hers = hersAsGiven(handOver.items, from)
      await passOn(deps, lineId, { from, to, key: `hand_over/${subjectId}`, isMeant: id => hers.has(id) })
      return 'kept'
    },
  }
}
