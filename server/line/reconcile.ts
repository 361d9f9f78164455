import { setTimeout as pause } from 'node:timers/promises'
import { readCallsWithoutLeg, readKnownLegs, readLiveCalls } from '#server/calls/callStore.ts'
import { type CallDeps, changeCall } from '#server/calls/changeCall.ts'
import { currentClaim, stateOf, withOnCallSince } from '#server/calls/core/call.ts'
import type { CarrierEvent } from '#server/calls/core/events.ts'
import { isOver } from '#server/calls/core/follows.ts'
import { onCallSeen } from '#server/calls/core/onCallSeen.ts'
import { isPartyWanted, momentsOfParty, partyOfLabel } from '#server/calls/core/parties.ts'
import type { CallerSeen, PhoneLine } from '#server/calls/phoneLine.ts'
import type { StoredCall } from '#server/calls/storedCall.ts'
import { isOutage } from '#server/platform/database.ts'
import { errorFields, type Logger } from '#server/platform/logger.ts'
import { CarrierUnavailable } from '#server/platform/problems.ts'
import type { CallId, LineId } from '#shared/ids.ts'
import { callerNumber, type E164 } from '#shared/phoneNumber.ts'
import { type Instant, plusSeconds, secondsBetween } from '#shared/time.ts'
import { callIdOf } from './callIdOf.ts'
import { keepCarrierSeen } from './carrierAwayStore.ts'
import { nextLook } from './core/nextLook.ts'
import { roomDifferences } from './core/roomDifferences.ts'
import type { Lines } from './lines.ts'

/** What this process remembers of its looks at the carrier. */
export type Looks = {
  /** Until when it has looked at a line: what is older it knows already. */
  until: Map<LineId, Instant>
  /** When it last began to look after each live call of a line: who has waited longest is the next. */
  at: Map<LineId, ReadonlyMap<CallId, number>>
}
export const noLooks = (): Looks => ({ until: new Map(), at: new Map() })

export type ReconcileDeps = CallDeps & {
  phoneLine: PhoneLine
  lines: Lines
  log: Logger
  looks: Looks
  time?: typeof TIME
}

/** A call younger than this is left to its own webhooks. */
const YOUNG_SECONDS = 5
/** How far a process that has just been started looks back: calls may have come and gone while nobody of us was there. */
const FIRST_LOOK_SECONDS = 12 * 3_600
/** A call that was too young at one look, or that the carrier lists late, is seen by the next. */
const OVERLAP_SECONDS = 600
/** A call of which no caller's leg was told for this long has none: the carrier names a leg within seconds of its beginning. */
const WITHOUT_LEG_SECONDS = 60
/** A leg of which the carrier does not know yet may only be young. */
const UNKNOWN_SECONDS = 60
/** What was ended this long ago and lives on was not ended after all. */
const ENDED_SECONDS = 15
/** How many calls are asked about at the same time: one after another a full line takes longer than the time there is. */
const AT_ONCE = 6
/** No call is begun after the one, and all is left to itself after the other: the promise's lease is fifteen seconds. */
const TIME = { beginMs: 6_000, wholeMs: 12_000 }

/**
 * Holds what we believe against what the carrier knows, and writes the differences as events of its own source: the caller
 * whose ring we never heard, the leg that ended while nobody listened, the room that emptied. Webhooks may be lost; calls not.
 * That a caller has come into the queue is learned here alone, and is no difference.
 * Whatever goes wrong, and however slow the carrier is, the next look is taken, for ever: this promise must not be given up.
 */
export async function reconcileLine(deps: ReconcileDeps, lineId: LineId): Promise<{ againAt: Instant }> {
  const { wholeMs } = deps.time ?? TIME
  await Promise.race([look(deps, lineId), pause(wholeMs, undefined, { ref: false })])
  return { againAt: nextLook(lineId, deps.clock()) }
}

