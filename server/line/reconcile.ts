import { readCallsWithoutLeg, readKnownLegs, readLiveCalls } from '#server/calls/callStore.ts'
import { type CallDeps, changeCall } from '#server/calls/changeCall.ts'
import { currentClaim, isThere } from '#server/calls/core/call.ts'
import type { CarrierEvent, Label } from '#server/calls/core/events.ts'
import type { CallerSeen, PhoneLine } from '#server/calls/phoneLine.ts'
import type { StoredCall } from '#server/calls/storedCall.ts'
import { isOutage } from '#server/platform/database.ts'
import { errorFields, type Logger } from '#server/platform/logger.ts'
import { CarrierUnavailable } from '#server/platform/problems.ts'
import type { LineId } from '#shared/ids.ts'
import { callerNumber, type E164 } from '#shared/phoneNumber.ts'
import { type Instant, plusSeconds, secondsBetween } from '#shared/time.ts'
import { callIdOf } from './callIdOf.ts'
import type { Lines } from './lines.ts'

export type ReconcileDeps = CallDeps & {
  phoneLine: PhoneLine
  lines: Lines
  log: Logger
  /** Until when this process has looked at a line: what is older it knows already. */
  lookedUntil: Map<LineId, Instant>
}

/** Seconds between two looks at the carrier. Source: telephony guide 2.3. */
export const RECONCILE_SECONDS = 15
/** A call younger than this is left to its own webhooks. */
const YOUNG_SECONDS = 5
/** How far a process that has just been started looks back: calls may have come and gone while nobody of us was there. */
const FIRST_LOOK_SECONDS = 12 * 3_600
/** A call that was too young at one look, or that the carrier lists late, is seen by the next. */
const OVERLAP_SECONDS = 600
/** A call of which no caller's leg was told for this long has none: the carrier names a leg within seconds of its beginning. */
const WITHOUT_LEG_SECONDS = 60
/** Above every number the carrier gives: what we saw with our own eyes is newer than what was told before. */
const SEEN = 1_000_000

/**
 * Holds what we believe against what the carrier knows, and writes the differences as events of its own source: the caller
 * whose ring we never heard, the leg that ended while nobody listened, the room that emptied. Webhooks may be lost; calls not.
 * Whatever goes wrong, the next look is taken, for ever: this promise must not be given up.
 */
export async function reconcileLine(deps: ReconcileDeps, lineId: LineId): Promise<{ againAt: Instant }> {
  const line = deps.lines.byId(lineId)
  try {
    if (line) {
      await findUnheard(deps, lineId, line.number)
      for (const call of await readLiveCalls(deps.db, lineId)) await alone(deps, call, lookAfter)
      const long = plusSeconds(deps.clock(), -WITHOUT_LEG_SECONDS)
      for (const call of await readCallsWithoutLeg(deps.db, lineId, long)) await alone(deps, call, endIfEmpty)
    }
  } catch (error) {
    if (error instanceof CarrierUnavailable) deps.log.warn('carrier.away', { lineId })
    else if (isOutage(error)) throw error
    else deps.log.error('line.not_reconciled', { lineId, ...errorFields(error) })
  }
  return { againAt: plusSeconds(deps.clock(), RECONCILE_SECONDS) }
}

async function findUnheard(deps: ReconcileDeps, lineId: LineId, number: E164): Promise<void> {
  const now = deps.clock()
  const known = deps.lookedUntil.get(lineId) ?? plusSeconds(now, -FIRST_LOOK_SECONDS)
  const seen = await deps.phoneLine.callersOn(number, plusSeconds(known, -OVERLAP_SECONDS))
  const old = seen.filter(one => one.leg.kind === 'ended' || secondsBetween(one.at, now) >= YOUNG_SECONDS)
  const ours = await readKnownLegs(
    deps.db,
    lineId,
    old.map(one => one.callSid),
  )
  for (const one of old) if (!ours.has(one.callSid)) await noteUnheard(deps, lineId, one)
  deps.lookedUntil.set(lineId, now)
}

