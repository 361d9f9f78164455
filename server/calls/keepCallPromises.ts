import { z } from 'zod'
import type { Logger } from '#server/platform/logger.ts'
import { CarrierUnavailable } from '#server/platform/problems.ts'
import type { TakenPromise } from '#server/platform/promises.ts'
import { readStaffPhone } from '#server/staff/phoneStore.ts'
import { readNurses } from '#server/staff/staffStore.ts'
import { assertNever } from '#shared/assertNever.ts'
import type { CallState } from '#shared/calls.ts'
import type { LineId } from '#shared/ids.ts'
import { CallId } from '#shared/ids.ts'
import { E164 } from '#shared/phoneNumber.ts'
import { plusSeconds } from '#shared/time.ts'
import { readCall } from './callStore.ts'
import { type CallDeps, changeCall } from './changeCall.ts'
import {
  claimCount,
  claimOfLeg,
  currentClaim,
  isThere,
  roomEntriesOf,
  roomsOf,
  stateOf,
  withOnCallSince,
} from './core/call.ts'
import type { CallEvent, ReleaseReason } from './core/events.ts'
import { BRING_AGAIN_SECONDS, GIVE_UP_BRINGING_SECONDS, isWaiting, OFFER_SECONDS } from './core/follows.ts'
import { offerTo } from './core/offers.ts'
import { isPartyPromise, keepPartyPromise, PARTY_ERRANDS } from './keepPartyPromises.ts'
import { lookBack } from './lookBack.ts'
import type { PhoneLine } from './phoneLine.ts'
import { ringWaiting } from './ringWaitingStore.ts'
import type { StoredCall } from './storedCall.ts'

const claim = z.int()
const Errand = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('offer'), offer: z.int() }),
  z.object({ kind: z.literal('ring_nurse'), claim }),
  z.object({ kind: z.literal('check_joined'), claim }),
  z.object({ kind: z.literal('bring_caller'), claim, room: z.string() }),
  z.object({ kind: z.literal('check_together'), claim, room: z.string() }),
  z.object({ kind: z.literal('check_rejoined'), claim }),
  z.object({ kind: z.literal('drop_nurse'), claim }),
  z.object({ kind: z.literal('hang_up') }),
  z.object({ kind: z.literal('look_back') }),
  ...PARTY_ERRANDS,
])
type Errand = z.infer<typeof Errand>

export const CALL_PROMISES: readonly string[] = Errand.options.map(
  option => `call.${option.shape.kind.value}`,
)

type Kept = 'kept' | 'needless' | { againAt: string }
type KeepDeps = CallDeps & { phoneLine: PhoneLine; log: Logger }

/** Keeps one promise of a call. When the call has moved on meanwhile there is nothing to do, and that is the answer. */
export async function keepCallPromise(deps: KeepDeps, promise: TakenPromise): Promise<Kept> {
  const errand = Errand.parse(promise.body)
  const call = await readCall(deps.db, CallId.parse(promise.subjectId))
  return call ? keep(deps, call, errand, promise.attempts > 1) : 'needless'
}

function keep(deps: KeepDeps, call: StoredCall, errand: Errand, isRepeat: boolean): Promise<Kept> {
  if (isPartyPromise(errand)) return keepPartyPromise({ ...deps, decide }, call, errand, isRepeat)
  switch (errand.kind) {
    case 'offer':
      return offer(deps, call, errand.offer)
    case 'ring_nurse':
      return ringNurse(deps, call, errand.claim, isRepeat)
    case 'check_joined':
      return checkJoined(deps, call, errand.claim)
    case 'bring_caller':
      return bringCaller(deps, call, errand.claim)
    case 'check_together':
      return checkTogether(deps, call, errand)
    case 'check_rejoined':
      return checkRejoined(deps, call, errand.claim)
    case 'drop_nurse':
      return dropNurse(deps, call, errand.claim)
    case 'hang_up':
      return done(deps.phoneLine.hangUp(placeOf(call), call.facts.callSid))
    case 'look_back':
      return lookBack(deps, call)
    default:
      return assertNever(errand)
  }
}

