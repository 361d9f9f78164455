import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { isStillAsked } from '#client/patients/core/isStillAsked.ts'
import { sayAge } from '#client/patients/core/sayAge.ts'
import { MayBeToldBar } from '#client/patients/MayBeToldBar.tsx'
import { alikeWords } from '#client/people/core/alikeWords.ts'
import { registeredWords } from '#client/people/core/registeredWords.ts'
import { NOTHING_TYPED, referredFrom } from '#client/people/core/registerForm.ts'
import {
  keyOf,
  markOf,
  markSince,
  type SettledItem,
  sittingsOf,
  turnItem,
  turnSitting,
  wantingOf,
} from '#client/people/core/settling.ts'
import { ItemId, PatientId } from '#shared/ids.ts'
import type { Registered } from '#shared/registering.ts'

const RON = PatientId.parse('11111111-1111-4111-8111-111111111111')
type Alike = Extract<Registered, { kind: 'alike' }>
const alike = (changes: Partial<Alike> = {}): Alike => ({
  kind: 'alike',
  people: [
    {
      patientId: RON,
      name: 'Ronald Ashby',
      birthMonth: 'March 1955',
      same: ['same birth date'],
      differences: [],
    },
  ],
  beside: null,
  sameNumber: [],
  mayExist: null,
  isStopped: false,
  ...changes,
})

describe('somebody like the person is on the records', () => {
  test('it is said what to do if it is the same person, and with which act', () => {
    const [person] = alike().people
    const words = (['opened', 'proposed'] as const).map(same => alikeWords(alike(), same))

    expect(words.map(({ ifSame }) => ifSame)).toEqual([
      expect.stringContaining('open that record'),
      expect.stringContaining('a shift lead looks at both records'),
    ])
    expect(person && words[0]?.sameOf(person)).toBe('It is Ronald Ashby, born March 1955: open the record')
  })

  test('two records of one NHS number are never begun', () => {
    const unseen = { people: [], mayExist: RON, isStopped: true }

    expect(alikeWords(alike({ sameNumber: [RON], isStopped: true }), 'opened').none).toBeNull()
    expect(alikeWords(alike(unseen), 'opened')).toMatchObject({
      title: 'A record of this person may exist.',
      says: expect.stringContaining('ring the line'),
      none: null,
    })
    expect(alikeWords(alike(), 'opened').none).not.toBeNull()
  })

  test('of one whom nobody here may see, it is said how to ask; a nurse of the line is not told to ring it', () => {
    const unseen = [
      alike({ people: [], mayExist: RON }),
      alike({ people: [], mayExist: RON, isStopped: true }),
    ]
    const words = alikeWords(alike({ people: [], mayExist: RON }), 'opened')

    expect(words.ifSame).toContain('ask to see that record')
    for (const one of unseen) {
      expect(alikeWords(one, 'opened', true).ifSame).toContain('ask to see that record and say why')
      expect(JSON.stringify(alikeWords(one, 'opened', true))).not.toMatch(/ring the line|Your organisation/)
    }
  })
})

const item = (
  section: SettledItem['section'],
  by: string,
  on: string,
  itemId = RON as string,
): SettledItem => ({
  section,
  itemId: ItemId.parse(itemId),
  version: 1,
  title: section,
  headline: section,
  by,
  on,
})
const OTHER = '22222222-2222-4222-8222-222222222222'
const ITEMS = [
  item('prognosis', 'Eleanor Swift', '2026-11-22'),
  item('akps', 'Bev Stansfield', '2026-11-07', OTHER),
  item('gsf', 'Eleanor Swift', '2026-11-22'),
  item('cprDecision', 'Miriam Holroyd', '2026-09-05'),
]

