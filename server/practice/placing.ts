import type { CallStatus } from '#shared/practice.ts'
import { isDiallable } from './core/withheld.ts'
import { handsetParty } from './handsets.ts'
import type { Leg, Party } from './leg.ts'
import { endLeg, setStatus } from './legs.ts'
import { numberParty } from './numberParty.ts'
import { softphoneParty } from './softphones.ts'
import type { World } from './world.ts'
import { raiseAlert } from './world.ts'

/** Who is reached at an address: a browser telephone, one of the line's own numbers, any handset; nobody by SIP. */
export function partyAt(world: World, to: string, params: Record<string, string> = {}): Party | undefined {
  if (to.startsWith('client:')) return softphoneParty(world, to.slice('client:'.length), params)
  if (world.numbers.has(to)) return numberParty(world, to)
  return isDiallable(to) ? handsetParty(world, to) : undefined
}

/** At a number that cannot be dialled there is nobody. */
export const NOBODY: Party = {
  kind: 'handset',
  ring: () => 'unreachable',
  hears: () => {},
  changed: () => {},
}

/** The carrier lets it ring five seconds longer than asked. Source: Participants resource, Timeout. */
const EXTRA_RING_MS = 5_000

/** Rings a leg until it is answered ('in-progress'), refused, or rung out. Anything but an answer ends the leg. */
export async function ring(world: World, leg: Leg, timeoutSeconds: number): Promise<CallStatus> {
  setStatus(world, leg, 'initiated')
  const reply = world.isOut ? 'unreachable' : leg.party.ring(leg)
  if (reply !== 'ringing') {
    // A browser that is not there is as if nobody answered; a number that is not there cannot be reached.
    const unreached = leg.to.startsWith('client:') ? 'no-answer' : 'failed'
    endLeg(world, leg, 'farEnd', reply === 'busy' ? 'busy' : unreached)
    return leg.status
  }
  setStatus(world, leg, 'ringing')
  const rungOut = () => endLeg(world, leg, 'farEnd', 'no-answer')
  const stopTimer = world.clock.after(timeoutSeconds * 1000 + EXTRA_RING_MS, rungOut)
  const answer = await leg.answered.promise
  stopTimer()
  return answer
}

/** Why a number may not be dialled with this caller id, as the carrier's code; undefined when it may. */
export function diallingFault(
  world: World,
  to: string,
  callerId: string,
  isOwnFrom: boolean,
): number | undefined {
  if (to.startsWith('client:')) return undefined
  if (!isDiallable(to)) return 13224
  // To a telephone only a real number may be shown: one of ours, or the caller's own.
  if (!isDiallable(callerId)) return 13214
  return world.numbers.has(callerId) || isOwnFrom ? undefined : 13214
}

export function refuseDialling(world: World, leg: Leg, code: number): void {
  raiseAlert(world, code, { callSid: leg.sid })
  setStatus(world, leg, 'initiated')
  endLeg(world, leg, 'document', 'failed')
}
