import { appendAccess } from '#server/audit/auditStore.ts'
import { leftInHand } from '#server/calls/movedStore.ts'
import type { Along, GoesAlong } from '#server/calls/settleIdentity.ts'
import { owedByCall } from '#server/deaths/owedByCall.ts'
import { recordsOf } from '#server/patients/linkStore.ts'
import { livesOf, stopOf } from '#server/patients/stopStore.ts'
import type { Database, Fragment } from '#server/platform/database.ts'
import type { CallId, PatientId } from '#shared/ids.ts'
import { movedInLog } from '#shared/movedOutcome.ts'
import type { Actor } from '#shared/staff.ts'
import type { Instant } from '#shared/time.ts'
import { afterSettling } from './core/moving.ts'
import { moveOutcomeTo, readSettling } from './movedStore.ts'

/** On no record while it stands so; whoever moves it on from there says why. */
const IN_HAND = 'Found in the call itself'

/**
 * What else changes when it is settled anew whom a call in hand is about: what it owes is owed about them, and what was saved of it
 * leaves the record on which it stands by then, or is back there. In the log of that record stands no reason: the nurse's own words may
 * name somebody, and are in the diary. Handed to what is below this module (app.ts).
 */
export function goesAlong({ db }: { db: Database }): GoesAlong {
  return async ({ actor, call, to, at, requestId }) => {
    const { lineId, id: callId } = call
    const owed = await owedByCall(db, lineId, callId, to)
    const nothing: Along = {
      tasks: owed.tasks,
      persons: [],
      onto: null,
      beside: {},
      parts: owed.restarted,
      last: () => [],
    }
    if (call.facts.wrappedUpAt === null) return nothing
    const saved = await read(db, actor, callId, to)
    if (!saved) return nothing
    const { from, left, life } = saved
    const becomes = afterSettling(saved)
    const moves = (
      record: PatientId,
      what: string,
      change: Change,
    ): Pick<Along, 'persons' | 'parts' | 'last'> => ({
      persons: [record],
      parts: onlyIf => [
        ...owed.restarted(onlyIf),
        moveOutcomeTo(db.sql, { callId, lineId, ...change }, onlyIf),
      ],
      last: onlyIf => logged(db, { actor, callId, requestId }, { record, what }, onlyIf),
    })
    if (becomes === 'leaves' && from) {
      const moved = { at, by: actor.name, because: IN_HAND }
      return {
        ...nothing,
        ...moves(from, movedInLog.off, { to: null, moved }),
        beside: { outcomeLeft: from },
      }
    }
    if (becomes === 'returns' && left && life)
      return {
        ...nothing,
        ...moves(left, movedInLog.back, { to: left, moved: null }),
        onto: life,
        beside: { outcomeBack: left },
      }
    return nothing
  }
}

type Change = { to: PatientId | null; moved: { at: Instant; by: string; because: string } | null }

async function read(db: Database, { lineId }: Actor, callId: CallId, to: PatientId | null) {
  const { sql } = db
  const saved = await readSettling(db, lineId, callId, {
    to,
    left: leftInHand(sql, callId),
    recordsOf: patient => recordsOf(sql, patient),
  })
  if (!saved) return undefined
  const { left } = saved
  const [life] = left ? await livesOf(db, lineId, [left]) : []
  const [stop] = left ? await db.run(stopOf(sql, lineId, left)) : []
  return { ...saved, life, isOpen: life !== undefined && !stop, hasDied: life?.hasDied === true }
}

function logged(
  { sql }: Database,
  { actor, callId, requestId }: { actor: Actor; callId: CallId; requestId: string },
  { record, what }: { record: PatientId; what: string },
  onlyIf: Fragment,
): Fragment[] {
  const access = { actor, action: 'changed' as const, why: { kind: 'call' as const, callId }, requestId }
  return [
    sql`looked as (
      select ${record}::uuid as patient_id, array[${what}::text] as what, 'allowed'::text as outcome where ${onlyIf}
    )`,
    appendAccess(sql, access, sql`exists (select from feed_head)`),
  ]
}
