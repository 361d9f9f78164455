import { claimOfLeg, isIn } from '#server/calls/core/call.ts'
import type { CarrierEvent, Label } from '#server/calls/core/events.ts'
import type { CallFacts, Room } from '#server/calls/core/facts.ts'
import { holdCount, labelOfParty, partyOfLabel } from '#server/calls/core/parties.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'

/** What the carrier answered when it was asked who is in the call's room; null: there is no room. */
export type SeenRoom = { room: string; legs: readonly SeenLeg[] } | null
type SeenLeg = { leg: string; label: string; isHeld?: boolean }

export type Difference = { key: string; event: CarrierEvent }

/** Above every number the carrier gives: what we saw with our own eyes is newer than what was told before. */
export const SEEN = 1_000_000
/** The carrier's lists lag behind its own words: what was told within this time is newer than what is seen. Seconds. */
const LAG_SECONDS = 10

/**
 * Where what we know of a call's rooms is not what the carrier shows, as events. Wrongly seen once, it is seen rightly the
 * next time: a leg that is there again is there again.
 */
export function roomDifferences(facts: CallFacts, claim: number, seen: SeenRoom, at: Instant): Difference[] {
  const known = seen ? facts.rooms[seen.room] : undefined
  return [
    ...Object.entries(facts.rooms)
      .filter(([room, is]) => room !== seen?.room && !is.endedAt && isSettled(newestIn(is), at))
      .map(
        ([room, is]): Difference => ({
          key: `room-ended/${room}`,
          event: { kind: 'room_ended', at, room, claim: is.claim, sequence: SEEN },
        }),
      ),
    ...(seen ? seen.legs.flatMap(one => arrived(facts, claim, seen.room, known, one, at)) : []),
    ...(seen && known ? gone(seen.room, known, seen.legs, at) : []),
    ...(seen && known ? onHold(facts, seen.room, known, seen.legs, at) : []),
  ]
}

function arrived(
  facts: CallFacts,
  claim: number,
  room: string,
  known: Room | undefined,
  { leg, label: seen }: { leg: string; label: string },
  at: Instant,
): Difference[] {
  const label = ourLabel(seen)
  if (!label) return []
  const is = known?.legs[leg]
  if (is && (isIn(is) || !isSettled(is.leftAt, at))) return []
  const sequence = is?.left == null ? 0 : is.left + 1
  // No word named this leg of a nurse: who is in the room now is the nurse who has the call.
  const isNew = label === 'lead' && !is && claimOfLeg(facts, leg) === null
  return [
    ...(isNew
      ? [
          {
            key: `nurse/${leg}`,
            event: { kind: 'nurse_leg' as const, at, claim, leg, final: null },
          },
        ]
      : []),
    {
      key: `joined/${room}/${leg}/${sequence}`,
      event: { kind: 'joined', at, room, claim: known?.claim ?? claim, leg, label, sequence },
    },
  ]
}

function gone(room: string, known: Room, seen: readonly { leg: string }[], at: Instant): Difference[] {
  return Object.entries(known.legs).flatMap(([leg, is]): Difference[] => {
    if (!isIn(is) || !isSettled(is.joinedAt, at) || seen.some(one => one.leg === leg)) return []
    const sequence = Math.max(SEEN, (is.joined ?? 0) + 1)
    return [
      {
        key: `left/${room}/${leg}/${sequence}`,
        event: { kind: 'left', at, room, claim: known.claim, leg, label: is.label, sequence },
      },
    ]
  })
}

/** A word of a hold was lost: the nurse must not speak freely before a caller who hears her, nor a caller be left unheard. */
function onHold(
  facts: CallFacts,
  room: string,
  known: Room,
  seen: readonly SeenLeg[],
  at: Instant,
): Difference[] {
  const newest = facts.holds[holdCount(facts)]
  if (!newest || !isSettled(newest.at, at)) return []
  return seen.flatMap(({ leg, label, isHeld }): Difference[] => {
    const is = known.legs[leg]
    if (label !== 'caller' || isHeld === undefined || !is || !isIn(is)) return []
    const [held, unheld] = [is.held ?? -1, is.unheld ?? -1]
    if (isHeld === held > unheld) return []
    const kind = isHeld ? 'held' : 'unheld'
    const sequence = Math.max(SEEN, held + 1, unheld + 1)
    return [
      {
        key: `${kind}/${room}/${leg}/${sequence}`,
        event: { kind, at, room, claim: known.claim, leg, label, sequence },
      },
    ]
  })
}

function newestIn(room: Room): Instant | null {
  const moments = Object.values(room.legs).flatMap(leg => [leg.joinedAt ?? [], leg.leftAt ?? []].flat())
  return moments.sort().at(-1) ?? null
}

function isSettled(moment: Instant | null, at: Instant): boolean {
  return moment === null || secondsBetween(moment, at) >= LAG_SECONDS
}

function ourLabel(label: string): Label | undefined {
  if (label === 'lead' || label === 'caller') return label
  const party = partyOfLabel(label)
  return party === null ? undefined : labelOfParty(party)
}
