import { describe, expect, test } from 'vitest'
import { type DeathForm, isElsewhere, judge, startingForm } from '#client/deaths/core/deathForm.ts'
import { adviceFor, timeLeft } from '#client/deaths/core/words.ts'
import { EMPTY_OUTCOME, judge as judgeOutcome } from '#client/outcomes/core/outcomeForm.ts'
import { clockTime } from '#client/ui/core/when.ts'
import { DeathAnswers, type DeathOffer } from '#shared/deaths.ts'

const NOW = '2026-11-23T03:20:00.000Z'
const OFFER: DeathOffer = {
  asOf: NOW,
  banner: { name: 'Ronald Ashby', isProtectedLocation: false, isProvisional: false, dangers: [] },
  nameToType: 'Ashby',
  expected: { suggests: true, words: '', because: [] },
  wished: ['home', 'hospice'],
  wishedWords: 'Home, or Hospice',
  implants: 'Pacemaker',
  rites: null,
  leave: [],
  ring: null,
  stops: [],
  stays: [],
  death: null,
}
const whole = (changes: Partial<DeathForm> = {}): DeathForm => ({
  ...startingForm(OFFER, 'Angela Ashby, wife'),
  howKnown: 'No breath',
  at: { date: '', time: '0310' },
  place: 'home',
  wasExpected: 'yes',
  ambulance: 'not_called',
  ...changes,
})
const errors = (form: DeathForm) => {
  const judged = judge(form, OFFER, NOW)
  return judged.kind === 'wanting' ? judged.errors.map(({ id }) => id) : []
}

describe('the first step of a report of a death', () => {
  test('begins with what is known, and chooses nothing', () => {
    expect(startingForm(OFFER, 'Angela Ashby, wife')).toMatchObject({
      reportedBy: 'Angela Ashby, wife',
      implants: 'Pacemaker',
      place: '',
      wasExpected: '',
      ambulance: '',
    })
  })

  test('says what it still wants in the order of its fields', () => {
    expect(errors(startingForm(OFFER, ''))).toEqual([
      'death-reportedBy',
      'death-howKnown',
      'death-at',
      'death-place',
      'death-wasExpected',
      'death-ambulance',
    ])
  })

  test('is ready with what the house takes: a time of the last night, by the clock in Britain', () => {
    const judged = judge(whole(), OFFER, NOW)

    expect(judged).toMatchObject({
      kind: 'ready',
      answers: { at: '2026-11-23T03:10:00.000Z', wasExpected: true },
    })
    expect(judged.kind === 'ready' && DeathAnswers.safeParse(judged.answers).success).toBe(true)
  })

  test.each([
    [
      'nobody knows when',
      { isTimeUnknown: true, at: { date: '', time: '' } },
      { at: { unknown: 'not_known' } },
    ],
    ['nobody knows where', { place: 'not_known' as const }, { place: { unknown: 'not_known' } }],
    [
      'not sure whether expected',
      { wasExpected: 'not_sure' as const },
      { wasExpected: { unknown: 'not_known' } },
    ],
  ])('%s is an answer', (_, changes, answers) => {
    expect(judge(whole(changes), OFFER, NOW)).toMatchObject({ kind: 'ready', answers })
  })

  test.each([
    ['home', false],
    ['hospice', false],
    ['hospital', true],
    ['not_known', false],
  ] as const)('in “%s” it asks why not where they had wished: %s', (place, asks) => {
    expect(isElsewhere(whole({ place }), OFFER)).toBe(asks)
    expect(errors(whole({ place }))).toEqual(asks ? ['death-reasonNotMet'] : [])
  })

  test('a reason that was typed for another place is not sent', () => {
    const judged = judge(whole({ reasonNotMet: 'A fall' }), OFFER, NOW)

    expect(judged.kind === 'ready' && 'reasonNotMet' in judged.answers).toBe(false)
  })

  test('says 999 where it was not expected, and what to tell a crew that comes', () => {
    const advice = (changes: Partial<DeathForm>) => adviceFor(whole(changes)).join(' ')

    expect(advice({ wasExpected: 'no' })).toContain('999')
    expect(advice({ ambulance: 'on_its_way' })).toContain('ambulance control')
    expect(advice({})).toBe('')
  })
})

test.each([
  ['2026-11-23T03:30:00.000Z', '10:00'],
  ['2026-11-23T03:20:00.900Z', '0:01'],
  ['2026-11-23T03:19:00.000Z', '0:00'],
])('until %s are left %s', (until, left) => {
  expect(timeLeft(until, Date.parse(NOW))).toBe(left)
})

describe('the outcome of a call about somebody who has died', () => {
  const filled = {
    ...EMPTY_OUTCOME,
    reason: 'bereavement',
    disposition: 'advice_only',
    callBack: 'no',
  } as const

  test('does not ask where they are', () => {
    expect(judgeOutcome(filled, NOW, clockTime, true)).toMatchObject({
      kind: 'ready',
      outcome: { whereAfter: 'died' },
    })
  })

  test.each([{ whereAfter: 'died' }, { disposition: 'death_reported', whereAfter: 'usual_home' }] as const)(
    'of the living, %o leads to the report',
    says => {
      const judged = judgeOutcome({ ...filled, ...says }, NOW, clockTime, false)

      expect(judged.kind === 'wanting' && judged.errors.map(({ id }) => id)).toEqual(['report-death'])
    },
  )
})
