import { appendAccess } from '#server/audit/auditStore.ts'
import { readSeenBy } from '#server/audit/seenStore.ts'
import { sayItems } from '#server/patients/core/sayItems.ts'
import { disputeOf, isDisputeAbout, readDisputes } from '#server/patients/disputeStore.ts'
import { openRecord } from '#server/patients/openRecord.ts'
import { Problem } from '#server/platform/problems.ts'
import { dayInBritain } from '#shared/days.ts'
import type { Actor } from '#shared/staff.ts'
import { type LocalDate, plusSeconds } from '#shared/time.ts'
import { saySeen } from './core/saySeen.ts'
import type { PeopleDeps } from './peopleDeps.ts'

const DAY = 86_400
/** In the case HSIB reported, a wrong number was used for a week before anybody saw it: who looks back begins well before that. */
const LOOK_BACK_DAYS = 30
const MOST_SEEN = 500

/** Which records are disputed, and how earlier ones were settled. */
export function listDisputes(deps: PeopleDeps, actor: Actor, requestId: string) {
  const access = { actor, action: 'reviewed', why: { kind: 'search' }, requestId } as const
  return readDisputes(deps.db, actor, appendAccess(deps.db.sql, access))
}

/** Everybody who saw or received something of the record since a day, whom somebody must tell. Reading it is a look too. */
export async function seenByWhom(
  deps: PeopleDeps,
  actor: Actor,
  disputeId: string,
  from: LocalDate | undefined,
  requestId: string,
) {
  const { patientId, raisedAt } = await disputeFor(deps, actor, disputeId)
  const since = from ?? dayInBritain(plusSeconds(raisedAt, -LOOK_BACK_DAYS * DAY))
  const why = { kind: 'dispute' as const, disputeId }
  const rows = await readSeenBy(deps.db, {
    lineId: actor.lineId,
    patientId,
    from: since,
    raisedAt,
    limit: MOST_SEEN + 1,
    accessLogged: appendAccess(deps.db.sql, { actor, action: 'read_log', why, requestId }),
  })
  return { from: since, seen: rows.slice(0, MOST_SEEN).map(saySeen), isCut: rows.length > MOST_SEEN }
}

/** What stands on the disputed record, for the shift lead to name what is about somebody else. */
export async function itemsOfDispute(deps: PeopleDeps, actor: Actor, disputeId: string, requestId: string) {
  const { patientId } = await disputeFor(deps, actor, disputeId)
  const { sql } = deps.db
  const opened = await openRecord(deps, {
    actor,
    patientId,
    why: { kind: 'dispute', disputeId },
    relationship: isDisputeAbout(sql, actor, disputeId, true),
    requestId,
  })
  if (opened.kind === 'refused') throw noSuchDispute()
  return { items: sayItems(opened.entries, dayInBritain(opened.asOf)) }
}

export async function disputeFor(deps: PeopleDeps, actor: Actor, disputeId: string) {
  const [found] = await deps.db.run(disputeOf(deps.db.sql, actor, disputeId))
  if (!found) throw noSuchDispute()
  return found
}

function noSuchDispute(): Problem {
  return new Problem('not_found', 'There is no such dispute in your list, or it is settled.')
}
