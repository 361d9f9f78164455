import { visitKeepers } from './carers/keepVisitPromises.ts'
import { deathKeepers } from './deaths/keepDeathPromises.ts'
import type { Deps } from './deps.ts'
import { teamTaskKeepers } from './dispatch/keepTeamTaskPromises.ts'
import { teamsToAsk } from './dispatch/teamsToAsk.ts'
import type { OpenLine } from './line/openLine.ts'
import { listKeepers } from './lists/keepListPromises.ts'
import { messageKeepers } from './messages/keepMessagePromises.ts'
import { noticeKeepers } from './messages/keepNotice.ts'
import { keptRecords } from './patients/keptRecords.ts'
import type { PromiseHandlers } from './platform/ticker.ts'
import { shiftKeepers } from './shift/keepShiftPromises.ts'

/** Every kind of promise that the house makes, and what keeps it. */
export function keepersOf(deps: Deps, line: OpenLine): PromiseHandlers {
  return {
    ...line.keepers,
    ...deathKeepers(deps),
    ...teamTaskKeepers({ ...deps, ...teamsToAsk(deps) }),
    ...visitKeepers(deps),
    ...shiftKeepers(deps),
    ...listKeepers({ ...deps, kept: keptRecords() }),
    ...noticeKeepers(deps),
    ...messageKeepers({ ...deps, messageLine: line.messageLine, perDay: deps.config.messages.perDay }),
  }
}
