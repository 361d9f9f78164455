import type { Instant } from '#shared/time.ts'
import type { CarrierEvent } from './events.ts'
import type { CallFacts } from './facts.ts'
import { onCallSeen, type PickedUp } from './onCallSeen.ts'

/** A message at the carrier. `seconds`: null while it is not known how long it is. */
export type MessageSeen = {
  recordingSid: string
  at: Instant | null
  seconds: number | null
  isReady: boolean
}

/** What the carrier shows of a caller who has gone. */
export type Seen = { messages: readonly MessageSeen[]; pickedUp: readonly PickedUp[] }

/** Where that is more than we know, as events with the key under which each is kept once: who talked to the caller comes first. */
export function seenAfterwards(
  facts: CallFacts,
  { messages, pickedUp }: Seen,
  now: Instant,
): { key: string; event: CarrierEvent }[] {
  const endedAt = facts.callerEnded?.at ?? facts.firstHeardAt
  const left = messages
    .filter(({ recordingSid }) => !facts.recordings[recordingSid]?.ready)
    .map(({ recordingSid, at, seconds, isReady }) => ({
      key: `recording/${recordingSid}`,
      event: { kind: 'recorded' as const, at: at ?? endedAt, recordingSid, seconds, ready: isReady },
    }))
  return [...onCallSeen(facts, pickedUp, now), ...left]
}