async function offer(deps: KeepDeps, call: StoredCall, number: number): Promise<Kept> {
  if (!isWaiting(stateOf(call.facts))) return 'needless'
  if (withOnCallSince(call.facts)) return { againAt: plusSeconds(deps.clock(), OFFER_SECONDS) }
  const nurses = await readNurses(deps.db, call.lineId)
  const to = offerTo(nurses, number, call.facts)
  // The same nurses again is no news: it is looked at again, and not written down every twenty seconds of a long wait.
  if (number > 2 && isSameList(to, call.facts.offers[number - 1]?.to ?? [])) {
    return { againAt: plusSeconds(deps.clock(), OFFER_SECONDS) }
  }
  const key = `call/${call.id}/offer/${number}`
  const kept = await decide(deps, call, key, { kind: 'offered', at: deps.clock(), offer: number, to })
  if (to.length === 0) await ringIfReadyNow(deps, call, number + 1)
  return kept
}

/** Who became ready while the offer to nobody was being written found nothing to bring forward. */
async function ringIfReadyNow(deps: KeepDeps, call: StoredCall, number: number): Promise<void> {
  if (offerTo(await readNurses(deps.db, call.lineId), number, call.facts).length === 0) return
  const { sql } = deps.db
  await deps.db.run(sql`with ${ringWaiting(sql, call.lineId, deps.clock(), sql`true`)} select 1`)
  deps.wakeTicker()
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i])
}

async function ringNurse(deps: KeepDeps, call: StoredCall, number: number, isRepeat: boolean): Promise<Kept> {
  const held = currentClaim(call.facts)
  if (held?.number !== number || stateOf(call.facts) !== 'claimed') return 'needless'
  const phone = E164.safeParse(await readStaffPhone(deps.db, held.staffId)).data
  if (!phone) return release(deps, call, number, 'nurse_not_joined')
  // The answer of an earlier try was lost, but not the word of her leg.
  if (Object.values(call.facts.nurseLegs[number] ?? {}).includes(null)) return 'kept'
  return done(deps.phoneLine.ringNurse(placeOf(call), number, phone, { isRepeat }))
}

/** Before a nurse loses her call the carrier is asked: she may have been in the room all the time, and its word was lost. */
async function checkJoined(deps: KeepDeps, call: StoredCall, number: number): Promise<Kept> {
  if (currentClaim(call.facts)?.number !== number || stateOf(call.facts) !== 'claimed') return 'needless'
  const seen = await unlessAway(deps.phoneLine.lookInRoom(placeOf(call)))
  const leg = seen?.legs.find(one => one.label === 'lead')?.leg
  if (!seen || !leg) return release(deps, call, number, 'nurse_not_joined')
  const isOf = claimOfLeg(call.facts, leg)
  if (isOf === null) return isHers(deps, call, number, leg)
  if (isOf !== number) {
    // A leg of before, which keeps her out: its own end was promised, and was not heard of.
    await deps.phoneLine.dropNurse(placeOf(call), isOf, [leg])
    return release(deps, call, number, 'nurse_not_joined')
  }
  const left = call.facts.rooms[seen.room]?.legs[leg]?.left
  return decide(deps, call, `reconciled/joined/${seen.room}/${leg}`, {
    kind: 'joined',
    at: deps.clock(),
    room: seen.room,
    claim: number,
    leg,
    label: 'lead',
    sequence: left == null ? 0 : left + 1,
  })
}

/** No word named this leg: who is in the room now is the nurse who has the call. Then the room is looked at again. */
async function isHers(deps: KeepDeps, call: StoredCall, number: number, leg: string): Promise<Kept> {
  await decide(deps, call, `reconciled/nurse/${leg}`, {
    kind: 'nurse_leg',
    at: deps.clock(),
    claim: number,
    leg,
    final: null,
  })
  return { againAt: deps.clock() }
}

/** Somebody who rang us goes back to the queue; with somebody we rang the call is over, and what was said is to be written. */
async function checkRejoined(deps: KeepDeps, call: StoredCall, number: number): Promise<Kept> {
  const isStillSo = stateOf(call.facts) === 'reconnecting'
  if (currentClaim(call.facts)?.number !== number || !isStillSo) return 'needless'
  if (call.facts.direction === 'inbound') {
    // Perhaps it was the caller who left, and the word of it is late: then there is an outcome to write, and nobody to offer.
    const { callSid } = call.facts
    const caller = callSid ? await unlessAway(deps.phoneLine.lookForCaller(callSid)) : null
    if (caller?.kind !== 'ended') return release(deps, call, number, 'line_lost')
    return decide(deps, call, `reconciled/ended/${callSid}`, {
      kind: 'caller_ended',
      at: deps.clock(),
      status: caller.status,
    })
  }
  const key = `call/${call.id}/end/${number}`
  return decide(deps, call, key, { kind: 'ended_by_nurse', at: deps.clock(), claim: number })
}