describe('settling a dispute', () => {
  const sittings = sittingsOf(ITEMS)

  test('what one person wrote in a day stands together, the newest first', () => {
    expect(sittings.map(({ by, items }) => [by, items.length])).toEqual([
      ['Eleanor Swift', 2],
      ['Bev Stansfield', 1],
      ['Miriam Holroyd', 1],
    ])
  })

  test('a whole sitting is marked at once, and each line of it is still changed by itself', () => {
    const [swift] = sittings
    if (!swift) throw new Error('there is no sitting')
    const whole = turnSitting(swift, new Set())
    const part = turnItem(ITEMS[0] as SettledItem, whole)

    expect([whole, part, turnSitting(swift, whole)].map(wrong => markOf(swift, wrong))).toEqual([
      'all',
      'some',
      'none',
    ])
    expect(markOf(swift, turnSitting(swift, part))).toBe('all')
  })

  test('everything since a day is marked, and nothing before it', () => {
    const [swift, bev, miriam] = sittings
    if (!swift || !bev || !miriam) throw new Error('a sitting is missing')
    const wrong = markSince(sittings, bev, new Set())

    expect([swift, bev, miriam].map(each => markOf(each, wrong))).toEqual(['all', 'all', 'none'])
  })

  test('two items that are called after the person are marked one by one', () => {
    const wrong = turnItem(ITEMS[0] as SettledItem, new Set())

    expect(ITEMS.filter(each => wrong.has(keyOf(each))).map(({ section }) => section)).toEqual(['prognosis'])
  })

  test('nothing is settled without a finding, what is wrong, and how one knows', () => {
    const because = 'The practice held it against his papers'

    expect(wantingOf('', new Set(), '').map(({ id }) => id)).toEqual(['settle-verdict', 'settle-because'])
    expect(wantingOf('entries_wrong', new Set(), because).map(({ id }) => id)).toEqual(['settle-wrong'])
    expect(wantingOf('right_after_all', new Set(), because)).toEqual([])
  })
})

describe('a death ends the age', () => {
  const banner = { name: 'Ronald Ashby', isProtectedLocation: false, isProvisional: false, dangers: [] }
  const birthDate = '1955-03-14'

  test.each([
    ['of the living it is how old they are', { age: 71, birthDate }, '71'],
    ['of the living it may be not known', {}, 'age not known'],
    ['of the dead it is that of the day', { age: 71, birthDate, deceased: 'Died 22-Nov-2026' }, 'was 71'],
    ['where nobody knows the day, nothing is said', { birthDate, deceased: 'Has died' }, undefined],
  ])('%s', (_, known, says) => {
    expect(sayAge({ ...banner, ...known }).age).toBe(says)
  })

  test.each([
    ['all', 'app-told--condition', '→ </span>May be told how they died'],
    ['condition', 'app-told--condition', '→ </span>May be told how they died'],
    ['logistics', 'app-told--logistics', '△ </span>Only who is coming and when'],
    ['nothing', 'app-told--nothing', '■ </span>May be told nothing'],
  ] as const)(
    'whoever might be told “%s” is told of the dead in the words of now, and nothing of it is green',
    (level, ...shown) => {
      const bar = (hasDied: boolean) =>
        renderToStaticMarkup(
          createElement(MayBeToldBar, { mayBeTold: { level, because: '' }, caller: null, hasDied }),
        )

      for (const each of shown) expect(bar(true)).toContain(each)
      expect(bar(true)).not.toContain('✓')
      expect(bar(false).includes('✓')).toBe(level === 'all')
    },
  )

  test('and nobody is asked whether a wish is still right', () => {
    expect(isStillAsked('whatMatters', false)).toBe(true)
    expect(isStillAsked('whatMatters', true)).toBe(false)
    expect(isStillAsked('bereavement', true)).toBe(true)
  })
})

test.each([
  ['', 'gp', false, 'Nobody has asked them yet whether it may be shared.'],
  ['not_yet_asked', 'hospice', false, 'Nobody has asked them yet whether it may be shared.'],
  ['declined', 'gp', false, 'They said no'],
  ['withdrawn', 'gp', false, 'back'],
  ['lacks_capacity_pending', 'gp', false, 'cannot decide'],
  ['given_by_person', 'gp', true, 'They agreed'],
  ['best_interests_decision', 'gp', true, 'decided for them'],
  ['', 'hub', true, 'Nobody has asked them yet'],
] as const)(
  'once somebody is registered, with “%s” about sharing, at a %s the record is offered: %s',
  (share, kind, opens, says) => {
    const words = registeredWords(share, kind)

    expect(words).toEqual({ opens, says: expect.stringContaining(says) })
  },
)

test('whoever registers refers from their own organisation until they choose another, or none', () => {
  const from = (organisationId: string | null) =>
    referredFrom({ ...NOTHING_TYPED, organisationId }, 'mine').organisationId

  expect([from(null), from('other'), from('')]).toEqual(['mine', 'other', ''])
  expect(referredFrom(NOTHING_TYPED, null).organisationId).toBe('')
})
