import { describe, expect, test } from 'vitest'
import { compareLines, linesOf } from '#client/triage/core/compare.ts'
import { reviewWords } from '#client/triage/core/reviewWords.ts'
import { type Suggestion, suggest } from '#client/triage/core/suggest.ts'
import {
  answer,
  judgeTriage,
  NOTHING_TAKEN,
  readOut,
  describe as say,
  tickedOf,
  turn,
  WHY_OTHERWISE,
} from '#client/triage/core/taken.ts'
import { starters } from '#server/triage/starters.ts'
import { SavedTriage } from '#shared/triageTaken.ts'

const [starter] = starters.filter(({ content }) => content.name === 'pain')
if (!starter) throw new Error('no pain')
const pain = { ...starter, isStarter: true, approvedBy: null, approvedAt: null, reviewOn: null }
const prompt = (key: string) => {
  const found = pain.content.prompts.find(one => one.key === key)
  if (!found) throw new Error(key)
  return found
}
const question = pain.content.questions[0] ?? { key: '', ask: '', log: '' }
const advice = pain.content.advice[0] ?? { key: '', say: '', source: null }
const both = turn(turn(NOTHING_TAKEN, pain, prompt('no_rest')), pain, prompt('three'))
const U2: Suggestion = {
  result: 'face_to_face',
  urgency: 'U2',
  because: ['Two ambers or more'],
  work: ['symptom_visit'],
  ambulance: null,
  cautions: [],
}

describe('what is ticked', () => {
  test('stands in the order of the protocol, with the words and the version that were on the screen', () => {
    expect(both.used).toMatchObject([
      {
        protocolId: pain.protocolId,
        version: 1,
        isStarter: true,
        title: 'Pain',
        ticks: [{ key: 'three' }, { key: 'no_rest' }],
      },
    ])
  })

  test('is taken away again with what was said to it, and nothing of the protocol is left', () => {
    const said = say(both, pain, 'three', 'at 22, 23 and 1')
    const without = turn(turn(said, pain, prompt('three')), pain, prompt('no_rest'))

    expect(said.used[0]?.ticks[0]?.said).toBe('at 22, 23 and 1')
    expect(without).toEqual(NOTHING_TAKEN)
  })

  test('what was answered and read out is kept, and an empty answer is none', () => {
    const taken = readOut(answer(NOTHING_TAKEN, pain, question, 'Hip'), pain, advice)

    expect(taken.used).toMatchObject([{ answers: [{ said: 'Hip' }], advice: [{ say: advice.say }] }])
    expect(readOut(answer(taken, pain, question, ''), pain, advice).used).toEqual([])
  })

  test('is weighed by the very version it was ticked in', () => {
    expect(tickedOf(both, [pain])).toEqual([{ content: pain.content, ticks: ['three', 'no_rest'] }])
  })

  test('and by its colours, where another was approved since: nothing that was ticked is lost', () => {
    const newer = [{ ...pain, version: 2 }]
    const red = turn(both, pain, prompt('sudden'))

    expect(suggest(tickedOf(both, newer), false, null)).toMatchObject({
      result: 'face_to_face',
      urgency: 'U2',
    })
    expect(suggest(tickedOf(red, newer), false, null)).toMatchObject({ urgency: 'U1', ambulance: null })
  })
})

describe('what is saved', () => {
  test('nothing where nothing was ticked', () => {
    expect(judgeTriage(null, null)).toEqual({ kind: 'none' })
    expect(judgeTriage(NOTHING_TAKEN, null)).toEqual({ kind: 'none' })
  })

  test('as suggested, without a word of hers', () => {
    expect(judgeTriage(both, U2)).toMatchObject({ kind: 'ready', triage: { chosen: 'U2', override: null } })
  })

  test('sooner or later wants a reason, here and at the door', () => {
    const sooner = { ...both, chosen: 'U1' as const }
    const judged = judgeTriage({ ...sooner, overrideBecause: 'She is alone' }, U2)

    expect(judgeTriage(sooner, U2)).toEqual({ kind: 'wanting', says: WHY_OTHERWISE })
    expect(judgeTriage({ ...sooner, overrideBecause: 'xxx' }, U2)).toMatchObject({ kind: 'wanting' })
    expect(judged).toMatchObject({ triage: { override: { way: 'sooner', because: 'She is alone' } } })
    if (judged.kind !== 'ready') throw new Error('not ready')
    expect(SavedTriage.safeParse(judged.triage).success).toBe(true)
    expect(SavedTriage.safeParse({ ...judged.triage, override: null }).success).toBe(false)
  })
})

test('two versions line by line: what changed, what is new, what was taken away', () => {
  const { content } = pain
  const after = {
    ...content,
    title: 'Pain, as we ask it',
    advice: content.advice.slice(1),
    prompts: content.prompts.map(one => (one.key === 'three' ? { ...one, key: 'row_1' } : one)),
  }
  const marked = compareLines(linesOf(content), linesOf(after))
    .filter(({ mark }) => mark !== 'same')
    .map(({ key, mark }) => `${mark} ${key}`)

  expect(marked).toEqual([
    'changed title',
    'only_first prompt three',
    `only_first advice ${advice.key}`,
    'only_second prompt row_1',
  ])
})

test.each([
  [null, null],
  ['2026-11-21', { words: 'Review was due 9 days ago', isOverdue: true }],
  ['2026-11-30', { words: 'Review is due today', isOverdue: true }],
  ['2026-12-01', { words: 'Review due in 1 day', isOverdue: false }],
  ['2027-06-01', { words: '', isOverdue: false }],
])('a review on %s', (reviewOn, expected) => {
  expect(reviewWords(reviewOn, '2026-11-30')).toEqual(expected)
})
