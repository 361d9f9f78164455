import { type Instant, plusSeconds, secondsBetween } from '#shared/time.ts'
import type { CarrierEvent } from './events.ts'
import type { CallFacts } from './facts.ts'

/** An on-call phone that was rung for a caller and picked up. `seconds`: how long that lasted; null while it goes on. */
export type PickedUp = { leg: string; at: Instant | null; seconds: number | null }

/**
 * Whoever picks up hears whom it is about and has eight seconds for the key; without it the carrier hangs up. A leg that lasted
 * longer than that can last was connected. Seconds, with room for a slow voice.
 */
const LONGEST_WITHOUT_KEY_SECONDS = 20
/** The carrier dates a leg that goes on from when it began to ring: twenty-five seconds at most, and its own five. */
const LONGEST_RING_SECONDS = 30

/**
 * Who talked to the caller though nobody told us, as events with the key under which each is kept once. A voicemail that picked up,
 * or a talk of a few seconds, does not count: then the caller is owed a call, and that is the safe side.
 */
export function onCallSeen(
  facts: CallFacts,
  legs: readonly PickedUp[],
  now: Instant,
): { key: string; event: CarrierEvent }[] {
  return legs.flatMap(({ leg, at, seconds }) => {
    const known = facts.onCallLegs[leg]
    const since = at ?? facts.callerEnded?.at ?? facts.firstHeardAt
    const lasted = seconds ?? secondsBetween(since, now) - LONGEST_RING_SECONDS
    const isTalk = Boolean(known?.answeredAt) || lasted > LONGEST_WITHOUT_KEY_SECONDS
    if (!isTalk || typeof known?.bridged === 'boolean') return []
    return [
      ...(known?.answeredAt
        ? []
        : [
            {
              key: `on-call-answered/${leg}`,
              event: { kind: 'on_call_answered' as const, at: since, leg },
            },
          ]),
      ...(seconds === null
        ? []
        : [
            {
              key: `on-call-over/${leg}`,
              event: {
                kind: 'on_call_tried' as const,
                at: plusSeconds(since, seconds),
                round: FOUND_BY_ASKING,
                leg,
                bridged: true,
              },
            },
          ]),
    ]
  })
}

/** The rounds of the first answer are numbered from 1; of the fallback's no word comes. */
const FOUND_BY_ASKING = 0