async function noteUnheard(deps: ReconcileDeps, lineId: LineId, seen: CallerSeen): Promise<void> {
  const { callSid, from, to, at, endedAt, leg } = seen
  const place = { lineId, callId: callIdOf(callSid) }
  const events: CarrierEvent[] = [{ kind: 'rang', at, callSid, from: callerNumber(from) ?? null, to }]
  if (leg.kind === 'ended') events.push({ kind: 'caller_ended', at: endedAt ?? at, status: leg.status })
  for (const event of events) {
    const sourceKey = `reconciled/${event.kind}/${callSid}`
    await changeCall(deps, place, () => ({ kind: 'event', sourceKey, event }))
  }
  deps.log.warn('call.found_unheard', { lineId, carrierSid: callSid })
}

/** A call that cannot be looked after must not keep the others from it. */
async function alone(
  deps: ReconcileDeps,
  call: StoredCall,
  look: (deps: ReconcileDeps, call: StoredCall) => Promise<void>,
): Promise<void> {
  try {
    await look(deps, call)
  } catch (error) {
    if (error instanceof CarrierUnavailable || isOutage(error)) throw error
    deps.log.error('call.not_reconciled', { callId: call.id, ...errorFields(error) })
  }
}

async function lookAfter(deps: ReconcileDeps, call: StoredCall): Promise<void> {
  const { facts } = call
  if (!facts.callSid || secondsBetween(facts.firstHeardAt, deps.clock()) < YOUNG_SECONDS) return
  const leg = await deps.phoneLine.lookForCaller(facts.callSid)
  const at = deps.clock()
  if (leg.kind !== 'live') {
    const status = leg.kind === 'ended' ? leg.status : 'completed'
    return note(deps, call, `ended/${facts.callSid}`, { kind: 'caller_ended', at, status })
  }
  if (leg.isAnswered && !facts.queuedAt && Object.keys(facts.claims).length === 0 && !facts.pressed) {
    await note(deps, call, `queued/${facts.callSid}`, { kind: 'queued', at })
  }
  await lookInRoom(deps, call, at)
}

/** A room of which nobody knows whose call it was has emptied: the call is over, and what is owed for it is on the board. */
async function endIfEmpty(deps: ReconcileDeps, call: StoredCall): Promise<void> {
  const seen = await deps.phoneLine.lookInRoom({ callId: call.id, lineId: call.lineId })
  if (seen && seen.legs.length > 0) return
  await note(deps, call, `nobody/${call.id}`, { kind: 'caller_ended', at: deps.clock(), status: 'failed' })
}

async function lookInRoom(deps: ReconcileDeps, call: StoredCall, at: Instant): Promise<void> {
  const claim = currentClaim(call.facts)
  if (!claim) return
  const seen = await deps.phoneLine.lookInRoom({ callId: call.id, lineId: call.lineId })
  for (const [room, known] of Object.entries(call.facts.rooms)) {
    if (known.endedAt || room === seen?.room) continue
    await note(deps, call, `room-ended/${room}`, {
      kind: 'room_ended',
      at,
      room,
      claim: known.claim,
      sequence: SEEN,
    })
  }
  if (!seen) return
  const { room } = seen
  const known = call.facts.rooms[room]
  for (const { leg, label } of seen.legs.filter(isOurs)) {
    if (known?.legs[leg]?.joined != null) continue
    const sequence = known?.legs[leg]?.left != null ? SEEN : 0
    await note(deps, call, `joined/${room}/${leg}`, {
      kind: 'joined',
      at,
      room,
      claim: claim.number,
      leg,
      label,
      sequence,
    })
  }
  for (const label of ['lead', 'caller'] as const) {
    if (!known || !isThere(known, label)) continue
    for (const [leg, is] of Object.entries(known.legs)) {
      if (is.label !== label || is.joined === null || seen.legs.some(one => one.leg === leg)) continue
      await note(deps, call, `left/${room}/${leg}`, {
        kind: 'left',
        at,
        room,
        claim: known.claim,
        leg,
        label,
        sequence: SEEN,
      })
    }
  }
}

function isOurs(leg: { leg: string; label: string }): leg is { leg: string; label: Label } {
  return leg.label === 'lead' || leg.label === 'caller'
}

async function note(deps: ReconcileDeps, call: StoredCall, key: string, event: CarrierEvent): Promise<void> {
  await changeCall(deps, { callId: call.id, lineId: call.lineId }, () => ({
    kind: 'event',
    sourceKey: `reconciled/${key}`,
    event,
  }))
  deps.log.warn('call.reconciled', { callId: call.id, kind: event.kind })
}
