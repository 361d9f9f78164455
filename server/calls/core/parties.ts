import type { PartyState } from '#shared/parties.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import { currentClaim, isIn, isThere, isWithParty } from './call.ts'
import type { Label } from './events.ts'
import type { CallFacts, Room } from './facts.ts'

/** The name of a party's leg in the room: the carrier lets one leg with a name in, so a party rung twice comes in once. */
export function labelOfParty(party: number): Label {
  return `party-${party}`
}

/** The number in a label of a party; null for the nurse and the caller. */
export function partyOfLabel(label: string): number | null {
  const [, number] = /^party-([1-9]\d{0,3})$/.exec(label) ?? []
  return number === undefined ? null : Number(number)
}

/** Parties are numbered from 1 within their call. */
export function partyCount(facts: CallFacts): number {
  return Math.max(0, ...Object.keys(facts.parties).map(Number))
}

/** The parties' numbers, the first first. */
export function partyNumbers(facts: CallFacts): number[] {
  return Object.keys(facts.parties)
    .map(Number)
    .sort((one, other) => one - other)
}

/** Where somebody is who was asked into the call, worked out from what the carrier told and what the nurse did. */
export function partyStateOf(facts: CallFacts, number: number): PartyState {
  const party = facts.parties[number]
  if (!party) return 'not_reached'
  if (party.letGoAt) return 'let_go'
  const legs = legsInRooms(facts, number)
  const rung = Object.values(facts.partyLegs[number] ?? {})
  const isRungOut = rung.length > 0 && rung.every(({ final }) => final !== null)
  // Who was given up is not let in late: the nurse has gone on, and may have rung somebody else.
  const isOver = party.failed !== null || isRungOut || isTalkOver(facts, number)
  if (!isOver && legs.some(({ leg, room }) => isIn(leg) && !room.endedAt)) return 'here'
  if (legs.some(({ leg }) => leg.joined !== null)) return 'left'
  // A leg that left without having been in was not added: nobody answered it.
  return isOver || legs.length > 0 ? 'not_reached' : 'ringing'
}

/** Rings, or is in the call. */
export function isPartyWanted(facts: CallFacts, number: number): boolean {
  return ['ringing', 'here'].includes(partyStateOf(facts, number))
}

/** The one party at a time that rings or is in the call; null when none is. */
export function partyNow(facts: CallFacts): number | null {
  return partyNumbers(facts).find(number => isPartyWanted(facts, number)) ?? null
}

/** The talk that a party was asked into: when it is over, so is the asking. Nobody is left alone with the caller; with the nurse they may be. */
function isTalkOver(facts: CallFacts, number: number): boolean {
  const party = facts.parties[number]
  const claim = currentClaim(facts)
  if (facts.callerEnded && !isWithParty(facts)) return true
  if (!party || claim?.number !== party.claim || claim.endedAt) return true
  return Boolean(facts.rooms[party.room]?.endedAt)
}

function legsInRooms(facts: CallFacts, number: number): { leg: Room['legs'][string]; room: Room }[] {
  const label = labelOfParty(number)
  return Object.values(facts.rooms).flatMap(room =>
    Object.values(room.legs).flatMap(leg => (leg.label === label ? [{ leg, room }] : [])),
  )
}

/** The legs of a party that live as far as we know: they ring, or are in a room. */
export function liveLegsOf(facts: CallFacts, number: number): string[] {
  const label = labelOfParty(number)
  const rung = facts.partyLegs[number] ?? {}
  const inRooms = Object.values(facts.rooms).flatMap(room =>
    Object.entries(room.legs).flatMap(([name, leg]) =>
      leg.label === label && isIn(leg) && !room.endedAt && !rung[name]?.final ? [name] : [],
    ),
  )
  const ringing = Object.entries(rung).flatMap(([name, { final }]) => (final === null ? [name] : []))
  return [...new Set([...ringing, ...inRooms])]
}

/** When a party came into the call, and when it was over with them; null where it never happened. */
export function momentsOfParty(
  facts: CallFacts,
  number: number,
): { joinedAt: Instant | null; endedAt: Instant | null } {
  const party = facts.parties[number]
  const legs = legsInRooms(facts, number)
  const joinedAt = legs.flatMap(({ leg }) => leg.joinedAt ?? []).sort()[0] ?? null
  if (!party || isPartyWanted(facts, number)) return { joinedAt, endedAt: null }
  const ends = [
    party.letGoAt,
    party.failed?.at ?? null,
    ...legs.map(({ leg, room }) => leg.leftAt ?? room.endedAt),
    ...Object.values(facts.partyLegs[number] ?? {}).map(({ endedAt }) => endedAt),
  ]
  const known = ends.filter(end => end !== null).sort()[0]
  return { joinedAt, endedAt: known ?? facts.callerEnded?.at ?? currentClaim(facts)?.endedAt ?? null }
}