async function look(deps: ReconcileDeps, lineId: LineId): Promise<void> {
  const line = deps.lines.byId(lineId)
  if (!line) return
  let isAnswered = false
  try {
    await findUnheard(deps, lineId, line.number)
    isAnswered = true
    await keepCarrierSeen(deps.db, lineId, true, deps.clock())
    const onCall = await deps.phoneLine.pickedUpFrom(line.number)
    const live = await readLiveCalls(deps.db, lineId)
    await lookAfterAll(deps, lineId, live.calls, onCall)
    const long = plusSeconds(deps.clock(), -WITHOUT_LEG_SECONDS)
    const legless = await readCallsWithoutLeg(deps.db, lineId, long)
    for (const call of legless.calls) await alone(deps, call.id, () => endIfEmpty(deps, call))
    for (const callId of [...live.unreadable, ...legless.unreadable])
      deps.log.error('call.unreadable', { callId })
  } catch (error) {
    if (error instanceof CarrierUnavailable) {
      deps.log.warn('carrier.away', { lineId })
      // One call that cannot be asked about, of many, is not the carrier.
      if (!isAnswered) await carrierIsAway(deps, lineId)
    } else deps.log.error('line.not_reconciled', { lineId, ...errorFields(error) })
  }
}

async function carrierIsAway(deps: ReconcileDeps, lineId: LineId): Promise<void> {
  try {
    await keepCarrierSeen(deps.db, lineId, false, deps.clock())
  } catch (error) {
    deps.log.error('line.not_reconciled', { lineId, ...errorFields(error) })
  }
}

async function findUnheard(deps: ReconcileDeps, lineId: LineId, number: E164): Promise<void> {
  const now = deps.clock()
  const known = deps.looks.until.get(lineId) ?? plusSeconds(now, -FIRST_LOOK_SECONDS)
  const seen = await deps.phoneLine.callersOn(number, plusSeconds(known, -OVERLAP_SECONDS))
  const old = seen.filter(one => one.leg.kind === 'ended' || secondsBetween(one.at, now) >= YOUNG_SECONDS)
  const ours = await readKnownLegs(
    deps.db,
    lineId,
    old.map(one => one.callSid),
  )
  for (const one of old)
    if (!ours.has(one.callSid)) await alone(deps, callIdOf(one.callSid), () => noteUnheard(deps, lineId, one))
  deps.looks.until.set(lineId, now)
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
async function alone(deps: ReconcileDeps, callId: CallId, act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (error instanceof CarrierUnavailable || isOutage(error)) throw error
    deps.log.error('call.not_reconciled', { callId, ...errorFields(error) })
  }
}

/** Some at a time, for as long as there is time; those who were not reached are the first of the next look. */
async function lookAfterAll(
  deps: ReconcileDeps,
  lineId: LineId,
  calls: readonly StoredCall[],
  onCall: OnCall,
): Promise<void> {
  const before = deps.looks.at.get(lineId) ?? new Map<CallId, number>()
  const at = new Map(calls.map(({ id }) => [id, before.get(id) ?? 0]))
  deps.looks.at.set(lineId, at)
  const next = calls.toSorted((a, b) => (at.get(a.id) ?? 0) - (at.get(b.id) ?? 0)).values()
  const { beginMs } = deps.time ?? TIME
  const startedAt = performance.now()
  const looking = Array.from({ length: AT_ONCE }, async () => {
    for (const call of next) {
      if (performance.now() - startedAt > beginMs) return
      at.set(call.id, performance.now())
      await alone(deps, call.id, () => lookAfter(deps, call, onCall))
    }
  })
  const failed = (await Promise.allSettled(looking)).find(one => one.status === 'rejected')
  if (failed) throw failed.reason
}

