import { isFinal } from './core/callStatus.ts'
import type { Leg, Party } from './leg.ts'
import { endLeg, farEndSays, pickUp } from './legs.ts'
import type { World } from './world.ts'

/**
 * One of the line's own numbers is dialled: its voice URL runs as a second, incoming call, and the two hear each other.
 * (A known trap: a conference that dials its own hub.)
 */
export function numberParty(world: World, number: string): Party {
  let incoming: Leg | undefined
  return {
    kind: 'leg',
    ring(leg) {
      const party: Party = {
        kind: 'leg',
        ring: () => 'ringing',
        hears: (_leg, line) => {
          if (line.who === 'self') return
          if (line.who === 'person' || line.who === 'line') farEndSays(world, leg, line.text)
        },
        changed: other => {
          if (other.status === 'in-progress') pickUp(world, leg)
          if (isFinal(other.status) && !isFinal(leg.status)) endLeg(world, leg, 'farEnd')
        },
      }
      incoming = world.phoneIn({ from: leg.from, to: number, party })
      return 'ringing'
    },
    hears: (_leg, line) => {
      if (line.who === 'person' || line.who === 'line') if (incoming) farEndSays(world, incoming, line.text)
    },
    changed: leg => {
      if (incoming && isFinal(leg.status) && !isFinal(incoming.status)) endLeg(world, incoming, 'farEnd')
    },
  }
}
