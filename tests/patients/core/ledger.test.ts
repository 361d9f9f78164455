import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ledgerOf } from '#server/patients/core/ledger.ts'
import type { Entry } from '#shared/record/entry.ts'
import { Ledger, type LedgerLine } from '#shared/record/ledger.ts'
import type { Body, SectionName } from '#shared/record/sections.ts'
import { plusSeconds } from '#shared/time.ts'
import { aReading, entry, itemNo, NOW } from './entries.ts'

type Box = Body<'anticipatoryMedicines'>
const HOUR = 3600

/** Ten ampoules of morphine, counted on 2 November as every entry of these tests. */
function aBox(changes: Partial<Box> = {}, envelope: Partial<Entry> = {}): Entry {
  return entry(
    'anticipatoryMedicines',
    {
      state: 'issued',
      items: [{ drug: 'Morphine sulfate', indication: 'pain', quantityLeft: 10, minIntervalMinutes: 60 }],
      chartPresent: true,
      ...changes,
    },
    envelope,
  )
}

const countedAt = (hoursAgo: number) =>
  aBox({
    items: [
      {
        drug: 'Morphine sulfate',
        indication: 'pain',
        quantityLeft: 10,
        countedAt: plusSeconds(NOW, -hoursAgo * HOUR),
      },
    ],
  })

/** Two kinds of ampoule that are both morphine, ten of each. */
const twoOf = (other: string) =>
  aBox({
    items: ['Morphine sulfate', other].map(drug => ({ drug, indication: 'pain', quantityLeft: 10 })),
  })

/** A dose so many hours before NOW. */
function aDose(hoursAgo: number, number: number, changes: Partial<Body<'anticipatoryDoses'>> = {}): Entry {
  const givenAt = plusSeconds(NOW, -hoursAgo * HOUR)
  return entry(
    'anticipatoryDoses',
    { drug: 'Morphine sulfate', dose: '2.5 mg', givenAt, givenBy: 'Nurse Loud', ...changes },
    { itemId: itemNo(number) },
  )
}

const doses = (...hoursAgo: number[]) => hoursAgo.map((hours, n) => aDose(hours, n))
const line = (...entries: Entry[]): Partial<LedgerLine> => ledgerOf(aReading(entries))?.lines[0] ?? {}

describe('what is left', () => {
  test.each<[string, number | undefined, Entry[]]>([
    ['as counted, when none was given', 10, [aBox()]],
    ['less one for each dose since', 7, [aBox(), ...doses(1, 30, 60)]],
    ['doses before the count are in it already', 10, [aBox(), ...doses(24 * 30)]],
    [
      'a confirmation puts no dose back',
      8,
      [
        aBox(
          {},
          {
            confirmedAt: plusSeconds(NOW, -2 * HOUR),
            confirmedBy: { name: 'N', role: 'r', organisation: 'o' },
          },
        ),
        ...doses(1, 30),
      ],
    ],
    [
      'doses since the count, though the entry was written anew after them',
      8,
      [countedAt(24 * 30), ...doses(24 * 25, 1)],
    ],
    ['a count that lies ahead of its entry is a slip', 9, [countedAt(-2), ...doses(1)]],
    [
      'never less than none',
      0,
      [aBox({ items: [{ drug: 'Morphine sulfate', indication: 'pain', quantityLeft: 1 }] }), ...doses(1, 2)],
    ],
    [
      'not known when nobody counted',
      undefined,
      [aBox({ items: [{ drug: 'Morphine sulfate', indication: 'pain' }] }), ...doses(1)],
    ],
    ['a shorter name is the same medicine', 9, [aBox(), aDose(1, 1, { drug: 'Morphine' })]],
    ['of the very same name goes before a longer one', 9, [twoOf('Morphine'), aDose(1, 1)]],
    [
      'of two of the same name nobody knows which was given',
      undefined,
      [twoOf('Morphine sulfate'), aDose(1, 1)],
    ],
    ['of two of the same name, before any was given', 10, [twoOf('Morphine sulfate')]],
    ['another medicine is not', 10, [aBox(), aDose(1, 1, { drug: 'Midazolam' })]],
    ['a dose that lies ahead is a slip', 10, [aBox(), ...doses(-2)]],
  ])('%s', (_, left, entries) => {
    expect(line(...entries).left).toBe(left)
  })

  test.each<[string, number | undefined, Entry[]]>([
    ['no dose, no end', undefined, [aBox()]],
    ['three in a day: the seven left last two days', 2, [aBox(), ...doses(1, 5, 9)]],
    ['three in three days: the seven left last a week', 7, [aBox(), ...doses(1, 30, 60)]],
    ['the worse of the two', 4, [aBox(), ...doses(1, 2)]],
  ])('how long it lasts: %s', (_, daysLeft, entries) => {
    expect(line(...entries).daysLeft).toBe(daysLeft)
  })
})

