import { describe, expect, test } from 'vitest'
import { overrideOf, type Suggestion, suggest, type TickedOf } from '#client/triage/core/suggest.ts'
import type { Wishes } from '#client/triage/core/wishes.ts'
import { starters } from '#server/triage/starters.ts'

const of = (name: string, ...ticks: string[]): TickedOf => {
  const found = starters.find(({ content }) => content.name === name)
  if (!found) throw new Error(`no protocol ${name}`)
  expect(found.content.prompts.map(({ key }) => key)).toEqual(expect.arrayContaining(ticks))
  return { content: found.content, ticks }
}

const NOT_FOR: Wishes = {
  cpr: { state: 'not_for', words: 'Not for CPR', lines: ['Paper: bedside folder'] },
  ceiling: { limits: true, lines: ['Stay at home'] },
  places: ['Preferred place of death: Home'],
}
const OPEN: Wishes = { ...NOT_FOR, ceiling: { limits: false, lines: ['Hospital ward'] } }
const withCpr = (state: Wishes['cpr']['state']): Wishes => ({ ...OPEN, cpr: { ...OPEN.cpr, state } })

type Row = [string, TickedOf[], boolean, Pick<Suggestion, 'result' | 'urgency'> | null]
const table: Row[] = [
  ['nothing ticked says nothing', [of('pain')], false, null],
  ['all green is advice', [of('pain', 'known')], false, { result: 'advice', urgency: 'U6' }],
  ['one amber is followed up', [of('pain', 'no_relief')], false, { result: 'follow_up', urgency: 'U5' }],
  [
    'two ambers are seen (S1)',
    [of('pain', 'no_relief', 'no_rest')],
    false,
    { result: 'face_to_face', urgency: 'U2' },
  ],
  [
    'two ambers of two protocols are two',
    [of('bowels', 'days'), of('pain', 'no_rest')],
    false,
    { result: 'face_to_face', urgency: 'U2' },
  ],
  ['the caller’s worry is an amber', [of('pain', 'known')], true, { result: 'follow_up', urgency: 'U5' }],
  ['worry and one amber are two', [of('bowels', 'days')], true, { result: 'face_to_face', urgency: 'U4' }],
  ['worry alone is followed up', [], true, { result: 'follow_up', urgency: 'U5' }],
  ['any red is seen', [of('pain', 'sudden')], false, { result: 'face_to_face', urgency: 'U1' }],
  [
    'a red outweighs greens',
    [of('pain', 'sudden', 'known')],
    false,
    { result: 'face_to_face', urgency: 'U1' },
  ],
  [
    'of two reds the sooner counts',
    [of('agitation', 'retention'), of('pain', 'cord')],
    false,
    { result: 'face_to_face', urgency: 'U1' },
  ],
  [
    'a stopped pump in pain is U2',
    [of('syringe_pump', 'stopped')],
    false,
    { result: 'face_to_face', urgency: 'U2' },
  ],
  [
    'bypassing and clots are this session',
    [of('catheter', 'bypass', 'clots')],
    false,
    { result: 'face_to_face', urgency: 'U3' },
  ],
  [
    'an expected death is verified within 4 h (S2)',
    [of('death', 'expected')],
    false,
    { result: 'face_to_face', urgency: 'U3' },
  ],
  [
    'oozing on a thinner is this session (S8)',
    [of('bleeding', 'thinner', 'mouth')],
    false,
    { result: 'face_to_face', urgency: 'U3' },
  ],
  [
    'a plan without intent is an hour (S10)',
    [of('carer_distress', 'plan')],
    false,
    { result: 'face_to_face', urgency: 'U1' },
  ],
]

test.each(table)('%s', (_, used, isWorried, expected) => {
  const suggestion = suggest(used, isWorried, OPEN)

  expect(suggestion && { result: suggestion.result, urgency: suggestion.urgency }).toEqual(expected)
})

test('each result names what a team is asked for', () => {
  expect(suggest([of('death', 'expected')], false, OPEN)?.work).toEqual(['verify_death'])
  expect(suggest([of('catheter', 'bypass')], false, OPEN)?.work).toEqual(['catheter'])
  expect(suggest([of('pain', 'no_relief', 'no_rest')], false, OPEN)?.work).toEqual(['symptom_visit'])
})

describe('an ambulance is never suggested without the wishes in view', () => {
  const emergencies = starters.flatMap(({ content }) =>
    content.prompts.flatMap(prompt =>
      prompt.colour === 'red' && prompt.ambulance ? [{ content, prompt, when: prompt.ambulance.when }] : [],
    ),
  )

  test.each(
    emergencies.map(({ content, prompt, when }) => [content.name, prompt.key, when, content] as const),
  )('%s: %s (%s)', (_, key, when, content) => {
    const unseen = suggest([{ content, ticks: [key] }], false, null)
    const seen = suggest([{ content, ticks: [key] }], false, OPEN)

    if (when === 'somebody_else') return expect(unseen?.ambulance).not.toBeNull()
    expect(unseen?.ambulance).toBeNull()
    expect(unseen?.cautions.join(' ')).toContain('not in view')
    expect(unseen?.urgency).toBe('U0')
    if (seen?.ambulance) expect(seen.ambulance.wishes).toBe(OPEN)
  })

  test('a ceiling of home is not overridden by us', () => {
    const suggestion = suggest([of('pain', 'chest')], false, NOT_FOR)

    expect(suggestion).toMatchObject({ ambulance: null, urgency: 'U1' })
    expect(suggestion?.cautions.join(' ')).toContain('999 is not suggested')
  })

  test('a decision against CPR that is in order is enough not to ring for one who does not breathe', () => {
    expect(suggest([of('opening', 'not_breathing')], false, NOT_FOR)).toMatchObject({
      ambulance: null,
      cautions: [],
      urgency: 'U3',
    })
  })

  test('and says nothing about treatment of anything else', () => {
    expect(suggest([of('pain', 'chest')], false, OPEN)?.ambulance?.wishes).toBe(OPEN)
  })
})

describe('S3: where the decision is not clear, nobody tells the caller to stop', () => {
  test.each([
    ['missing', 'No decision about CPR is on the record.'],
    ['contradictory', 'The CPR decision is contradicted.'],
    ['unconfirmed', 'The CPR decision is not confirmed.'],
  ] as const)('%s', (state, words) => {
    for (const used of [
      of('ambulance_coming', 'not_clear'),
      of('death', 'no_decision'),
      of('opening', 'not_breathing'),
    ]) {
      const { cautions = [] } = suggest([used], false, withCpr(state)) ?? {}

      expect(cautions).toEqual([`${words} Do not tell the caller to stop.`])
    }
  })

  test('also where no record is open', () => {
    expect(suggest([of('ambulance_coming', 'in_order')], false, null)?.cautions).toContain(
      'Do not tell the caller to stop.',
    )
  })

  test('where it is in order, word goes to the crew at once, and no other ambulance is asked for', () => {
    expect(suggest([of('ambulance_coming', 'in_order')], false, NOT_FOR)).toMatchObject({
      urgency: 'U0',
      ambulance: null,
      work: ['ambulance_information'],
      cautions: [],
    })
  })
})

test.each([
  ['U2', 'U2', null],
  ['U2', 'U1', 'sooner'],
  ['U2', 'U4', 'later'],
] as const)('suggested %s and chosen %s is %s', (suggested, chosen, way) => {
  expect(overrideOf(suggested, chosen)).toBe(way)
})
