import { appendAccess } from '#server/audit/auditStore.ts'
import { isInDiary } from '#server/calls/callStore.ts'
import type { CallDeps } from '#server/calls/changeCall.ts'
import { callOfLine } from '#server/calls/commandCall.ts'
import { isAtRest, type RestKind, readRest, restCallOver } from '#server/calls/restStore.ts'
import { stale } from '#server/calls/settleIdentity.ts'
import type { StoredCall } from '#server/calls/storedCall.ts'
import { appendFeed } from '#server/platform/feed.ts'
import { Problem } from '#server/platform/problems.ts'
import type { CallId } from '#shared/ids.ts'
import { type CallRests, type RestCall, restInLog } from '#shared/movedOutcome.ts'
import type { Actor } from '#shared/staff.ts'
import { whyNotRest } from './core/resting.ts'
import { isOnNobody, readSaved } from './movedStore.ts'
import { onRecord } from './moveOutcome.ts'
import { refuseNames } from './refuseNames.ts'

const TRIES = 8

/**
 * A shift lead lets a saved call rest of which nobody can find out whom it was about: it leaves the list of those that are about nobody
 * yet, with her reason, and stays on nobody's record. It can be taken up again, and whoever finds out moves it as before.
 */
export async function letRest(
  deps: CallDeps,
  actor: Actor,
  callId: CallId,
  asked: RestCall,
  requestId: string,
): Promise<CallRests> {
  const rests = asked.act.kind === 'rest'
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const call = await callOfLine(deps, actor, callId)
    const before = await readRest(deps.db, sourceKeyOf(asked))
    if (before) return again(deps, actor, callId, asked, before)
    if (call.identityEpoch !== asked.epoch) throw stale()
    const saved = onRecord(call, await readSaved(deps.db, actor.lineId, callId))
    const resting = await isAtRest(deps.db, callId)
    const because = whyNotRest({ onRecord: saved, about: call.patientId, isAtRest: resting }, rests)
    if (because) {
      // The same command may have been carried out since it was looked for: sent twice at one moment it is told the same twice.
      const since = await readRest(deps.db, sourceKeyOf(asked))
      if (since) return again(deps, actor, callId, asked, since)
      throw new Problem('conflict', because)
    }
    if (asked.act.kind === 'rest')
      await refuseNames(
        deps,
        { actor, action: 'changed', requestId },
        {
          callId,
          persons: [],
          because: asked.act.because,
          says: name => `Leave the name “${name}” out of the reason: the call is on nobody’s record.`,
        },
      )
    if (await write(deps, actor, call, asked, requestId)) {
      deps.wakeFeed(actor.lineId)
      return { isResting: rests }
    }
  }
  throw new Problem('conflict', 'Others are changing this call at this moment. Nothing was saved: try again.')
}

/** One statement: the diary, the news to every list, and the access log, where it is nobody's. */
async function write(
  { db, clock }: CallDeps,
  actor: Actor,
  call: StoredCall,
  asked: RestCall,
  requestId: string,
): Promise<boolean> {
  const { sql } = db
  const { lineId } = actor
  const told = [{ kind: 'identity' as const, callId: call.id, epoch: call.identityEpoch }]
  const change = {
    kind: kindOf(asked),
    by: actor,
    because: asked.act.kind === 'rest' ? asked.act.because : null,
    at: clock(),
    sourceKey: sourceKeyOf(asked),
  }
  const isRested = sql`exists (select from call_rested)`
  const access = {
    actor,
    action: 'changed' as const,
    why: { kind: 'call' as const, callId: call.id },
    requestId,
  }
  const rows = await db
    .run(sql`
    with ${restCallOver(sql, call, change, isOnNobody(sql, call.id))},
    ${appendFeed(sql, lineId, told, isRested)},
    looked as (
      select null::uuid as patient_id, array[${restInLog[asked.act.kind]}::text] as what, 'allowed' as outcome
      where ${isRested}
    ),
    ${appendAccess(sql, access, sql`exists (select from feed_head)`)}
    select id from call_rested`)
    .catch(error => {
      // The same command at the same moment, for this call or another: it is looked for again.
      if (isInDiary(error)) return []
      throw error
    })
  return rows.length > 0
}

function kindOf({ act }: RestCall): RestKind {
  return act.kind === 'rest' ? 'outcome_rested' : 'outcome_taken_up'
}

function sourceKeyOf({ commandId }: RestCall): string {
  return `outcome-rests/${commandId}`
}

/**
 * The answer to a command that was carried out before, as it is by now: others may have taken the call up since, or let it rest. With
 * another act or another reason it was not this one.
 */
async function again(
  { db }: CallDeps,
  actor: Actor,
  callId: CallId,
  asked: RestCall,
  { callId: of, by, event }: NonNullable<Awaited<ReturnType<typeof readRest>>>,
): Promise<CallRests> {
  const because = asked.act.kind === 'rest' ? asked.act.because : null
  const isSame =
    of === callId && by === actor.staffId && event.kind === kindOf(asked) && event.because === because
  if (!isSame)
    throw new Problem(
      'saved_otherwise',
      'You have said this already, with other words: those stand. Look at the list again.',
    )
  return { isResting: await isAtRest(db, callId) }
}
