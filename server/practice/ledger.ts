import { CallStatus } from '#shared/practice.ts'
import type { CallFacts } from './core/callbackForms.ts'
import type { Leg } from './leg.ts'
import { factsOf } from './legs.ts'
import type { LedgerCall } from './lineOptions.ts'
import type { World } from './world.ts'

/** What is known of a call `lagMs` after the fact: reading may lag behind what happened. */
export function statusAsOf(world: World, leg: Leg, lagMs: number): CallFacts {
  const facts = factsOf(world, leg)
  if (lagMs === 0) return facts
  const until = world.clock.now() - lagMs
  const seen = leg.life.findLast(
    entry => Date.parse(entry.at) <= until && CallStatus.safeParse(entry.what).success,
  )
  const status = CallStatus.parse(seen?.what ?? leg.life[0]?.what)
  if (status === facts.status) return facts
  return { ...facts, status, endedAt: undefined, ...(status !== 'in-progress' && { answeredAt: undefined }) }
}

/** Every call the line has had, with its whole life. */
export function ledgerOf(world: World): LedgerCall[] {
  return [...world.legs.values()].map(leg => ({
    sid: leg.sid,
    parentCallSid: leg.parentSid,
    from: leg.from,
    to: leg.to,
    direction: leg.direction,
    status: leg.status,
    life: leg.life,
    heard: leg.heard,
  }))
}
