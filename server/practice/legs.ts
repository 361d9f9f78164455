import type { CallStatus } from '#shared/practice.ts'
import { deliver } from './callbacks.ts'
import type { CallFacts } from './core/callbackForms.ts'
import { statusForm } from './core/callbackForms.ts'
import { endStatus, isFinal, mayBecome, progressEventOf } from './core/callStatus.ts'
import { iso } from './core/dates.ts'
import { deferred } from './deferred.ts'
import type { Heard, Input, Leg, Source } from './leg.ts'
import { Interrupted } from './waiting.ts'
import type { World } from './world.ts'
import { newSid, trace } from './world.ts'

type NewLeg = Pick<Leg, 'from' | 'to' | 'direction' | 'party' | 'status'> &
  Partial<Pick<Leg, 'parentSid' | 'callback' | 'fallback' | 'extra' | 'name'>>

export function createLeg(world: World, given: NewLeg): Leg {
  const leg: Leg = {
    sid: newSid(world, 'CA'),
    createdAt: world.clock.now(),
    extra: {},
    sequence: 0,
    steps: 0,
    hangsUpAtStep: world.faults.hangUpAtStep,
    taps: new Set(),
    heard: [],
    talks: [],
    life: [],
    cookies: new Map(),
    program: new AbortController(),
    done: deferred(),
    answered: deferred(),
    ...given,
  }
  world.legs.set(leg.sid, leg)
  note(world, leg, leg.status)
  prune(world)
  return leg
}

export function factsOf(world: World, leg: Leg): CallFacts {
  const { sid, parentSid, from, to, direction, status, answeredAt, endedAt } = leg
  return {
    accountSid: world.options.accountSid,
    sid,
    parentSid,
    from,
    to,
    direction,
    status,
    answeredAt,
    endedAt,
  }
}

/** Moves the call on and tells whom it concerns. A final status is told later, by `finishLeg`, after all else is undone. */
export function setStatus(world: World, leg: Leg, status: CallStatus): boolean {
  if (!mayBecome(leg.status, status)) return false
  leg.status = status
  if (status === 'in-progress') leg.answeredAt = world.clock.now()
  if (isFinal(status)) leg.endedAt = world.clock.now()
  note(world, leg, status)
  leg.party.changed(leg)
  if (!isFinal(status)) tellProgress(world, leg)
  return true
}

/** An incoming call is answered by the first instruction that needs it. */
export function answer(world: World, leg: Leg): void {
  if (leg.direction === 'inbound' && leg.status === 'ringing') setStatus(world, leg, 'in-progress')
}

/** The far end of a call we placed picks up. */
export function pickUp(world: World, leg: Leg): void {
  if (leg.direction !== 'inbound' && setStatus(world, leg, 'in-progress')) leg.answered.resolve('in-progress')
}

/** Ends the call: at once for everybody who looks, then unwinding whatever it was doing. */
export function endLeg(
  world: World,
  leg: Leg,
  cause: 'farEnd' | 'rest' | 'document',
  status?: CallStatus,
): void {
  if (!setStatus(world, leg, status ?? endStatus(leg.status, cause))) return
  leg.answered.resolve(leg.status)
  leg.program.abort(new Interrupted({ kind: 'ended' }))
}

/** Sends the call to other instructions, out of whatever it is doing. */
export function redirectLeg(world: World, leg: Leg, source: Source): void {
  leg.redirecting = source
  note(world, leg, 'redirected')
  leg.program.abort(new Interrupted({ kind: 'redirected', source }))
}

/** Everything is undone: the last status is told, and the leg is done. */
export function finishLeg(world: World, leg: Leg, wasNeverPlaced = false): void {
  if (!isFinal(leg.status)) endLeg(world, leg, 'document')
  if (!wasNeverPlaced) tellProgress(world, leg)
  leg.ear = undefined
  leg.taps.clear()
  leg.cookies.clear()
  leg.done.resolve()
}

/** The far end hears something. */
export function hear(world: World, leg: Leg, { who, name, text }: Heard): void {
  if (text === '' || isFinal(leg.status)) return
  addLine(world, leg, { who, name, text })
  if (who !== 'sound') for (const tap of leg.taps) tap('outbound', text)
}

/** Somebody is at the other end of this leg from now on, or (without anybody) no longer. Told twice, it is one change. */
export function setCompanion(leg: Leg, companion: Pick<Leg, 'name'> | undefined): void {
  const last = leg.talks.at(-1)
  const isJoined = last !== undefined && last.until === undefined
  if (isJoined === (companion !== undefined)) return
  if (companion) {
    const { name } = companion
    leg.talks.push({ after: leg.heard.length, ...(name !== undefined && { name }) })
  } else if (last) leg.talks[leg.talks.length - 1] = { ...last, until: leg.heard.length }
  leg.party.joined?.(leg)
}

/** The far end speaks. */
export function farEndSays(world: World, leg: Leg, text: string): void {
  if (isFinal(leg.status)) return
  addLine(world, leg, { who: 'self', name: undefined, text })
  if (leg.status !== 'in-progress') return
  for (const tap of leg.taps) tap('inbound', text)
  give(leg, { kind: 'said', text })
}

/** The far end presses keys; 'w' is half a second's wait. */
export function farEndPresses(world: World, leg: Leg, digits: string): void {
  let wait = 0
  for (const digit of digits) {
    if (digit === 'w') wait += 500
    else if (wait === 0) pressOne(world, leg, digit)
    else world.clock.after(wait, () => pressOne(world, leg, digit))
  }
}

/** Counts one more thing done for a caller; the fault plan may choose it as the moment of hanging up. */
export function step(world: World, leg: Leg): void {
  leg.steps++
  if (leg.direction !== 'inbound' || leg.party.kind !== 'handset') return
  if (leg.hangsUpAtStep !== leg.steps) return
  trace(world, 'fault', leg.sid, { hungUpAtStep: leg.steps })
  endLeg(world, leg, 'farEnd')
}

export function note(world: World, leg: Leg, what: string): void {
  leg.life.push({ at: iso(world.clock.now()), what })
  trace(world, 'call', leg.sid, { what })
}

function pressOne(world: World, leg: Leg, digit: string): void {
  if (leg.status !== 'in-progress') return
  note(world, leg, `pressed ${digit}`)
  give(leg, { kind: 'pressed', digit })
}

function give(leg: Leg, input: Input): void {
  leg.ear?.(input)
}

function addLine(world: World, leg: Leg, { who, name, text }: Heard): void {
  const line = {
    n: leg.heard.length + 1,
    at: iso(world.clock.now()),
    who,
    ...(name !== undefined && { name }),
    text,
  }
  leg.heard.push(line)
  leg.party.hears(leg, line)
}

function tellProgress(world: World, leg: Leg): void {
  const event = progressEventOf(leg.status)
  const { callback } = leg
  if (!callback || !event || !callback.events.has(event)) return
  const form = statusForm(factsOf(world, leg), leg.sequence++, world.clock.now())
  deliver(
    world,
    { kind: 'status', url: callback.url, method: callback.method, form, callSid: leg.sid },
    15003,
  )
}

/** Ended calls are kept, newest first, up to a limit: a line that runs for weeks must not grow. */
function prune(world: World): void {
  const limit = world.options.ledgerLimit ?? 5_000
  if (world.legs.size <= limit * 1.25) return
  for (const [sid, leg] of world.legs) {
    if (world.legs.size <= limit) return
    if (isFinal(leg.status)) world.legs.delete(sid)
  }
}
