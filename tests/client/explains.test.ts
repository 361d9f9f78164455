import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { chartOf, HEIGHT, WIDTH } from '#client/patients/core/chart.ts'
import { isSameName } from '#client/patients/core/isSameName.ts'
import { inShort, ledgerWords, stockWords } from '#client/patients/core/ledgerWords.ts'
import { shownSource } from '#client/patients/core/shownSource.ts'
import { Findings } from '#client/patients/Findings.tsx'
import { Ledger } from '#client/patients/Ledger.tsx'
import { OverTime } from '#client/patients/OverTime.tsx'
import { PaperStanding } from '#client/patients/PaperStanding.tsx'
import { type RecordActs, RecordActsContext } from '#client/patients/recordActs.ts'
import type { Finding } from '#shared/record/findings.ts'
import type { LedgerLine } from '#shared/record/ledger.ts'
import type { Series } from '#shared/record/series.ts'
import type { PaperStanding as Standing } from '#shared/record/validity.ts'
import { AT } from './builders.ts'

const text = (markup: string) =>
  markup
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

describe('findings', () => {
  const one = (key: string, urgency: Finding['urgency']): Finding => ({
    key,
    urgency,
    words: `${key} is so`,
    toDo: `See to ${key}`,
    about: [],
    source: 'House rule',
  })
  const shown = (...findings: Finding[]) => text(renderToStaticMarkup(createElement(Findings, { findings })))

  test('what cannot wait stands whole, with what to do, and the rest is counted', () => {
    expect(shown(one('chart', 'now'), one('oxygen', 'soon'), one('review', 'when_you_can'))).toBe(
      '■ Now: chart is so. See to chart. 2 more of what the record shows',
    )
  })

  test('where nothing presses, the counts stand in one line', () => {
    expect(shown(one('oxygen', 'soon'), one('stock', 'soon'), one('review', 'when_you_can'))).toBe(
      '△ To see to: 2 soon, 1 when you can More of what the record shows',
    )
  })

  test.each([
    ['Dr Miriam Holroyd', 'Go through it'],
    ['miriam  holroyd', 'Go through it'],
    ['Dr Miriam Holroyd, GP', 'Go through it'],
    ['Dr Imran Sadiq', 'See to review'],
  ])('nobody is told to tell themselves: it is for %s', (name, toDo) => {
    const acts = { isReader: (named: string) => isSameName(named, 'Dr Miriam Holroyd') } as RecordActs
    const finding = { ...one('review', 'now'), yours: { name, toDo: 'Go through it' } }
    const findings = createElement(Findings, { findings: [finding] })

    const read = renderToStaticMarkup(createElement(RecordActsContext, { value: acts }, findings))

    expect(text(read)).toContain(`review is so. ${toDo}.`)
  })

  test('where nothing was found, nothing is shown, and nothing is said to be well', () => {
    expect(shown()).toBe('')
  })
})

test.each([
  ['House rule, for local sign-off', ''],
  [
    'House rule, for local sign-off: five days’ warning, and before weekends',
    'Five days’ warning, and before weekends',
  ],
  ['House rule, for local sign-off. By name only', 'By name only'],
  ['House rule, for local sign-off; PCOC phases', 'PCOC phases'],
  ['Domain guide 5.3.1 and 5.3.6: at each phase change, at discharge', 'At each phase change, at discharge'],
  ['Mental Capacity Act 2005 s.26(1)', 'Mental Capacity Act 2005 s.26(1)'],
])('whose rule it is, as a nurse reads it: %s', (source, words) => {
  expect(shownSource(source)).toBe(words)
})

describe('the standing of a paper', () => {
  const waits: Standing = {
    state: 'waits',
    words: 'For when the person cannot decide',
    reasons: [{ key: 'only', leadsTo: 'waits', words: 'Ask the person first', source: 'An Act s.1' }],
  }
  const doubt: Standing = {
    state: 'in_doubt',
    words: 'In doubt',
    reasons: [
      { key: 'review', leadsTo: 'in_doubt', words: 'Review was due', source: 'A guideline' },
      { key: 'only_cpr', leadsTo: 'in_order', words: 'About CPR only', source: 'Another' },
    ],
  }
  const shown = (standing: Standing | undefined, isWhole: boolean) =>
    text(renderToStaticMarkup(createElement(PaperStanding, { standing, isWhole })))

  test.each<[string, Standing | undefined, boolean, string]>([
    ['a paper for later says so at a glance', waits, false, 'For when the person cannot decide'],
    ['a doubt is among the warnings and not said twice', doubt, false, ''],
    [
      'in full, by whose rule it is in doubt, and how it is to be read',
      doubt,
      true,
      'In doubt. A guideline About CPR only. Another',
    ],
    ['what is no paper has none', undefined, true, ''],
  ])('%s', (_, standing, isWhole, words) => {
    expect(shown(standing, isWhole)).toBe(words)
  })
})

