import { describe, expect, test } from 'vitest'
import { pointersOf } from '#client/triage/core/pointers.ts'
import { wishesOf } from '#client/triage/core/wishes.ts'
import { writeLog, writtenAnew } from '#client/triage/core/writeLog.ts'
import { ProtocolId } from '#shared/ids.ts'
import type { PastCall } from '#shared/outcomes.ts'
import type { GlanceItem } from '#shared/record/glance.ts'
import type { LedgerLine } from '#shared/record/ledger.ts'
import type { Series } from '#shared/record/series.ts'
import type { ProtocolUsed } from '#shared/triageTaken.ts'

const pain: ProtocolUsed = {
  protocolId: ProtocolId.parse('7d3a2b1c-1111-4222-8333-444455556666'),
  version: 1,
  isStarter: true,
  title: 'Pain',
  answers: [
    { key: 'score', log: 'Pain, 0 to 10', said: '7' },
    { key: 'new', log: 'New or known', said: ' ' },
  ],
  ticks: [
    { key: 'no_rest', colour: 'amber', sign: 'Cannot settle or sleep for it', said: '' },
    { key: 'three', colour: 'amber', sign: 'Three or more extra doses in 4 hours', said: 'at 22, 23 and 1' },
  ],
  advice: [{ key: 'dose', say: 'Give the extra dose that is on the chart.' }],
}
const two = { result: 'face_to_face', urgency: 'U2' } as const
const told = {
  used: [pain],
  isCallerWorried: false,
  suggestion: two,
  chosen: '',
  overrideBecause: '',
} as const

describe('the log writes itself', () => {
  test('what was said and ticked, and what followed', () => {
    expect(writeLog(told)).toEqual({
      found:
        'Pain. Pain, 0 to 10: 7. Amber: cannot settle or sleep for it; three or more extra doses in 4 hours (at 22, 23 and 1).\nFace to face, U2, within 2 h.',
      advice: 'Give the extra dose that is on the chart.',
    })
  })

  test('with the reason where she chose otherwise', () => {
    expect(writeLog({ ...told, chosen: 'U1', overrideBecause: 'His wife is alone.' }).found).toContain(
      'Suggested face to face, U2, within 2 h; chosen sooner: U1, within 60 min, because His wife is alone.'.replace(
        '60 min',
        '1 h',
      ),
    )
  })

  test('nothing ticked writes nothing', () => {
    const none = { ...pain, ticks: [], answers: [], advice: [] }
    expect(writeLog({ ...told, used: [none], suggestion: null })).toEqual({ found: '', advice: '' })
  })
})

describe('what the panel wrote is written anew, and what she wrote stays', () => {
  test.each([
    ['an empty field is filled', '', '', 'A.', 'A.'],
    ['her words stay in front', 'Hers.', '', 'A.', 'Hers.\nA.'],
    ['what it wrote is replaced between hers', 'Hers.\nA.\nMore.', 'A.', 'B.', 'Hers.\nB.\nMore.'],
    ['and taken away', 'Hers.\nA.', 'A.', '', 'Hers.'],
    ['what she changed is hers', 'Hers.\nA, changed', 'A.', 'B.', null],
  ])('%s', (_, field, before, after, expected) => {
    expect(writtenAnew(field, before, after)).toBe(expected)
  })
})

const now = '2026-11-21T02:10:00.000Z'
const called = (hoursAgo: number, reason: PastCall['outcome']['reason']) =>
  ({
    at: new Date(Date.parse(now) - hoursAgo * 3_600_000).toISOString(),
    outcome: { reason },
  }) as PastCall // only these are looked at
const series = (points: [string, number, string][]) =>
  [
    {
      name: 'akps',
      title: 'AKPS',
      points: points.map(([at, value, short]) => ({ at, value, short, words: short, author: '' })),
    },
  ] as unknown as Series[]
const facts = (given: Partial<Parameters<typeof pointersOf>[0]>) => ({
  pastCalls: [],
  record: { series: [] },
  ...given,
})
const wordsOf = (...asked: Parameters<typeof pointersOf>) => pointersOf(...asked).map(({ words }) => words)

