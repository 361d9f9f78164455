import { describe, expect, test } from 'vitest'
import { stateOf, transition } from '#server/calls/core/call.ts'
import type { CallEvent, Decision } from '#server/calls/core/events.ts'
import { addFact, type CallFacts } from '#server/calls/core/facts.ts'
import { followUps } from '#server/calls/core/follows.ts'
import { momentOf } from '#server/calls/core/moments.ts'
import { partyNow, partyStateOf, wantsHold } from '#server/calls/core/parties.ts'
import { holdOf, partiesOf } from '#server/calls/core/partyRows.ts'
import { StoredCall } from '#server/calls/storedCall.ts'
import type { PartyState } from '#shared/parties.ts'
import { aClaim, at, CALLER_LEG, inRoom, NURSE_LEG, ROOM, rang, told } from './aCall.ts'

const PARTY_LEG = 'CAdddddddddddddddddddddddddddddddd'
const talking = [rang, aClaim(1, 8), inRoom(NURSE_LEG, 'lead', 1), inRoom(CALLER_LEG, 'caller', 2)]
const asked: Decision = {
  kind: 'party_asked',
  at: at(60),
  party: 1,
  command: 'a command',
  claim: 1,
  room: ROOM,
  to: '+441134960970',
  as: 'interpreter',
  who: 'Telephone interpreters',
  language: 'Polish',
}
const leg = (final: Extract<CallEvent, { kind: 'party_leg' }>['final'], second = 62): CallEvent => ({
  kind: 'party_leg',
  at: at(second),
  party: 1,
  leg: PARTY_LEG,
  final,
})
const room = { room: ROOM, claim: 1, leg: PARTY_LEG, label: 'party-1' } as const
const joined: CallEvent = { kind: 'joined', at: at(70), sequence: 3, ...room }
const left: CallEvent = { kind: 'left', at: at(90), sequence: 4, ...room }
const letGo: CallEvent = { kind: 'party_let_go', at: at(80), party: 1 }
const failed: CallEvent = { kind: 'party_failed', at: at(80), party: 1, because: 'not_answered' }
const roomEnded: CallEvent = { kind: 'room_ended', at: at(95), room: ROOM, claim: 1, sequence: 9 }
const hungUp: CallEvent = { kind: 'caller_ended', at: at(95), status: 'completed' }
const hold = (number: number, isOn: boolean): CallEvent => ({
  kind: 'hold_asked',
  at: at(65 + number),
  hold: number,
  isOn,
  party: 1,
})
const caller = { room: ROOM, claim: 1, leg: CALLER_LEG, label: 'caller' } as const
const held: CallEvent = { kind: 'held', at: at(67), sequence: 5, ...caller }
const unheld: CallEvent = { kind: 'unheld', at: at(69), sequence: 6, ...caller }

const STATES: [string, CallEvent[], PartyState][] = [
  ['was only asked for', [], 'ringing'],
  ['rings', [leg(null)], 'ringing'],
  ['is in the room', [leg(null), joined], 'here'],
  ['is in the room, and no word of the leg came', [joined], 'here'],
  ['hung up after having been there', [leg(null), joined, left, leg('completed', 91)], 'left'],
  ['hung up, and the room’s own word was lost', [leg(null), joined, leg('completed', 91)], 'left'],
  ['is engaged', [leg('busy')], 'not_reached'],
  ['did not answer', [leg(null), leg('no-answer', 92)], 'not_reached'],
  ['was not added, by the room’s word alone', [left], 'not_reached'],
  [
    'rang twice and answered once',
    [leg(null), { ...leg('failed'), leg: 'CAe' } as CallEvent, joined],
    'here',
  ],
  ['was refused by the carrier', [failed], 'not_reached'],
  ['was let go while it rang', [leg(null), letGo], 'let_go'],
  ['was let go out of the talk', [leg(null), joined, letGo, left], 'let_go'],
  ['rang when the caller hung up', [leg(null), hungUp], 'not_reached'],
  ['was there when the caller hung up', [leg(null), joined, hungUp], 'here'],
  [
    'was there when the caller hung up, and then the nurse',
    [joined, hungUp, { ...roomEnded, at: at(97) }],
    'left',
  ],
  ['was there when the nurse’s line was lost', [joined, roomEnded], 'left'],
]

test.each(STATES)('somebody who %s', (_name, events, state) => {
  expect(partyStateOf(told(...talking, asked, ...events), 1)).toBe(state)
})

test.each(STATES)('… %s: in whatever order it is told, and told twice', (_name, events, state) => {
  const told_ = told(...talking, asked, ...events)
  const other = told(...talking, asked, ...events.toReversed(), ...events)

  expect(other).toEqual(told_)
  expect(partyStateOf(other, 1)).toBe(state)
})

test('the words of a leg that come before anybody was asked for are not lost', () => {
  const late = told(...talking, joined, leg(null), asked)

  expect(late).toEqual(told(...talking, asked, leg(null), joined))
  expect(partyNow(late)).toBe(1)
})

test('whoever comes and goes, the two go on talking', () => {
  for (const [, events] of STATES) {
    const facts = told(...talking, asked, ...events)
    const isApart = facts.callerEnded || facts.rooms[ROOM]?.endedAt
    const afterCaller = partyStateOf(facts, 1) === 'here' ? 'talking' : 'wrapup'
    expect(stateOf(facts)).toBe(facts.callerEnded ? afterCaller : isApart ? 'reconnecting' : 'talking')
  }
})

const follows = (before: CallFacts, event: CallEvent) =>
  followUps(before, addFact(before, event), event.at).flatMap(({ key, task }) =>
    ['ring_party', 'check_party', 'drop_party', 'hold_caller'].includes(task.kind) ? [key] : [],
  )

