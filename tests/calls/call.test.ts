import { describe, expect, test } from 'vitest'
import { heldBefore, stateOf, transition } from '#server/calls/core/call.ts'
import { decideClaim } from '#server/calls/core/decideClaim.ts'
import type { CallEvent } from '#server/calls/core/events.ts'
import { addFact, type CallFacts } from '#server/calls/core/facts.ts'
import { followUps, holder } from '#server/calls/core/follows.ts'
import { owedBy } from '#server/calls/core/owed.ts'
import type { CallState } from '#shared/calls.ts'
import { secondsBetween } from '#shared/time.ts'
import { aClaim, at, CALLER_LEG, inRoom, MAREN, NURSE_LEG, PRIYA, ROOM, rang, told } from './aCall.ts'

const nurseIn = inRoom(NURSE_LEG, 'lead', 1)
const callerIn = inRoom(CALLER_LEG, 'caller', 2)
const roomEnded: CallEvent = { kind: 'room_ended', at: at(60), room: ROOM, claim: 1, sequence: 9 }
const hungUp: CallEvent = { kind: 'caller_ended', at: at(90), status: 'completed' }

const WAYS: [string, CallEvent[], CallState][] = [
  ['nothing but a row', [], 'new'],
  ['the first ring', [rang], 'greeting'],
  ['a wait document asked for', [rang, { kind: 'queued', at: at(5) }], 'waiting'],
  ['an offer', [rang, { kind: 'offered', at: at(6), offer: 1, to: [MAREN] }], 'offered'],
  ['an offer to nobody', [rang, { kind: 'offered', at: at(6), offer: 1, to: [] }], 'greeting'],
  ['a claim', [rang, aClaim(1, 8)], 'claimed'],
  ['the nurse in the room', [rang, aClaim(1, 8), nurseIn], 'connecting'],
  ['both in the room', [rang, aClaim(1, 8), nurseIn, callerIn], 'talking'],
  ['the room lost under them', [rang, aClaim(1, 8), nurseIn, callerIn, roomEnded], 'reconnecting'],
  ['the caller hung up after talking', [rang, aClaim(1, 8), nurseIn, callerIn, hungUp], 'wrapup'],
  [
    'ended by the nurse',
    [rang, aClaim(1, 8), nurseIn, callerIn, { kind: 'ended_by_nurse', at: at(80), claim: 1 }],
    'wrapup',
  ],
  [
    'the outcome saved',
    [rang, aClaim(1, 8), nurseIn, callerIn, hungUp, { kind: 'wrapped_up', at: at(120) }],
    'closed',
  ],
  [
    'the outcome saved while they still talk',
    [rang, aClaim(1, 8), nurseIn, callerIn, { kind: 'wrapped_up', at: at(70) }],
    'talking',
  ],
  [
    'given back',
    [rang, aClaim(1, 8), { kind: 'released', at: at(20), claim: 1, because: 'given_back' }],
    'waiting',
  ],
  [
    'given back and offered anew by a process whose clock is an hour behind',
    [
      rang,
      aClaim(1, 3_608),
      { kind: 'released', at: at(3_620), claim: 1, because: 'given_back' },
      { kind: 'offered', at: at(21), offer: 1, to: [PRIYA] },
    ],
    'offered',
  ],
  ['hung up while the nurse was being connected', [rang, aClaim(1, 8), nurseIn, hungUp], 'abandoned'],
  ['hung up at once', [rang, hungUp], 'abandoned'],
  [
    'on-call phones ringing',
    [rang, { kind: 'on_call_tried', at: at(80), round: 1, bridged: false }],
    'oncall_ringing',
  ],
  [
    'asked for a message to be taken',
    [rang, { kind: 'queued', at: at(5) }, { kind: 'pressed', at: at(80), digit: '1' }],
    'voicemail',
  ],
  [
    'a message left, without a key, and hung up',
    [rang, { kind: 'recorded', at: at(60), recordingSid: 'RE1', seconds: 9, ready: true }, hungUp],
    'voicemail',
  ],
  [
    'asked to be called back, and still there',
    [rang, { kind: 'queued', at: at(5) }, { kind: 'pressed', at: at(80), digit: '2' }],
    'callback_requested',
  ],
  [
    'asked to be called back, and hung up',
    [rang, { kind: 'pressed', at: at(80), digit: '2' }, hungUp],
    'callback_requested',
  ],
  [
    'claimed by a nurse whose telephone is not answered',
    [
      rang,
      { kind: 'queued', at: at(5) },
      aClaim(1, 8, { answersBy: 'phone' }),
      { kind: 'nurse_leg', at: at(9), claim: 1, leg: NURSE_LEG, final: null },
      { kind: 'nurse_leg', at: at(29), claim: 1, leg: NURSE_LEG, final: 'no-answer' },
    ],
    'waiting',
  ],
  [
    'talked to by an on-call colleague',
    [rang, { kind: 'on_call_tried', at: at(80), round: 1, bridged: true }, hungUp],
    'closed',
  ],
]

