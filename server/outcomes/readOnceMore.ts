import { appendAccess } from '#server/audit/auditStore.ts'
import { countReveal } from '#server/audit/revealStore.ts'
import { raiseReview } from '#server/audit/reviewStore.ts'
import type { CallDeps } from '#server/calls/changeCall.ts'
import { formerlyAbout } from '#server/calls/movedStore.ts'
import { stale } from '#server/calls/settleIdentity.ts'
import { isPlaceKept } from '#server/patients/linkStore.ts'
import { LAST_CALLS, manyPlaces, SPENT } from '#server/patients/revealPlace.ts'
import type { Sql } from '#server/platform/database.ts'
import { afterPassword } from '#server/staff/provePassword.ts'
import { dayInBritain } from '#shared/days.ts'
import type { CallId } from '#shared/ids.ts'
import { PLACES_A_DAY } from '#shared/location.ts'
import type { SavedWords, SavedWordsShown } from '#shared/movedOutcome.ts'
import type { Actor } from '#shared/staff.ts'
import { moverOf } from './core/moving.ts'
import { onRecord, savedByMover } from './moveOutcome.ts'
import { refuseNames } from './refuseNames.ts'
import { readSavedWords, readSavedWordsInFull } from './savedWordsStore.ts'

/** What was saved of a call, for whoever may move it: she says that she has read it. A look, in the log of the record that it is on. */
export async function readOnceMore(
  deps: CallDeps,
  actor: Actor,
  callId: CallId,
  requestId: string,
): Promise<SavedWords> {
  const { call, saved } = await savedByMover(deps, actor, callId, requestId)
  onRecord(call, saved)
  const { sql } = deps.db
  const access = { actor, action: 'opened' as const, why: { kind: 'call' as const, callId }, requestId }
  const words = await readSavedWords(
    deps.db,
    { lineId: actor.lineId, callId, mover: moverOf(actor, deps.clock()) },
    { ...around(sql), accessLogged: appendAccess(sql, access) },
  )
  if (!words) throw stale()
  return words
}

/**
 * The same where it is covered, because it may tell a protected place: for a reason, counted and logged as the place itself, and to the
 * same few. On nobody's record there is no other way to read it, and it is not to be moved unread.
 */
export function revealOnceMore(
  deps: CallDeps,
  actor: Actor,
  callId: CallId,
  because: string,
  requestId: string,
): Promise<SavedWordsShown> {
  return afterPassword(deps, actor, async () => {
    const { call, saved } = await savedByMover(deps, actor, callId, requestId)
    const record = onRecord(call, saved)
    const { sql } = deps.db
    const { lineId, staffId } = actor
    // Whoever reads the reason is one of those whom the call was about: the others are not named to them.
    await refuseNames(
      deps,
      { actor, action: 'revealed', requestId },
      {
        callId,
        persons: [record, call.patientId],
        because,
        says: name => `Leave the name “${name}” out of the reason: whoever it was saved of can read it.`,
      },
    )
    const at = deps.clock()
    const onDay = dayInBritain(at)
    const many = { ...manyPlaces(staffId, at), patientId: record }
    const access = {
      actor,
      action: 'revealed' as const,
      why: { kind: 'call' as const, callId, sealedBecause: because },
      requestId,
    }
    const words = await readSavedWordsInFull(
      deps.db,
      { lineId, callId, mover: moverOf(actor, at) },
      {
        ...around(sql),
        counted: isToCount => sql`
          ${countReveal(sql, { of: 'location', staffId, onDay, atMost: PLACES_A_DAY }, isToCount)},
          ${raiseReview(sql, actor, many, sql`exists (select from reveal_counted where not is_within)`)}`,
        isWithin: sql`exists (select from reveal_counted where is_within)`,
        accessLogged: appendAccess(sql, access),
      },
    )
    if (!words) throw stale()
    return words.isCovered ? { kind: 'not_shown', because: SPENT } : { kind: 'shown', saved: words }
  })
}

function around(sql: Sql) {
  return {
    isPlaceKept: (patient: Parameters<typeof isPlaceKept>[1]) => isPlaceKept(sql, patient),
    formerlyAbout: formerlyAbout(sql),
    what: LAST_CALLS,
  }
}