describe('what is pointed out', () => {
  test.each([
    [
      'the same within a day',
      [called(3, 'pain'), called(30, 'pain')],
      ['Rang 2 times before about the same within 24 hours'],
    ],
    ['the same within three days', [called(30, 'pain')], ['Rang once before about the same within 72 hours']],
    ['something else within a day', [called(3, 'fall')], ['Rang once before within 24 hours']],
    ['something else within three days', [called(71, 'fall')], ['Rang once before within 72 hours']],
    ['longer ago', [called(73, 'pain')], []],
  ])('%s', (_, pastCalls, expected) => {
    expect(wordsOf(facts({ pastCalls }), 'pain', now)).toEqual(expected)
  })

  test('a fall of AKPS within the week, and not an older one or a rise', () => {
    const at = (day: string) => `2026-11-${day}T10:00:00.000Z`
    const told = (points: [string, number, string][]) =>
      wordsOf(facts({ record: { series: series(points) } }), '', now)

    expect(
      told([
        [at('10'), 50, '50'],
        [at('19'), 30, '30'],
      ]),
    ).toEqual(['AKPS: from 50 to 30'])
    expect(
      told([
        [at('01'), 50, '50'],
        [at('10'), 30, '30'],
      ]),
    ).toEqual([])
    expect(
      told([
        [at('10'), 30, '30'],
        [at('19'), 50, '50'],
      ]),
    ).toEqual([])
  })

  test('doses that have become many, as the ledger counts them', () => {
    const line = { drug: 'Morphine', triggers: ['three_in_four_hours'] } as unknown as LedgerLine
    const ledger = { state: '', chart: { state: 'in_force' as const }, lines: [line] }

    expect(pointersOf(facts({ record: { series: [], ledger } }), '', now)).toEqual([
      {
        key: 'three_in_four_hours Morphine',
        words: 'Morphine: three doses within four hours, without full relief',
        trigger: 'three_in_four_hours',
      },
    ])
  })
})

describe('the wishes beside an escalation', () => {
  const item = (given: Partial<GlanceItem>) =>
    ({
      section: 'cprDecision',
      knownState: 'known',
      headline: 'Not for CPR',
      lines: [],
      warnings: [],
      title: 'CPR decision',
      body: { decision: 'not_for' },
      freshness: { words: '', days: 1, isOverdue: false },
      ...given,
    }) as GlanceItem
  const cprOf = (...items: GlanceItem[]) =>
    wishesOf({ blocks: [{ name: 'resuscitation', title: '', items, earlier: [], nothingRecorded: [] }] })
  const standing = (state: 'in_order' | 'in_doubt' | 'incomplete' | 'superseded') => ({
    state,
    words: '',
    reasons: [],
  })

  test.each([
    ['in order', [item({ standing: standing('in_order') })], 'not_for'],
    ['none', [], 'missing'],
    ['asked and not known', [item({ knownState: 'not_known', body: undefined })], 'missing'],
    ['nobody decided', [item({ body: { decision: 'none' } })], 'missing'],
    ['in doubt', [item({ standing: standing('in_doubt') })], 'contradictory'],
    ['overtaken', [item({ standing: standing('superseded') })], 'contradictory'],
    ['without who decided', [item({ standing: standing('incomplete') })], 'unconfirmed'],
    ['too old', [item({ freshness: { words: '14 months', days: 420, isOverdue: true } })], 'unconfirmed'],
  ] as const)('a decision that is %s', (_, items, state) => {
    expect(cprOf(...items).cpr.state).toBe(state)
  })

  const ceiling = (to: string) =>
    item({
      section: 'treatmentEscalation',
      headline: to,
      body: { problem: 'Infection', advised: 'x', ceiling: to },
    })

  test('a ceiling limits where all that is recorded stays at home or in a hospice', () => {
    expect(cprOf(ceiling('home_only')).ceiling.limits).toBe(true)
    expect(cprOf(ceiling('home_only'), ceiling('ward')).ceiling.limits).toBe(false)
    expect(cprOf().ceiling).toEqual({ limits: false, lines: ['No ceiling of treatment is recorded'] })
  })
})