test.each(WAYS)('%s is where the call should be', (_name, events, state) => {
  expect(stateOf(told(...events))).toBe(state)
})

describe('a claim', () => {
  const priya = { staffId: PRIYA, name: 'Priya', answersBy: 'browser' } as const

  test('is refused to whoever presses second, with the name of who was first', () => {
    expect(decideClaim(told(rang, aClaim(1, 8)), priya, at(8))).toEqual({ kind: 'taken', by: 'Maren' })
  })

  test('pressed twice by the same nurse is one claim', () => {
    const maren = { staffId: MAREN, name: 'Maren', answersBy: 'browser' } as const

    expect(decideClaim(told(rang, aClaim(1, 8)), maren, at(9))).toEqual({ kind: 'already_yours' })
  })

  test('of a caller who hung up meanwhile is refused, and says where the call is now', () => {
    expect(decideClaim(told(rang, hungUp), priya, at(91))).toMatchObject({ kind: 'gone' })
  })

  test('of a caller whose nurse lost her line is kept for the same nurse at first, and then open to all', () => {
    const lost = told(rang, aClaim(1, 8), nurseIn, callerIn, roomEnded)

    expect(heldBefore(lost)).toEqual([])
    const next = { ...aClaim(2, 70), staffId: PRIYA, name: 'Priya' }
    const hers = told(rang, aClaim(1, 8), nurseIn, callerIn, roomEnded, next)
    expect(heldBefore(hers)).toEqual(['Maren'])
    expect(decideClaim(lost, priya, at(67))).toEqual({ kind: 'taken', by: 'Maren' })
    expect(decideClaim(lost, priya, at(68))).toMatchObject({ kind: 'claim' })
  })
})

describe('what is owed', () => {
  test('a caller who hung up after a second is owed a call within two minutes', () => {
    const owed = owedBy(told(rang, { ...hungUp, at: at(1) } as CallEvent))

    expect(owed).toEqual({ kind: 'call_back_abandoned', dueAt: at(121), recordingSid: null, seconds: 1 })
  })

  const owing: [string, CallFacts, string, number][] = [
    ['who hung up', told(rang, hungUp), 'call_back_abandoned', 90 + 120],
    [
      'who left a message',
      told(rang, { kind: 'recorded', at: at(60), recordingSid: 'RE1', seconds: 9, ready: true }, hungUp),
      'hear_voicemail',
      90 + 300,
    ],
    [
      'who asked to be called back, from the key on',
      told(rang, { kind: 'pressed', at: at(40), digit: '2' }, hungUp),
      'call_back_requested',
      40 + 600,
    ],
    [
      'whom only an on-call colleague spoke to',
      told(rang, { kind: 'on_call_tried', at: at(80), round: 1, bridged: true }, hungUp),
      'write_up_on_call',
      90 + 3_600,
    ],
  ]

  test.each(owing)('%s is owed something by a moment of its own', (_, facts, kind, dueAt) => {
    expect(owedBy(facts)).toMatchObject({ kind, dueAt: at(dueAt) })
  })

  test('a silent message is a task like any other', () => {
    const owed = owedBy(
      told(rang, { kind: 'recorded', at: at(60), recordingSid: 'RE1', seconds: 0, ready: false }, hungUp),
    )

    expect(owed).toMatchObject({ kind: 'hear_voicemail', recordingSid: 'RE1', seconds: 0 })
  })

  test('a caller who talked to a nurse is owed nothing by the line', () => {
    expect(owedBy(told(rang, aClaim(1, 8), nurseIn, callerIn, hungUp))).toBeNull()
  })

  test('a caller who was cut off and hung up in the queue is owed a call', () => {
    const cutOff = told(rang, aClaim(1, 8), nurseIn, callerIn, roomEnded, {
      kind: 'released',
      at: at(80),
      claim: 1,
      because: 'line_lost',
    })

    const talkedWith = { staffId: MAREN, name: 'Maren', at: at(60) }
    expect(owedBy(addFact(cutOff, hungUp))).toMatchObject({
      kind: 'call_back_abandoned',
      seconds: 30,
      cutOff: talkedWith,
    })
    const message: CallEvent = {
      kind: 'recorded',
      at: at(85),
      recordingSid: 'RE1',
      seconds: 9,
      ready: true,
    }
    expect(owedBy(addFact(addFact(cutOff, message), hungUp))).toMatchObject({
      kind: 'hear_voicemail',
      seconds: 9,
      cutOff: talkedWith,
    })
  })

  test('a caller whose nurse had not come yet was not cut off', () => {
    const missed = told(rang, aClaim(1, 8), nurseIn, {
      kind: 'released',
      at: at(40),
      claim: 1,
      because: 'nurse_not_joined',
    })

    expect(owedBy(addFact(missed, hungUp))).toEqual({
      kind: 'call_back_abandoned',
      dueAt: at(210),
      recordingSid: null,
      seconds: 90,
    })
  })
})

