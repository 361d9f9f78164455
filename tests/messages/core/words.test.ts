import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOneText, placesOf } from '#server/messages/core/gsm7.ts'
import { mayBeReached } from '#server/messages/core/mayBeReached.ts'
import { CARRIER_WORDS, readAnswer, readKey } from '#server/messages/core/readAnswer.ts'
import { carrierSays, KNOWN_CODES } from '#server/messages/core/refusals.ts'
import { newTaskCode } from '#server/messages/core/taskCode.ts'
import { type Params, type TemplateName, templates, wordedBy } from '#server/messages/core/templates.ts'
import { TaskCode } from '#shared/messages.ts'

const NAMES = Object.keys(templates) as TemplateName[]
const LONGEST: Params = {
  code: '4F7K',
  urgency: 'urgency 1',
  by: 'Wed 02:30',
  link: 'https://care.example/v#abcdefghijkmnpqrstuvwx',
}

test.each([
  ['ACCEPT 4F7', { kind: 'accept', code: '4F7' }],
  ['accept4f7', { kind: 'accept', code: '4F7' }],
  [' Accept:  4 F 7. ', { kind: 'accept', code: '4F7' }],
  ['A 4F7', { kind: 'accept', code: '4F7' }],
  ['a4f7k', { kind: 'accept', code: '4F7K' }],
  ['“ACCEPT 4F7”', { kind: 'accept', code: '4F7' }],
  ['ＡＣＣＥＰＴ　４Ｆ７', { kind: 'accept', code: '4F7' }],
  ['Accept task 4F7', { kind: 'accept', code: '4F7' }],
  ['ACCEPT', { kind: 'accept', code: null }],
  ['accepted', { kind: 'accept', code: null }],
  ['DECLINE 4F7', { kind: 'decline', code: '4F7' }],
  ['d 4f7', { kind: 'decline', code: '4F7' }],
  ['Decline', { kind: 'decline', code: null }],
  ['SAFE 4F7', { kind: 'safe', code: '4F7' }],
  ['safe4f7', { kind: 'safe', code: '4F7' }],
  ['Safe.', { kind: 'safe', code: null }],
  ['I’m safe', { kind: 'safe', code: null }],
  ['OUT 4F7', { kind: 'safe', code: '4F7', isOut: true }],
  ['Safe out 4F7', { kind: 'safe', code: '4F7', isOut: true }],
  ['safe 4f7, and out', { kind: 'safe', code: '4F7', isOut: true }],
  ['I’m safe and out.', { kind: 'safe', code: null, isOut: true }],
  ['out', { kind: 'safe', code: null, isOut: true }],
  [' Stop ', { kind: 'stop' }],
  ['END', { kind: 'stop' }],
  ['cancel', { kind: 'stop' }],
  ['Yes', { kind: 'start' }],
  ['unstop', { kind: 'start' }],
  ['info', { kind: 'help' }],
])('“%s” is read', (body, said) => {
  expect(readAnswer(body)).toEqual(said)
})

test.each([
  '',
  '4F7',
  'A',
  'D',
  'ACCEPT 4F7?',
  'ACCEPT 4F7 but late',
  'ACCEPT 4F7 DECLINE 9K3',
  'do not ACCEPT 4F7',
  'ACCEPT 4F0',
  'ACCEPT OF7',
  'NOT SAFE',
  'NOT OUT',
  'SAFE NOT OUT',
  'out 4F7 of money',
  'safe?',
  'I am not safe 4F7',
  'SAFE but he followed me',
  'YES 4F7',
  'stop 4F7',
  'She is in pain, please ring',
  'accept\u00004F7x',
])('“%s” is for a person to read', body => {
  expect(readAnswer(body)).toEqual({ kind: 'not_understood' })
})

test('whatever is texted is read, and accepts only what it names', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), body => {
      const said = readAnswer(body)
      if (said.kind === 'accept') expect(body.normalize('NFKC').trim().toUpperCase()).toMatch(/^\W*A/)
    }),
  )
})

