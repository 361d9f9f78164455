import type { Deferred } from './deferred.ts'
import { deferred } from './deferred.ts'
import type { Input, Leg } from './leg.ts'
import { hear, note, setCompanion } from './legs.ts'
import type { World } from './world.ts'

/** Two legs that hear each other. `over` resolves with the leg that went first. */
export type Bridge = { a: Leg; b: Leg; since: number; over: Deferred<Leg> }

export function connect(world: World, a: Leg, b: Leg, onKey?: (leg: Leg, digit: string) => void): Bridge {
  const bridge: Bridge = { a, b, since: world.clock.now(), over: deferred() }
  const towards = (from: Leg, to: Leg) => (input: Input) => {
    if (input.kind === 'said') hear(world, to, { who: 'person', name: from.name, text: input.text })
    else onKey?.(from, input.digit)
  }
  a.ear = towards(a, b)
  b.ear = towards(b, a)
  setCompanion(a, b)
  setCompanion(b, a)
  note(world, a, `bridged with ${b.sid}`)
  note(world, b, `bridged with ${a.sid}`)
  return bridge
}

/** One of the two goes: neither hears the other any more. */
export function disconnect(bridge: Bridge, by: Leg): void {
  bridge.a.ear = undefined
  bridge.b.ear = undefined
  setCompanion(bridge.a, undefined)
  setCompanion(bridge.b, undefined)
  bridge.over.resolve(by)
}