const NOW = '2026-11-23T02:10:00.000Z'
const akps = (...scores: [at: string, value: number][]): Series => ({
  name: 'akps',
  title: 'Performance (AKPS)',
  scale: { from: 0, to: 100, fromWords: '0', toWords: '100' },
  shape: 'line',
  points: scores.map(([at, value]) => ({
    at,
    value,
    words: `${value}`,
    short: `${value}`,
    author: 'Dr Loud Author, GP',
  })),
  direction: 'falling',
  directionWords: 'Falling',
})

describe('a measure over time', () => {
  const series = akps(['2026-11-03T02:10:00.000Z', 100], ['2026-11-13T02:10:00.000Z', 50], [NOW, 0])

  test('runs from its first measurement to now, the better end on top', () => {
    const { dots } = chartOf(series, NOW)

    expect(dots.map(({ x }) => x)).toEqual([8, WIDTH / 2, WIDTH - 8])
    expect(dots.map(({ y }) => y)).toEqual([20, (20 + HEIGHT - 22) / 2, HEIGHT - 22])
  })

  test('a step holds until the next measurement, and the last one until now', () => {
    const step = { ...series, shape: 'step' as const, points: series.points.slice(0, 2) }

    expect(chartOf(step, NOW).path).toBe('M8 20H160V47H312')
  })

  test('labels keep apart and within the drawing, and the newest is never left out', () => {
    const crowded = akps(['2026-11-01T00:00:00.000Z', 60], ['2026-11-22T20:00:00.000Z', 50], [NOW, 40])
    const long = { ...crowded, points: crowded.points.map(point => ({ ...point, short: 'Deteriorating' })) }

    const labels = chartOf(long, NOW).dots.map(({ label }) => label && [label.words, label.anchor])

    expect(labels).toEqual([['Deteriorating', 'start'], null, ['Deteriorating', 'end']])
  })

  test('measured twice at one moment is drawn all the same', () => {
    expect(chartOf(akps([NOW, 60], [NOW, 60]), NOW).dots.every(({ x, y }) => Number.isFinite(x + y))).toBe(
      true,
    )
  })

  test('every measurement is in a table with its day and author, and is spoken', () => {
    const markup = renderToStaticMarkup(createElement(OverTime, { series: [series], now: NOW }))

    expect(markup).toContain('<th scope="col">Measured</th>')
    expect(text(markup)).toContain('23-Nov-2026 0 Dr Loud Author, GP 13-Nov-2026 50 Dr Loud Author, GP')
    expect(markup).toContain(
      'aria-label="Performance (AKPS): 03-Nov-2026 100; 13-Nov-2026 50; 23-Nov-2026 0"',
    )
  })

  test('measured once is said and not drawn', () => {
    const markup = renderToStaticMarkup(createElement(OverTime, { series: [akps([AT, 60])], now: NOW }))

    expect([markup.includes('<svg'), text(markup)]).toEqual([
      false,
      'Over time Performance (AKPS): Falling Performance (AKPS) Falling',
    ])
  })
})

