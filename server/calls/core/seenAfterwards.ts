import type { Instant } from '#shared/time.ts'
import type { CarrierEvent } from './events.ts'
import type { CallFacts } from './facts.ts'

/** A message at the carrier. `seconds`: null while it is not known how long it is. */
export type MessageSeen = {
  recordingSid: string
  at: Instant | null
  seconds: number | null
  isReady: boolean
}

/** What the carrier shows of a caller who has gone. */
export type Seen = { messages: readonly MessageSeen[] }

/** Where that is more than we know, as events with the key under which each is kept once. */
export function seenAfterwards(facts: CallFacts, { messages }: Seen): { key: string; event: CarrierEvent }[] {
  const endedAt = facts.callerEnded?.at ?? facts.firstHeardAt
  return messages
    .filter(({ recordingSid }) => !facts.recordings[recordingSid]?.ready)
    .map(({ recordingSid, at, seconds, isReady }) => ({
      key: `recording/${recordingSid}`,
      event: { kind: 'recorded', at: at ?? endedAt, recordingSid, seconds, ready: isReady },
    }))
}
