import { isFinal } from './core/callStatus.ts'
import { toE164 } from './core/withheld.ts'
import { handsetAt } from './handsets.ts'
import { phoneFromHandset } from './incoming.ts'
import type { Leg } from './leg.ts'
import { endLeg, farEndPresses, farEndSays, pickUp } from './legs.ts'
import type { Handset, PhoneCall } from './lineOptions.ts'
import { receiveMessage } from './messages.ts'
import type { World } from './world.ts'

const USUAL_WAIT_MS = 5_000
const LOOK_EVERY_MS = 2
/** Of the time between two looks no more than this is waited for: in what is longer this machine did something else. */
const LONGEST_LOOK_MS = 10

/** Looks again and again, in real time, until it is so. A machine that stands still for a while takes nothing from the time. */
export async function until<T>(look: () => T | undefined, withinMs: number, what: () => string): Promise<T> {
  let waitedMs = 0
  for (;;) {
    const found = look()
    if (found !== undefined) return found
    if (waitedMs > withinMs) throw new Error(`waited ${withinMs} ms in vain: ${what()}`)
    const lookedAt = performance.now()
    await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS))
    waitedMs += Math.min(performance.now() - lookedAt, LONGEST_LOOK_MS)
  }
}

/** A call as the one who holds the telephone has it. */
export function phoneCall(world: World, leg: Leg): PhoneCall {
  const heard = () => leg.heard.filter(line => line.who !== 'self').map(line => line.text)
  const call: PhoneCall = {
    sid: leg.sid,
    get status() {
      return leg.status
    },
    heard,
    lines: () => leg.heard,
    press: digits => farEndPresses(world, leg, digits),
    say: text => farEndSays(world, leg, text),
    hangUp: () => endLeg(world, leg, 'farEnd'),
    answer: () => pickUp(world, leg),
    reject: () => endLeg(world, leg, 'farEnd', leg.status === 'in-progress' ? 'completed' : 'busy'),
    waitFor: (predicate, withinMs = USUAL_WAIT_MS) =>
      until(
        () => (predicate(call) ? call : undefined),
        withinMs,
        () => describe(leg),
      ),
    waitToHear(text, withinMs = USUAL_WAIT_MS) {
      const isHeard = (line: string) => (typeof text === 'string' ? line.includes(text) : text.test(line))
      const what = () => `to hear ${String(text)}; ${describe(leg)}`
      return until(() => (heard().some(isHeard) ? call : undefined), withinMs, what)
    },
    waitForStatus(status, withinMs = USUAL_WAIT_MS) {
      const what = () => `to be ${status}; ${describe(leg)}`
      return until(() => (leg.status === status ? call : undefined), withinMs, what)
    },
  }
  return call
}

export function handset(world: World, given: string): Handset {
  const number = toE164(given)
  const phone = handsetAt(world, number)
  return {
    number,
    setHabit(habit, afterSeconds = 0) {
      phone.habit = habit
      phone.afterSeconds = afterSeconds
    },
    calls: () => phone.calls.map(leg => phoneCall(world, leg)),
    waitForRing: async (withinMs = USUAL_WAIT_MS) => {
      const ringing = () => phone.calls.find(leg => leg.direction !== 'inbound' && leg.status === 'ringing')
      return phoneCall(world, await until(ringing, withinMs, () => `${number} to ring`))
    },
    call: to => phoneCall(world, phoneFromHandset(world, number, to)),
    inbox: () => phone.messages.filter(message => message.direction === 'received'),
    sendText: (to, body) => void receiveMessage(world, number, to, body),
  }
}

function describe(leg: Leg): string {
  const last = leg.heard.slice(-3).map(line => line.text)
  return `the call is ${isFinal(leg.status) ? 'over, ' : ''}${leg.status} and last heard ${JSON.stringify(last)}`
}
