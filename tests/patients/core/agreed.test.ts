import { describe, expect, test } from 'vitest'
import { agreedOf } from '#server/patients/core/agreed.ts'
import type { Entry } from '#shared/record/entry.ts'
import { aContact, aReading, entry, itemNo, NOW } from './entries.ts'

const ELSIE = entry('identity', { name: { given: 'Elsie', family: 'Marsh' }, birthDate: '1962-05-27' })
const at = '2026-03-03T16:05:00.000Z'
const evidence = { at, how: 'telephone' } as const
const says = (...entries: Entry[]) => agreedOf(aReading([ELSIE, ...entries])).flatMap(one => one.says)
const stateOf = (...entries: Entry[]) =>
  Object.fromEntries(agreedOf(aReading([ELSIE, ...entries])).map(({ about, state }) => [about, state]))

describe('what was agreed, in words', () => {
  test('nothing recorded is not a yes: each of the four is still to be asked', () => {
    expect(says()).toEqual([
      'Not yet asked about being on the register.',
      'Not yet asked about sharing: nobody but this line sees it.',
      'Not yet asked whether carers may be told things.',
      'Not yet asked about calls with a nurse being recorded.',
    ])
    expect(stateOf()).toEqual({ register: 'open', sharing: 'open', carers: 'open', recording: 'open' })
  })

  test.each([
    ['given_by_person', {}, 'Elsie agreed to being on the register on 03-Mar-2026, by telephone.'],
    [
      'given_by_attorney_or_deputy',
      { by: 'Amina Malik' },
      'Amina Malik agreed to being on the register for Elsie on 03-Mar-2026, by telephone.',
    ],
    ['declined', {}, 'Elsie said no to being on the register on 03-Mar-2026, by telephone.'],
    [
      'declined',
      { by: 'Ann Ellis' },
      'Ann Ellis said no to being on the register for Elsie on 03-Mar-2026, by telephone.',
    ],
    [
      'declined',
      { by: 'elsie Marsh' },
      'elsie Marsh said no to being on the register on 03-Mar-2026, by telephone.',
    ],
    [
      'given_by_person',
      { by: 'Ann Ellis' },
      'Elsie agreed to being on the register on 03-Mar-2026, by telephone, as Ann Ellis said.',
    ],
    ['withdrawn', {}, 'Elsie took back the agreement to being on the register on 03-Mar-2026, by telephone.'],
    ['not_yet_asked', {}, 'Not yet asked about being on the register.'],
    [
      'lacks_capacity_pending',
      {},
      'Elsie cannot decide about being on the register at present: it is being settled, since 03-Mar-2026.',
    ],
    [
      'best_interests_decision',
      {
        bestInterests: {
          decision: 'Keep her on it',
          assessor: 'Dr Holroyd',
          consulted: [] as string[],
          on: '2026-03-02',
          reviewOn: '2026-06-02',
        },
      },
      'Dr Holroyd decided being on the register in Elsie’s best interests on 02-Mar-2026, to be looked at again on 02-Jun-2026.',
    ],
  ] as const)('%s', (value, more, words) => {
    expect(says(entry('consentToRegister', { value, from: at, evidence, ...more }))[0]).toBe(words)
  })

  test('sharing is said from the widest to the one organisation that is left out', () => {
    const shared = [
      entry(
        'consentToShare',
        { scope: 'gp', organisation: 'Mill Lane Surgery', value: 'declined', from: at },
        { itemId: itemNo(2) },
      ),
      entry(
        'consentToShare',
        { scope: 'everyone_caring', value: 'given_by_person', from: at },
        { itemId: itemNo(1) },
      ),
    ]

    expect(says(...shared).slice(1, 3)).toEqual([
      'Elsie agreed to sharing with everyone who gives direct care on 03-Mar-2026.',
      'Elsie said no to sharing with Mill Lane Surgery on 03-Mar-2026.',
    ])
    expect(stateOf(...shared).sharing).toBe('mixed')
  })

  test.each([
    [
      { value: 'given_by_person', from: '2026-12-03T09:00:00.000Z', evidence },
      'Elsie agreed to sharing with GP practice on 03-Mar-2026, from 03-Dec-2026, by telephone. It does not hold until then.',
      'later',
    ],
    [
      { value: 'given_by_attorney_or_deputy', from: '2026-12-03T09:00:00.000Z' },
      'The attorney or deputy agreed to sharing with GP practice for Elsie, from 03-Dec-2026. It does not hold until then.',
      'later',
    ],
    [
      { value: 'given_by_person', from: '2026-11-23T02:10:00.001Z', evidence },
      'Elsie agreed to sharing with GP practice on 03-Mar-2026, from 23-Nov-2026 02:10, by telephone. It does not hold until then.',
      'later',
    ],
    [
      { value: 'given_by_person', from: NOW, evidence },
      'Elsie agreed to sharing with GP practice on 03-Mar-2026, from 23-Nov-2026 02:10, by telephone.',
      'yes',
    ],
    // Half past midnight in Britain, a day on from Greenwich.
    [
      { value: 'given_by_person', from: '2026-03-29T23:30:00.000Z', evidence },
      'Elsie agreed to sharing with GP practice on 03-Mar-2026, from 30-Mar-2026, by telephone.',
      'yes',
    ],
    [
      { value: 'declined', from: '2026-12-03T09:00:00.000Z', evidence },
      'Elsie said no to sharing with GP practice on 03-Mar-2026, from 03-Dec-2026, by telephone. It holds already.',
      'no',
    ],
  ] as const)('what begins later is not said to hold: %o', (body, words, state) => {
    const item = entry('consentToShare', { scope: 'gp', ...body })

    expect(says(item)[1]).toBe(words)
    expect(stateOf(item).sharing).toBe(state)
  })

  test('what a carer is to the person keeps the names in it', () => {
    const contact = (relationship: string) => aContact({ relationship, mayBeTold: 'all' })

    expect(says(contact('Son, in Lahore'))).toContain('Ann Ellis (son, in Lahore) may be told everything.')
    expect(says(contact('Mo’s brother'))).toContain('Ann Ellis (Mo’s brother) may be told everything.')
  })

  test('a no to all carers stands over what the list says of one', () => {
    const refused = entry('consentToTellCarers', { value: 'declined' })

    expect(says(aContact({ mayBeTold: 'all' }))).toContain('Ann Ellis (daughter) may be told everything.')
    expect(says(refused, aContact({ mayBeTold: 'all' }))).toContain(
      'Ann Ellis (daughter) may be told nothing.',
    )
    expect(stateOf(refused, aContact({ mayBeTold: 'all' })).carers).toBe('no')
  })

  test('a limit is said while it stands, and not when it has ended or its day is past', () => {
    const limit = (more: object) =>
      entry('sharingRestrictions', {
        against: { kind: 'organisation', name: 'Fell Ambulance' },
        rule: 'hide_all',
        from: at,
        ...more,
      })
    const about = (one: Entry) => says(one).slice(4)

    expect(about(limit({}))).toEqual(['Fell Ambulance is shown nothing, since 03-Mar-2026.'])
    expect(about(limit({ from: '2026-12-03T09:00:00.000Z' }))).toEqual([
      'Fell Ambulance is shown nothing, from 03-Dec-2026.',
    ])
    expect(about(limit({ endedAt: NOW }))).toEqual([])
    expect(about(limit({ until: '2026-11-01' }))).toEqual([])
  })

  test('of what a reader is not shown nothing is said', () => {
    expect(agreedOf(aReading([ELSIE], NOW, ['identity', 'cprDecision']))).toEqual([])
  })
})