test('what the carrier acts on by itself is never a command of ours, and no text of ours asks for it', () => {
  for (const word of CARRIER_WORDS) expect(['stop', 'start', 'help']).toContain(readAnswer(word).kind)
  for (const { words } of Object.values(templates))
    for (const command of words.matchAll(/\b[A-Z]{3,}\b/g)) expect(CARRIER_WORDS).not.toContain(command[0])
})

test.each([
  ['1', { kind: 'accept', code: null }],
  ['2', { kind: 'decline', code: null }],
  ['3', null],
  ['', null],
])('the key %s', (key, said) => {
  expect(readKey(key)).toEqual(said)
})

test.each(NAMES)('%s is one text at its longest, or words to be said, and tells nothing of anybody', name => {
  const { words } = wordedBy(name, LONGEST)
  const isSaid = 'isSaid' in templates[name]

  if (!isSaid) expect([isOneText(words), words.length <= 160]).toEqual([true, true])
  expect(words).not.toMatch(/hospice|palliative|end of life|dying|death|cancer|patient|nurse|drug|medicine/i)
  expect(words).not.toMatch(/[{}]/)
})

test('an address that does not fit is left off, and the text is sent all the same', () => {
  const link = `https://${'care.'.repeat(24)}example/t/4F7`

  expect(wordedBy('task_offered', { ...LONGEST, link }).words).not.toContain('care.')
})

test.each([
  { code: 'Ron' },
  { code: '4F0' },
  { by: 'at Weavers Row' },
  { urgency: 'Ron Ashby' },
  { link: 'https://care.example/t/Ron Ashby' },
  { link: 'https://care.example/v#Ron Ashby' },
  { name: 'Ron Ashby' } as Params,
])('%j cannot get into a text', params => {
  expect(() => wordedBy('task_offered', { ...LONGEST, ...params })).toThrow('may stand in a message')
})

test('a text that lacks something is not sent', () => {
  expect(() => wordedBy('task_offered', { code: '4F7' })).toThrow('lacks something')
})

test.each([
  ['a', 1],
  ['€', 2],
  ['[x]', 5],
  ['’', undefined],
  ['🙂', undefined],
])('the places of %s', (words, places) => {
  expect(placesOf(words)).toBe(places)
})

test('a code is made of what nobody takes for something else, and is none of those that are open', () => {
  const taken = new Set<string>()
  for (let i = 0; i < 1_000; i += 1) {
    const code = newTaskCode(taken, Math.random)
    expect(TaskCode.safeParse(code).success).toBe(true)
    expect(readAnswer(`accept ${code}`)).toEqual({ kind: 'accept', code })
    taken.add(code)
  }
  expect(taken.size).toBe(1_000)
})

test.each([
  ['+447700900123', true, true],
  ['+447400123456', true, true],
  ['+441632960001', false, true],
  ['+442079460001', false, true],
  ['+447012345678', false, false],
  ['+447600123456', false, false],
  ['+449061234567', false, false],
  ['+448451234567', false, false],
  ['+443001234567', false, false],
  ['+88213300001', false, false],
  ['+33612345678', false, false],
  ['+4477009001234', false, false],
  ['07700900123', false, false],
])('%s is texted: %s, rung: %s (T-32)', (number, isTexted, isRung) => {
  expect([mayBeReached(number, 'text'), mayBeReached(number, 'ring_with_key')]).toEqual([isTexted, isRung])
})

test('every code that the carrier may refuse a text with has words that say what to do', () => {
  const wanted = [
    21610,
    21614,
    21211,
    21612,
    21408,
    21606,
    21659,
    21611,
    ...[1, 2, 3, 4, 5, 6, 7, 8].map(n => 30000 + n),
  ]

  expect(KNOWN_CODES).toEqual(expect.arrayContaining(wanted))
  for (const code of [...KNOWN_CODES, 30999, null]) expect(carrierSays(code)).toMatch(/\bring\b/i)
})
