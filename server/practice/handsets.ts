import type { HandsetCall, HandsetPhone, PhoneHabit, TextMessage } from '#shared/practice.ts'
import { isFinal } from './core/callStatus.ts'
import { iso } from './core/dates.ts'
import { WITHHELD_FORMS } from './core/withheld.ts'
import type { Leg, Party } from './leg.ts'
import { endLeg, farEndSays, pickUp } from './legs.ts'
import type { World } from './world.ts'
import { forgetOldest, tell } from './world.ts'

/** A telephone anybody can play: it comes into being when it is rung, texted or looked at. */
export type HandsetData = {
  readonly number: string
  habit: PhoneHabit['habit']
  afterSeconds: number
  messages: TextMessage[]
  /** Calls to and from it, oldest first. */
  calls: Leg[]
}
export type HandsetRegister = Map<string, HandsetData>

const WITHHELD = 'withheld'
const CALLS_REMEMBERED = 50

export function handsetAt(world: World, number: string): HandsetData {
  const known = world.handsets.get(number)
  if (known) return known
  const phone: HandsetData = { number, habit: 'ring', afterSeconds: 2, messages: [], calls: [] }
  world.handsets.set(number, phone)
  forgetOldest(
    world.handsets,
    p => p !== phone && p.habit === 'ring' && p.calls.every(call => isFinal(call.status)),
  )
  return phone
}

/** The handset a leg ends at: its number, or 'withheld' for one that hides it. */
export function phoneOf(leg: Leg): string {
  const number = leg.direction === 'inbound' ? leg.from : leg.to
  return WITHHELD_FORMS.some(form => form === number) ? WITHHELD : number
}

export function handsetParty(world: World, number: string): Party {
  const tellCall = (leg: Leg) => tell(world, { type: 'call', call: { ...toHandsetCall(leg), heard: [] } })
  return {
    kind: 'handset',
    ring(leg) {
      const phone = handsetAt(world, number)
      const isEngaged = phone.calls.some(call => !isFinal(call.status))
      if (phone.habit === 'unreachable') return 'unreachable'
      if (phone.habit === 'busy' || isEngaged) return 'busy'
      remember(phone, leg)
      act(world, phone, leg)
      return 'ringing'
    },
    hears: (leg, line) => tell(world, { type: 'heard', sid: leg.sid, line }),
    changed(leg) {
      if (leg.direction === 'inbound') remember(handsetAt(world, number), leg)
      tellCall(leg)
    },
    joined: tellCall,
  }
}

export function toHandsetCall(leg: Leg): HandsetCall {
  const isOutgoing = leg.direction === 'inbound'
  return {
    sid: leg.sid,
    phone: phoneOf(leg),
    direction: isOutgoing ? 'outgoing' : 'incoming',
    other: isOutgoing ? leg.to : leg.from,
    status: leg.status,
    startedAt: iso(leg.createdAt),
    ...(leg.answeredAt !== undefined && { answeredAt: iso(leg.answeredAt) }),
    ...(leg.endedAt !== undefined && { endedAt: iso(leg.endedAt) }),
    heard: leg.heard,
    talks: leg.talks,
  }
}

export function toHandsetPhone({ number, habit, afterSeconds, messages }: HandsetData): HandsetPhone {
  return { number, habit, afterSeconds, messages }
}

export function remember(phone: HandsetData, leg: Leg): void {
  if (phone.calls.includes(leg)) return
  phone.calls.push(leg)
  if (phone.calls.length > CALLS_REMEMBERED) phone.calls.shift()
}

/** What a rung telephone does by itself. */
function act(world: World, phone: HandsetData, leg: Leg): void {
  const { habit } = phone
  if (habit === 'ring') return
  const pickUpOrNot = () => {
    if (leg.status !== 'ringing') return
    if (habit === 'reject') return endLeg(world, leg, 'farEnd', 'busy')
    pickUp(world, leg)
    if (habit === 'voicemail')
      farEndSays(
        world,
        leg,
        'The person you are calling is not available. Please leave a message after the tone.',
      )
  }
  // At once means: as soon as it has begun to ring.
  if (phone.afterSeconds === 0) queueMicrotask(pickUpOrNot)
  else world.clock.after(phone.afterSeconds * 1000, pickUpOrNot)
}