async function lookAfter(deps: ReconcileDeps, call: StoredCall, onCall: OnCall): Promise<void> {
  const { facts } = call
  const age = secondsBetween(facts.firstHeardAt, deps.clock())
  if (!facts.callSid || age < YOUNG_SECONDS) return
  const leg = await deps.phoneLine.lookForCaller(facts.callSid)
  const at = deps.clock()
  if (leg.kind === 'unknown' && age < UNKNOWN_SECONDS) return
  if (leg.kind !== 'live') {
    const status = leg.kind === 'ended' ? leg.status : 'completed'
    return note(deps, call, `ended/${facts.callSid}`, { kind: 'caller_ended', at, status })
  }
  if (await isWithOnCall(deps, call, onCall, at)) return
  if (leg.isAnswered && !facts.queuedAt && Object.keys(facts.claims).length === 0 && !facts.pressed) {
    // Nothing to mend: what a caller hears in the queue lies at another provider, so no word says that she is in it. A look does.
    await write(deps, call, `queued/${facts.callSid}`, { kind: 'queued', at })
  }
  if (isOver(stateOf(facts))) return endAgain(deps, call, at)
  await lookInRoom(deps, call, at)
}

type OnCall = Awaited<ReturnType<PhoneLine['pickedUpFrom']>>

/**
 * Whether a colleague on call has this caller, or has had her. Where none of us was there to answer, no word tells of their talk,
 * nor of its end: the caller must not be taken out of it for a nurse, nor be taken for one with whom nobody spoke.
 */
async function isWithOnCall(
  deps: ReconcileDeps,
  call: StoredCall,
  onCall: OnCall,
  at: Instant,
): Promise<boolean> {
  const { facts } = call
  if (currentClaim(facts) || !facts.callSid) return false
  const theirs = onCall.filter(({ callSid }) => callSid === facts.callSid)
  const isOver = theirs.length === 0 && withOnCallSince(facts) !== null
  const legs = isOver ? await deps.phoneLine.pickedUpFor(facts.callSid) : theirs
  for (const { key, event } of onCallSeen(facts, legs, at)) await note(deps, call, key, event)
  return legs.length > 0
}

/** The nurse has ended the call, and the caller still sits there: what should have ended it was given up, or did nothing. */
async function endAgain(deps: ReconcileDeps, call: StoredCall, at: Instant): Promise<void> {
  const endedAt = currentClaim(call.facts)?.endedAt
  if (endedAt && secondsBetween(endedAt, at) < ENDED_SECONDS) return
  await deps.phoneLine.hangUp({ callId: call.id, lineId: call.lineId }, call.facts.callSid)
  deps.log.warn('call.ended_again', { callId: call.id })
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
  for (const { key, event } of roomDifferences(call.facts, claim.number, seen, at))
    await note(deps, call, key, event)
  await dropAgain(deps, call, seen?.legs ?? [], at)
}

/** Somebody who is not wanted in the call any more and is still there: what should have ended their leg did nothing. */
async function dropAgain(
  deps: ReconcileDeps,
  call: StoredCall,
  legs: readonly { leg: string; label: string }[],
  at: Instant,
): Promise<void> {
  for (const { leg, label } of legs) {
    const party = partyOfLabel(label)
    if (party === null || isPartyWanted(call.facts, party)) continue
    const { endedAt } = momentsOfParty(call.facts, party)
    if (endedAt && secondsBetween(endedAt, at) < ENDED_SECONDS) continue
    await deps.phoneLine.dropParty(leg)
    deps.log.warn('call.party_dropped_again', { callId: call.id })
  }
}

/** What a word of the carrier should have told us, and did not. */
async function note(deps: ReconcileDeps, call: StoredCall, key: string, event: CarrierEvent): Promise<void> {
  await write(deps, call, `reconciled/${key}`, event)
  deps.log.warn('call.reconciled', { callId: call.id, kind: event.kind })
}

async function write(deps: ReconcileDeps, call: StoredCall, sourceKey: string, event: CarrierEvent) {
  await changeCall(deps, { callId: call.id, lineId: call.lineId }, () => ({
    kind: 'event',
    sourceKey,
    event,
  }))
}