/** Holds are numbered as they were asked for; the newest says what is wished. */
export function holdCount(facts: CallFacts): number {
  return Math.max(0, ...Object.keys(facts.holds).map(Number))
}

/** The caller waits only for as long as the nurse speaks to somebody for them: when the party is gone, they are back by that. */
export function wantsHold(facts: CallFacts): boolean {
  const newest = facts.holds[holdCount(facts)]
  return newest?.isOn === true && facts.callerEnded === null && isPartyWanted(facts, newest.party)
}

/** The caller's leg in the room in which the talk is, and whether the carrier said that it is on hold. */
export function callerInRoom(
  facts: CallFacts,
): { room: string; leg: string; isHeld: boolean; sequence: number } | null {
  for (const [room, is] of Object.entries(facts.rooms)) {
    if (!isThere(is, 'lead') || !isThere(is, 'caller')) continue
    for (const [leg, known] of Object.entries(is.legs)) {
      if (known.label !== 'caller' || !isIn(known)) continue
      const held = known.held ?? -1
      return { room, leg, isHeld: held > (known.unheld ?? -1), sequence: held }
    }
  }
  return null
}

/** Seconds. The carrier rings for 25 and five more; a word of it comes within the rest, or the carrier is asked. */
export const PARTY_CHECK_SECONDS = 40
/** What was asked for this long ago is not rung any more: the nurse has gone on. Seconds. */
export const PARTY_TOO_LATE_SECONDS = 20
/** How long after it was asked the hold is asked for once more, in case the two askings crossed. Seconds. */
export const HOLD_AGAIN_SECONDS = 5

export type PartyErrand =
  | { kind: 'ring_party'; party: number }
  | { kind: 'check_party'; party: number }
  | { kind: 'drop_party'; party: number; leg: string }
  | { kind: 'hold_caller'; hold: number }

type PartyFollow = { key: string; dueAt: Instant; task: PartyErrand }

/** What a move makes necessary for whoever was asked into the call. */
export function partyFollowUps(before: CallFacts, after: CallFacts, at: Instant): PartyFollow[] {
  return [...ringing(before, after, at), ...dropping(before, after, at), ...holding(before, after, at)]
}

function ringing(before: CallFacts, after: CallFacts, at: Instant): PartyFollow[] {
  return partyNumbers(after)
    .filter(party => !before.parties[party])
    .flatMap(party => [
      { key: `ring-party/${party}`, dueAt: at, task: { kind: 'ring_party' as const, party } },
      {
        key: `check-party/${party}`,
        dueAt: plusSeconds(at, PARTY_CHECK_SECONDS),
        task: { kind: 'check_party' as const, party },
      },
    ])
}

/** A leg of somebody who is not wanted any more, whether it was known before or is heard of only now. */
function dropping(before: CallFacts, after: CallFacts, at: Instant): PartyFollow[] {
  return numbersWithLegs(after)
    .filter(party => !isPartyWanted(after, party))
    .flatMap(party => {
      const known = isPartyWanted(before, party) ? [] : liveLegsOf(before, party)
      return liveLegsOf(after, party)
        .filter(leg => !known.includes(leg))
        .map(leg => ({
          key: `drop-party/${party}/${leg}`,
          dueAt: at,
          task: { kind: 'drop_party' as const, party, leg },
        }))
    })
}

function numbersWithLegs(facts: CallFacts): number[] {
  const inRooms = Object.values(facts.rooms).flatMap(({ legs }) =>
    Object.values(legs).flatMap(({ label }) => partyOfLabel(label) ?? []),
  )
  return [...new Set([...Object.keys(facts.partyLegs).map(Number), ...inRooms])]
}

function holding(before: CallFacts, after: CallFacts, at: Instant): PartyFollow[] {
  const hold = holdCount(after)
  const wanted = wantsHold(after)
  const [was, is] = [callerInRoom(before), callerInRoom(after)]
  const task = { kind: 'hold_caller' as const, hold }
  const again = plusSeconds(at, HOLD_AGAIN_SECONDS)
  if (wanted !== wantsHold(before))
    return [
      { key: `hold/${hold}/${wanted}`, dueAt: at, task },
      { key: `hold/${hold}/${wanted}/again`, dueAt: again, task },
    ]
  // A word of a hold that nobody wishes any more: the caller is not left in it.
  const isStuck = is?.isHeld === true && !wanted && (was?.leg !== is.leg || !was.isHeld)
  return isStuck ? [{ key: `hold/${is.leg}/${is.sequence}/end`, dueAt: at, task }] : []
}