/** A carrier that cannot be asked has nobody in its rooms, as far as we can help her: null. */
async function unlessAway<Answer>(asking: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asking
  } catch (error) {
    if (error instanceof CarrierUnavailable) return null
    throw error
  }
}

/** The nurse is in the room, or has been, and the caller is not. */
const MAY_BE_BROUGHT: readonly CallState[] = ['connecting', 'reconnecting']

/**
 * Only while the nurse is in the room and has not given up: a command that failed and is given again later must not ring
 * somebody, or take a caller from wherever she is, into a room with nobody in it.
 */
async function bringCaller(deps: KeepDeps, call: StoredCall, number: number): Promise<Kept> {
  const isWanted = currentClaim(call.facts)?.number === number && MAY_BE_BROUGHT.includes(stateOf(call.facts))
  if (!isWanted || !roomsOf(call.facts, number).some(room => isThere(room, 'lead'))) return 'needless'
  if (withOnCallSince(call.facts)) return release(deps, call, number, 'caller_not_joined')
  const { direction, callSid, to } = call.facts
  if (direction === 'outbound') {
    const number_ = E164.safeParse(to).data
    return number_ ? done(deps.phoneLine.ringOut(placeOf(call), number, number_)) : 'needless'
  }
  return callSid ? done(deps.phoneLine.bringCaller(placeOf(call), number, callSid)) : 'needless'
}

/** The caller should have followed the nurse into the room: bring her once more, then give both their freedom back. */
async function checkTogether(
  deps: KeepDeps,
  call: StoredCall,
  { claim: number, room }: { claim: number; room: string },
): Promise<Kept> {
  const state = stateOf(call.facts)
  if (currentClaim(call.facts)?.number !== number || !MAY_BE_BROUGHT.includes(state)) return 'needless'
  if (call.facts.direction === 'outbound') return 'needless' // a phone may ring for as long as the carrier lets it
  const [, here] = roomEntriesOf(call.facts, number).find(([name]) => name === room) ?? []
  if (!here || !isThere(here, 'lead')) return 'needless'
  const since = Object.values(here.legs).find(leg => leg.label === 'lead')?.joinedAt ?? deps.clock()
  if (deps.clock() >= plusSeconds(since, GIVE_UP_BRINGING_SECONDS))
    return release(deps, call, number, 'caller_not_joined')
  await bringCaller(deps, call, number)
  return { againAt: plusSeconds(deps.clock(), BRING_AGAIN_SECONDS) }
}

async function dropNurse(deps: KeepDeps, call: StoredCall, number: number): Promise<Kept> {
  const joined = roomsOf(call.facts, number).flatMap(room =>
    Object.entries(room.legs).flatMap(([leg, { label }]) => (label === 'lead' ? [leg] : [])),
  )
  const legs = new Set([...joined, ...Object.keys(call.facts.nurseLegs[number] ?? {})])
  return done(deps.phoneLine.dropNurse(placeOf(call), number, [...legs]))
}

async function release(
  deps: KeepDeps,
  call: StoredCall,
  number: number,
  because: ReleaseReason,
): Promise<Kept> {
  if (claimCount(call.facts) !== number || !currentClaim(call.facts)) return 'needless'
  return decide(deps, call, `call/${call.id}/released/${number}`, {
    kind: 'released',
    at: deps.clock(),
    claim: number,
    because,
  })
}

/** Writes a decision that was made on `call` as it was read: if the call has changed since, the decision is made anew. */
async function decide(deps: KeepDeps, call: StoredCall, sourceKey: string, event: CallEvent): Promise<Kept> {
  const changed = await changeCall<'moved on'>(deps, { callId: call.id, lineId: call.lineId }, now =>
    now?.version === call.version
      ? { kind: 'event', sourceKey, event }
      : { kind: 'refuse', refusal: 'moved on' },
  )
  return changed.kind === 'refused' ? { againAt: deps.clock() } : 'kept'
}

async function done(carried: Promise<{ kind: 'done' | 'gone' }>): Promise<Kept> {
  return (await carried).kind === 'done' ? 'kept' : 'needless'
}

function placeOf(call: StoredCall): { callId: CallId; lineId: LineId } {
  return { callId: call.id, lineId: call.lineId }
}
