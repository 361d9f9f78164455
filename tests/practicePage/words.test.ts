import { expect, test } from 'vitest'
import { matching, ringsWhich, telephoneOf } from '#client/practice/core/choice.ts'
import { asDialled } from '#client/practice/core/dialled.ts'
import { concernsNurse, holderOf, showNumber, speaker, whatHappened } from '#client/practice/core/words.ts'
import { aCall, LINE, MAUREEN } from './aCall.ts'

const CALLERS = [
  { name: 'Jean Hollis', number: '+441632960333', note: 'About her husband Ron.' },
  { name: 'Ron Hollis', number: '+441632960333', note: 'About himself.' },
  { name: 'Maureen Ashby', number: MAUREEN, note: 'Derek is in pain.' },
]
const talks = [{ after: 1, until: 4, name: 'lead' }]
const ended = { endedAt: '2026-11-22T02:11:25.000Z' }

test.each([
  ['07700 900123', '+447700900123'],
  ['(01632) 960-101', '+441632960101'],
  ['0044 7700 900123', '+447700900123'],
  ['+44 7700 900123', '+447700900123'],
  ['0770', undefined],
  ['Maureen', undefined],
  ['', undefined],
])('%s is dialled as %s', (typed, number) => {
  expect(asDialled(typed)).toBe(number)
})

test('a number that several people share is theirs together until one is chosen', () => {
  const number = '+441632960333'

  const holders = [
    holderOf(number, CALLERS, new Map()),
    holderOf(number, CALLERS, new Map([[number, 'Ron Hollis']])),
    holderOf('withheld', CALLERS, new Map()),
    holderOf('+447700900901', CALLERS, new Map()),
  ]

  expect(holders).toEqual(['Jean Hollis or Ron Hollis', 'Ron Hollis', 'Somebody', '07700 900 901'])
})

test('a person is called by the name the line has for them, and a label that is no name is left out', () => {
  const names = [
    speaker({ who: 'line' }),
    speaker({ who: 'self' }),
    speaker({ who: 'person', name: 'lead' }),
    speaker({ who: 'person', name: 'caller' }),
    speaker({ who: 'person', name: 'Alison Reid' }),
    speaker({ who: 'person', name: 'leg-7f3a' }),
    speaker({ who: 'person' }),
  ]

  expect(names).toEqual(['The line', 'You', 'Nurse', 'Caller', 'Alison Reid', 'A person', 'A person'])
})

test.each([
  [aCall({ status: 'completed', talks, ...ended }), true, 'You hung up after 1 min.'],
  [aCall({ status: 'completed', talks, ...ended }), false, 'The other side ended the call after 1 min.'],
  [
    aCall({ status: 'completed', endedAt: '2026-11-22T02:10:05.000Z' }),
    true,
    'You hung up after 4 s, before you were joined with anybody.',
  ],
  [
    aCall({ status: 'completed', ...ended }),
    false,
    'The line ended the call after 1 min; you were joined with nobody.',
  ],
  [aCall({ status: 'busy' }), false, 'The number is engaged.'],
  [aCall({ status: 'failed' }), false, 'The call could not be put through: nobody answers for that number.'],
  [aCall({ status: 'no-answer' }), true, 'You hung up before anybody answered.'],
  [aCall({ status: 'busy', direction: 'incoming' }), true, 'You rejected the call.'],
  [
    aCall({ status: 'canceled', direction: 'incoming' }),
    false,
    'They stopped ringing before anybody answered.',
  ],
  [aCall({ status: 'no-answer', direction: 'incoming' }), false, 'It rang out: nobody answered.'],
])('what happened is said in a sentence', (call, byMe, says) => {
  expect(whatHappened(call, { byMe, isLost: false })).toBe(says)
})

test('a call lost with the line says so, whatever else is known of it', () => {
  expect(whatHappened(aCall(), { byMe: false, isLost: true })).toBe(
    'The practice line was started again, and this call went with it.',
  )
})

test.each([
  ['a caller who got through', aCall({ status: 'completed', ...ended }), true],
  ['a number that was engaged', aCall({ status: 'busy', answeredAt: undefined }), false],
  ['a colleague who took the caller', aCall({ direction: 'incoming', status: 'completed', talks }), true],
  ['a colleague who rejected', aCall({ direction: 'incoming', status: 'busy' }), false],
] as const)('of %s the nurses hear, or not', (_, call, isTold) => {
  expect(concernsNurse(call)).toBe(isTold)
})

test('people are found by name, number as written in Britain, or situation', () => {
  const found = ['hollis', '01632960333', 'pain', 'ron himself', 'nobody'].map(words =>
    matching(CALLERS, words),
  )

  expect(found).toEqual([[0, 1], [0, 1], [2], [1], []])
})

test('a choice is a telephone, or says what is still needed', () => {
  const chosen = [
    telephoneOf({ kind: 'caller', index: 1 }, CALLERS),
    telephoneOf({ kind: 'number', typed: '07700 900901' }, CALLERS),
    telephoneOf({ kind: 'withheld' }, CALLERS),
    telephoneOf({ kind: 'number', typed: 'x' }, CALLERS),
  ]

  expect(chosen).toEqual([
    { phone: '+441632960333', name: 'Ron Hollis' },
    { phone: '+447700900901' },
    { phone: 'withheld' },
    { needs: 'Type the number of the telephone, as 07700 900123 or +44 7700 900123.' },
  ])
})

test('the first line is rung until another is chosen', () => {
  const other = { number: '+442079460123' }
  const numbers = [{ number: LINE }, other]

  expect([
    ringsWhich(numbers, undefined)?.number,
    ringsWhich(numbers, other.number),
    ringsWhich([], LINE),
  ]).toEqual([LINE, other, undefined])
})

test('numbers are shown as they are read in Britain, and a withheld one in words', () => {
  expect([showNumber('+447700900123'), showNumber('withheld'), showNumber('client:nurse')]).toEqual([
    '07700 900 123',
    'Number withheld',
    'client:nurse',
  ])
})