describe('what was given lately', () => {
  test('doses in four hours and in a day are counted up to this moment', () => {
    expect(line(aBox(), ...doses(0, 3.9, 4, 23.9, 24, 25))).toMatchObject({ inFourHours: 2, inADay: 4 })
  })

  test('the last dose and the least time between doses say when it may be given again', () => {
    expect(line(aBox(), ...doses(2, 0.5))).toMatchObject({
      lastGivenAt: '2026-11-23T01:40:00.000Z',
      notBefore: '2026-11-23T02:40:00.000Z',
    })
    expect(line(aBox({ items: [{ drug: 'Morphine', indication: 'pain' }] }), ...doses(1))).not.toHaveProperty(
      'notBefore',
    )
  })

  const noRelief = (hours: number, n: number) => aDose(hours, n, { benefit: 'none' })
  const relief = (hours: number, n: number) => aDose(hours, n, { benefit: 'full' })

  test.each<[string, string[], Entry[]]>([
    [
      'three within four hours without relief',
      ['three_in_four_hours'],
      [noRelief(0.2, 1), noRelief(2, 2), noRelief(4.1, 3)],
    ],
    ['three within four hours, nobody wrote whether they helped', ['three_in_four_hours'], doses(1, 2, 3)],
    ['three that helped fully', [], [relief(1, 1), relief(2, 2), relief(3, 3)]],
    [
      'three of which one did not help',
      ['three_in_four_hours'],
      [relief(1, 1), noRelief(2, 2), relief(3, 3)],
    ],
    ['three spread over more than four hours', [], doses(0.2, 2, 4.3)],
    ['three some hours ago, the third within the last four', ['three_in_four_hours'], doses(3, 5, 6)],
    ['three early in the night, and the line has been quiet for four hours', [], doses(5, 6, 7)],
    ['two', [], doses(0.5, 1.5)],
    ['two, half an hour apart where the chart says an hour', ['sooner_than_allowed'], doses(5, 5.5)],
    ['the same, a day ago', [], doses(24, 24.5)],
    ['two at the very least time', [], doses(1, 2)],
    ['seven in a day', ['over_six_in_a_day'], doses(0.2, 4.3, 8, 12, 16, 20, 23.9)],
    ['six in a day', [], doses(0.2, 4.3, 8.5, 12.6, 16.7, 23.9)],
    ['seven, the first of them a day ago', [], doses(0.2, 4.3, 8.5, 12.6, 16.7, 20.8, 24)],
    ['both', ['three_in_four_hours', 'over_six_in_a_day'], doses(0.2, 1.2, 2.2, 8, 12, 16, 20)],
    ['three of different medicines', [], [aDose(1, 1), aDose(2, 2, { drug: 'Midazolam' }), aDose(3, 3)]],
  ])('%s', (_, triggers, given) => {
    expect(line(aBox(), ...given).triggers).toEqual(triggers)
  })
})