describe('what follows', () => {
  const keys = (before: CallFacts, event: CallEvent) =>
    followUps(before, addFact(before, event), event.at).map(one => one.key)

  test('the first ring is offered at once', () => {
    expect(keys(told(), rang)).toEqual(['offer/1/0'])
  })

  test('a nurse in the room brings the caller, and looks again whether it worked', () => {
    expect(keys(told(rang, aClaim(1, 8)), nurseIn)).toEqual([`bring/${ROOM}`, `together/${ROOM}`])
  })

  test('a nurse who ends the call ends the caller’s leg and her own', () => {
    const talking = told(rang, aClaim(1, 8), nurseIn, callerIn)

    expect(keys(talking, { kind: 'ended_by_nurse', at: at(80), claim: 1 })).toEqual(['drop/1', 'hang_up'])
  })

  const talking = told(rang, aClaim(1, 8), nurseIn, callerIn)
  const given: [string, CallFacts, CallEvent, [string, number][]][] = [
    ['a ring', told(), rang, [['offer/1/0', 0]]],
    ['an offer', told(rang), { kind: 'offered', at: at(6), offer: 1, to: [MAREN] }, [['offer/2/0', 20]]],
    ['a claim by browser', told(rang), aClaim(1, 8), [['joined/1', 10]]],
    [
      'a claim by telephone',
      told(rang),
      aClaim(1, 8, { answersBy: 'phone' }),
      [
        ['ring/1', 0],
        ['joined/1', 35],
      ],
    ],
    [
      'the nurse in the room',
      told(rang, aClaim(1, 8)),
      nurseIn,
      [
        [`bring/${ROOM}`, 0],
        [`together/${ROOM}`, 5],
      ],
    ],
    [
      'the nurse lost before the caller is there',
      told(rang, aClaim(1, 8), nurseIn),
      { kind: 'left', at: at(19), room: ROOM, claim: 1, leg: NURSE_LEG, label: 'lead', sequence: 3 },
      [['joined/1/again/1', 10]],
    ],
    ['the two cut apart', talking, roomEnded, [[`rejoined/1/${at(60)}`, 20]]],
    [
      'a call given back',
      told(rang, aClaim(1, 8)),
      { kind: 'released', at: at(18), claim: 1, because: 'given_back' },
      [
        ['offer/1/1', 0],
        ['drop/1', 0],
      ],
    ],
    ['a caller who hangs up', talking, hungUp, [['drop/1', 0]]],
    ['a caller who hangs up while she waits', told(rang), hungUp, [['look_back', 20]]],
    [
      'the ring of a caller who went an hour ago, found by asking',
      told({ ...hungUp, at: at(-3_600) }),
      { ...rang, at: at(0) },
      [
        ['offer/1/0', 0], // found needless when it is kept
        ['look_back', 0],
      ],
    ],
    [
      'a late message of a caller who has gone',
      told(rang, hungUp),
      { kind: 'recorded', at: at(60), recordingSid: 'RE1', seconds: 9, ready: true },
      [],
    ],
  ]

  test.each(given)('%s has its checks, each at its second', (_, before, event, expected) => {
    const follows = followUps(before, addFact(before, event), event.at)

    expect(follows.map(({ key, dueAt }) => [key, secondsBetween(event.at, dueAt)])).toEqual(expected)
  })

  test('a released call is offered again, under a key of its own: the next offer may be settled already', () => {
    expect(
      keys(told(rang, aClaim(1, 8)), {
        kind: 'released',
        at: at(18),
        claim: 1,
        because: 'nurse_not_joined',
      }),
    ).toContain('offer/1/1')
  })
})

test('a nurse holds her call until its outcome is saved, and then nobody does', () => {
  const wrapup = told(rang, aClaim(1, 8), nurseIn, callerIn, hungUp)

  expect(holder(wrapup)?.staffId).toBe(MAREN)
  expect(holder(addFact(wrapup, { kind: 'wrapped_up', at: at(120) }))).toBeNull()
})

test('an event that adds nothing is ignored with the reason, and never thrown', () => {
  expect(transition(told(rang), rang)).toEqual({
    kind: 'ignored',
    because: 'it adds nothing to what is known',
  })
})