describe('the ledger', () => {
  const line = (changes: Partial<LedgerLine> = {}): LedgerLine => ({
    drug: 'Morphine',
    isListed: true,
    dosesSinceCounted: 0,
    inFourHours: 0,
    inADay: 0,
    triggers: [],
    isOutOfDate: false,
    ...changes,
  })

  test.each<[string, Partial<LedgerLine>, string, string]>([
    [
      'counted, given, and not again yet',
      {
        counted: { left: 10, at: '2026-11-20T10:00:00.000Z' },
        left: 6,
        daysLeft: 2,
        inFourHours: 1,
        inADay: 3,
        lastGivenAt: '2026-11-23T01:40:00.000Z',
        notBefore: '2026-11-23T02:40:00.000Z',
        expiresOn: '2027-09-01',
      },
      '6 left, about 2 days at this rate · given 1 in 4 hours, 3 in 24 hours · last at 01:40 · not again before 02:40 · counted 10 on 20-Nov-2026 10:00 · use by 01-Sep-2027',
      '',
    ],
    [
      'the least time between doses is over',
      { notBefore: '2026-11-23T02:00:00.000Z', left: 3 },
      '3 left',
      '',
    ],
    [
      'none left',
      { left: 0, daysLeft: 0, inADay: 7, triggers: ['over_six_in_a_day'] },
      '0 left, less than a day at this rate · given 0 in 4 hours, 7 in 24 hours',
      'None left · More than six doses in 24 hours',
    ],
    [
      'nobody counted, and it is out of date',
      { expiresOn: '2026-11-01', isOutOfDate: true },
      'not counted',
      'Out of date since 01-Nov-2026',
    ],
    [
      'given from elsewhere',
      { isListed: false, lastGivenAt: '2026-11-20T01:40:00.000Z' },
      'last given 20-Nov-2026 01:40',
      'Given, and not among the medicines in the house',
    ],
  ])('%s', (_, changes, facts, warnings) => {
    const words = ledgerWords(line(changes), NOW)

    expect([words.facts.join(' · '), words.warnings.join(' · ')]).toEqual([facts, warnings])
  })

  test('folded it says what is left of each medicine in the house', () => {
    expect(
      inShort([line({ left: 6 }), line({ drug: 'Midazolam' }), line({ drug: 'Other', isListed: false })]),
    ).toBe('How many left: Morphine 6, Midazolam')
  })

  test.each<[string, Partial<LedgerLine>[], string[]]>([
    [
      'one day of all stands once',
      [
        { left: 6, expiresOn: '2027-09-01' },
        { drug: 'Midazolam', expiresOn: '2027-09-01' },
      ],
      ['How many left: Morphine 6', 'Midazolam: not counted', 'All: use by 01-Sep-2027'],
    ],
    [
      'days that differ stand with their medicine',
      [
        { left: 6, expiresOn: '2027-09-01' },
        { drug: 'Midazolam', left: 3 },
      ],
      ['How many left: Midazolam 3', 'Morphine: 6 left, use by 01-Sep-2027'],
    ],
    [
      'two strengths are two stocks',
      [
        { left: 6, detail: '10 mg/ml' },
        { left: 2, detail: '30 mg/ml' },
      ],
      ['How many left: Morphine 10 mg/ml 6, Morphine 30 mg/ml 2'],
    ],
    [
      'what is counted is named where it is the same of all',
      [
        { left: 10, detail: '10 mg/ml ampoule, subcutaneous' },
        { drug: 'Midazolam', left: 1, detail: '10 mg/2 ml ampoule', expiresOn: '2027-09-01' },
        { drug: 'Glycopyrronium', left: 5, detail: 'Ampoules' },
      ],
      ['Ampoules left: Morphine 10, Glycopyrronium 5', 'Midazolam: 1 ampoule left, use by 01-Sep-2027'],
    ],
    [
      'nor is it where it differs',
      [
        { left: 10, detail: 'ampoule' },
        { drug: 'Lorazepam', left: 4, detail: '1 mg tablet' },
      ],
      ['How many left: Morphine 10, Lorazepam 4'],
    ],
    [
      'used up, out of date or from elsewhere is not said again',
      [{ left: 0 }, { left: 2, expiresOn: '2026-11-01', isOutOfDate: true }, { isListed: false }],
      ['How many left: Morphine 2'],
    ],
    [
      'of what is used up no day is left either',
      [
        { left: 0, expiresOn: '2027-09-01' },
        { drug: 'Midazolam', left: 0, expiresOn: '2027-09-01' },
      ],
      [],
    ],
  ])('on the first screen: %s', (_, lines, words) => {
    expect(stockWords(lines.map(line)).map(said => said.replaceAll('\u00a0', ' '))).toEqual(words)
  })

  test('a chart that has run out is a warning', () => {
    const ledger = {
      state: 'In the house',
      chart: { state: 'ran_out' as const, runsOutOn: '2026-11-05' },
      lines: [],
    }

    expect(text(renderToStaticMarkup(createElement(Ledger, { ledger, now: NOW })))).toContain(
      '△ The chart ran out on 05-Nov-2026',
    )
  })
})