describe('what the chart allows in a day', () => {
  const atMost = (max24h: string) =>
    aBox({ items: [{ drug: 'Morphine sulfate', indication: 'pain', max24h }] })

  test.each<[string, string[], Entry[]]>([
    ['2 doses', ['over_the_most'], doses(1, 8, 20)],
    ['Max 2 doses', ['over_the_most'], doses(1, 8, 20)],
    ['2 times', ['over_the_most'], doses(1, 8, 20)],
    ['2 doses', [], doses(1, 8)],
    ['2 doses', [], doses(1, 8, 24)],
    ['20 mg', [], doses(1, 8, 20)],
    ['2 dosettes', [], doses(1, 8, 20)],
  ])('%s: %j', (max24h, triggers, given) => {
    expect(line(atMost(max24h), ...given).triggers).toEqual(triggers)
  })
})

describe('a medicine that is written in several ways', () => {
  const named = (...drugs: string[]) => drugs.map((drug, n) => aDose(n + 1, n, { drug, benefit: 'none' }))
  const triggersOf = (...entries: Entry[]) =>
    ledgerOf(aReading(entries))?.lines.map(({ drug, triggers }) => [drug, triggers])
  const THREE = ['three_in_four_hours']

  test.each<[string, unknown, Entry[]]>([
    [
      'by a shorter name, not in the house',
      [['Morphine', THREE]],
      named('Morphine', 'Morphine sulfate', 'morphine'),
    ],
    [
      'with a slip of the finger, not in the house',
      [['Midazolam', THREE]],
      named('Midazolam', 'Midazolm', 'Midazolam'),
    ],
    [
      'with a slip, in the house',
      [['Morphine sulfate', THREE]],
      [aBox(), ...named('Morphine sulfate', 'Morphine sulfat', 'Morphne sulfate')],
    ],
    [
      'which of two it was nobody knows: both are warned of',
      [
        ['Morphine sulfate', THREE],
        ['Morphine tartrate', THREE],
      ],
      [twoOf('Morphine tartrate'), ...named('Morphine', 'Morphine', 'Morphine')],
    ],
    [
      'another one of few letters is another',
      [
        ['Senna', []],
        ['Sena X', []],
      ],
      named('Senna', 'Sena X', 'Senna'),
    ],
  ])('%s', (_, lines, entries) => {
    expect(triggersOf(...entries)).toEqual(lines)
  })
})

describe('the night of 25 October, when the clocks show one to two twice', () => {
  const at = (givenAt: string, number: number) => aDose(0, number, { givenAt })

  test('a dose at 01:45 and one at 01:50, an hour and five minutes later, are not too soon; the other way round they are', () => {
    const twoHours = ['2026-10-25T00:45:00.000Z', '2026-10-25T01:50:00.000Z'] as const
    const fiveMinutes = ['2026-10-25T00:45:00.000Z', '2026-10-25T00:50:00.000Z'] as const
    const seen = (given: readonly string[]) =>
      ledgerOf(aReading([aBox(), ...given.map(at)], '2026-10-25T02:00:00.000Z'))?.lines[0]

    expect(seen(twoHours)).toMatchObject({
      inFourHours: 2,
      triggers: [],
      notBefore: '2026-10-25T02:50:00.000Z',
    })
    expect(seen(fiveMinutes)).toMatchObject({ inFourHours: 2, triggers: ['sooner_than_allowed'] })
  })
})

describe('the chart', () => {
  test.each<[string, string, Partial<Box>]>([
    ['there, without an end', 'in_force', { chartPresent: true }],
    ['there until today', 'in_force', { chartPresent: true, chartExpiresOn: '2026-11-23' }],
    ['run out yesterday', 'ran_out', { chartPresent: true, chartExpiresOn: '2026-11-22' }],
    ['not there', 'none', { chartPresent: false, chartExpiresOn: '2026-12-01' }],
    ['nobody asked', 'not_known', { chartPresent: { unknown: 'not_asked' } }],
    ['nothing written', 'not_known', { chartPresent: undefined }],
    [
      'nothing written but an end that is past',
      'ran_out',
      { chartPresent: undefined, chartExpiresOn: '2026-11-22' },
    ],
  ])('%s: %s', (_, state, box) => {
    expect(ledgerOf(aReading([aBox(box)]))?.chart.state).toBe(state)
  })
})