describe('what follows', () => {
  const withParty = told(...talking, asked, leg(null), joined)
  const drop = `drop-party/1/${PARTY_LEG}`

  test('who is asked for is rung, and looked for after a while', () => {
    expect(follows(told(...talking), asked)).toEqual(['ring-party/1', 'check-party/1'])
  })

  test.each<[string, CallFacts, CallEvent]>([
    ['let go', withParty, letGo],
    ['there when the nurse ends the call', withParty, { kind: 'ended_by_nurse', at: at(96), claim: 1 }],
    ['ringing when the room ends under the nurse', told(...talking, asked, leg(null)), roomEnded],
    ['heard of only after having been let go', told(...talking, asked, letGo), leg(null)],
    ['in the room though given up', told(...talking, asked, failed), joined],
  ])('somebody who is %s has their leg ended', (_name, before, event) => {
    expect(follows(before, event)).toContain(drop)
  })

  test('who is there when the caller hangs up talks on with the nurse, also when the outcome is saved; when they go she is free', () => {
    const nurse = (before: CallFacts, event: CallEvent) =>
      followUps(before, addFact(before, event), event.at).map(({ task }) => task.kind)
    const alone = addFact(withParty, hungUp)
    const saved: CallEvent = { kind: 'wrapped_up', at: at(96) }

    expect(nurse(withParty, hungUp)).toEqual([])
    expect([stateOf(alone), stateOf(addFact(alone, saved))]).toEqual(['talking', 'talking'])
    expect(nurse(alone, leg('completed', 99))).toEqual(['drop_nurse'])
    expect(stateOf(told(...talking, asked, joined, hungUp, leg('completed', 99)))).toBe('wrapup')
    expect(stateOf(told(...talking, asked, joined, hungUp, saved, leg('completed', 99)))).toBe('closed')
    expect(follows(alone, letGo)).toEqual([drop])
    expect(wantsHold(told(...talking, asked, joined, hold(1, true), held, hungUp))).toBe(false)
  })

  test('who hung up themselves is not ended again', () => {
    expect(follows(told(...talking, asked, leg(null), joined, leg('completed', 91)), left)).toEqual([])
  })

  test('a hold is asked for twice, in case two askings cross, and ends with whom it was for', () => {
    const onHold = told(...talking, asked, leg(null), joined, hold(1, true), held)

    expect(follows(told(...talking, asked, joined), hold(1, true))).toEqual([
      'hold/1/true',
      'hold/1/true/again',
    ])
    expect(wantsHold(onHold)).toBe(true)
    const end = ['hold/1/false', 'hold/1/false/again']
    expect(follows(onHold, leg('completed', 91))).toEqual(end)
    expect(follows(onHold, letGo)).toEqual([drop, ...end])
    expect(follows(onHold, hold(2, false))).toEqual(['hold/2/false', 'hold/2/false/again'])
  })

  test('a hold that the carrier tells of when nobody wishes it any more is ended', () => {
    const over = told(...talking, asked, joined, hold(1, true), hold(2, false))

    expect(follows(over, held)).toEqual([`hold/${CALLER_LEG}/5/end`])
    expect(follows(told(...talking, asked, joined, hold(1, true)), held)).toEqual([])
  })
})

test('on hold is only whom the carrier says so of', () => {
  const wished = told(...talking, asked, joined, hold(1, true))

  expect(holdOf(told(...talking, asked, joined))).toBeNull()
  expect(holdOf(wished)?.state).toBe('asked')
  expect(holdOf(addFact(wished, held))?.state).toBe('held')
  expect(holdOf(told(...talking, asked, joined, hold(1, true), held, letGo))?.state).toBe('ending')
  expect(holdOf(told(...talking, asked, joined, hold(1, true), unheld, held, hold(2, false)))).toBeNull()
})

test('the board tells no name, number or language of whom was brought in', () => {
  const rows = partiesOf(told(...talking, asked, joined, letGo, left))

  expect(rows).toEqual([
    { party: 1, kind: 'interpreter', state: 'let_go', askedAt: at(60), joinedAt: at(70), endedAt: at(80) },
  ])
  expect(JSON.stringify(rows)).not.toMatch(/Polish|Telephone|0970/)
})

test('the call’s story says who came, who did not, and never a number', () => {
  const { parties } = told(...talking, asked)
  const story = [asked, leg('no-answer'), joined, failed, letGo].map(
    event => momentOf(event, null, event.at, parties)?.what,
  )

  expect(story).toEqual([
    'Interpreter (Polish, Telephone interpreters) was rung, to be brought in',
    'Interpreter (Polish, Telephone interpreters) did not answer',
    'Interpreter (Polish, Telephone interpreters) was connected',
    'Interpreter (Polish, Telephone interpreters) did not answer',
    'Interpreter (Polish, Telephone interpreters) was let go',
  ])
  expect(story.join()).not.toContain('113496')
})

test('a call is read back from its row with whoever was brought in, and one of before without anybody', () => {
  const facts = told(...talking, asked, leg(null), joined, hold(1, true), held)
  const row = { id: crypto.randomUUID(), lineId: crypto.randomUUID(), version: 1, state: 'talking' }
  const more = { patientId: null, identityEpoch: 0, forTask: null }
  const identity = { checked: [], skippedBecause: null, caller: null, provisional: false }
  const read = (stored: object) => StoredCall.parse({ ...row, ...more, identity, facts: stored }).facts
  const { parties: _parties, partyLegs: _legs, holds: _holds, ...before } = told(...talking)

  expect(read(JSON.parse(JSON.stringify(facts)))).toEqual(facts)
  expect(read(before)).toEqual(told(...talking))
  expect(transition(read(before), asked).kind).toBe('moved')
})