test('a confirmation is as new a count as can be said of what nobody had touched before it', () => {
  const confirmedAt = plusSeconds(NOW, -2 * HOUR)
  const confirmed = { confirmedAt, confirmedBy: { name: 'N', role: 'r', organisation: 'o' } }

  expect(line(aBox({}, confirmed), ...doses(1)).counted).toEqual({ left: 10, at: confirmedAt })
})

test.each<[string, SectionName, Partial<LedgerLine>]>([
  ['the doses does not read how many are left', 'anticipatoryMedicines', { uncounted: 'doses_not_shown' }],
  [
    'the box does not read that something is not in it',
    'anticipatoryDoses',
    { isListed: true, uncounted: 'box_not_shown' },
  ],
])('whoever is not shown %s', (_, shown, expected) => {
  const entries = [aBox(), aDose(1, 1)].filter(({ section }) => section === shown)

  expect(ledgerOf(aReading(entries, NOW, [shown]))?.lines[0]).toMatchObject(expected)
})

test('sulphate is sulfate: no ampoule is lost for the older spelling', () => {
  const ledger = ledgerOf(aReading([aBox(), aDose(1, 1, { drug: 'Morphine sulphate' })]))

  expect(ledger?.lines).toMatchObject([{ left: 9, dosesSinceCounted: 1 }])
})

test('after a death nobody is warned of what was given that is not in the box either', () => {
  const given = [1, 2, 3].map(hours => aDose(hours, hours, { drug: 'Haloperidol' }))
  const death = entry('death', { stage: 'reported', at: NOW, place: 'home' })

  expect(ledgerOf(aReading(given))?.lines[0]?.triggers).toEqual(['three_in_four_hours'])
  expect(ledgerOf(aReading([...given, death]))?.lines[0]?.triggers).toEqual([])
})

test('something given that is not in the box has a line of its own, once for each name', () => {
  const ledger = ledgerOf(
    aReading([aBox(), aDose(1, 1, { drug: 'Haloperidol' }), aDose(2, 2, { drug: 'haloperidol' })]),
  )

  expect(ledger?.lines.map(({ drug, isListed, inADay }) => [drug, isListed, inADay])).toEqual([
    ['Morphine sulfate', true, 0],
    ['Haloperidol', false, 2],
  ])
})

test.each<[string, Entry[]]>([
  ['nothing is recorded', []],
  ['it is recorded that there is nothing', [aBox({ state: 'none', items: [] })]],
  ['it was never asked', [entry('anticipatoryMedicines', undefined)]],
])('there is no ledger where %s', (_, entries) => {
  expect(ledgerOf(aReading(entries))).toBeUndefined()
})

test('what is good until today is not out of date', () => {
  const until = (expiresOn: string) =>
    line(aBox({ items: [{ drug: 'Morphine', indication: 'pain', expiresOn }] })).isOutOfDate

  expect([until('2026-11-23'), until('2026-11-22')]).toEqual([false, true])
})

test('whatever was written, the ledger keeps its shape, and no dose is lost', () => {
  const dose = fc.record({
    drug: fc.constantFrom('Morphine', 'morphine sulfate', 'Midazolam', '!'),
    hours: fc.integer({ min: 0, max: 23 }),
  })
  fc.assert(
    fc.property(fc.array(dose, { maxLength: 12 }), given => {
      const ledger = ledgerOf(
        aReading([aBox(), ...given.map(({ drug, hours }, n) => aDose(hours, n, { drug }))]),
      )

      expect(Ledger.safeParse(ledger).error).toBeUndefined()
      expect(ledger?.lines.reduce((sum, one) => sum + one.inADay, 0)).toBe(given.length)
    }),
  )
})
