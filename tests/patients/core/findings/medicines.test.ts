import { describe, expect, test } from 'vitest'
import { allergyRules } from '#server/patients/core/findings/allergies.ts'
import { medicineRules } from '#server/patients/core/findings/medicines.ts'
import { stockRules } from '#server/patients/core/findings/stock.ts'
import type { Entry } from '#shared/record/entry.ts'
import { plusSeconds } from '#shared/time.ts'
import { entry, itemNo, NOW } from '../entries.ts'
import { aBox, aMedicine, found, nothingIn, phase, testRules } from './aRecord.ts'

/** Doses of morphine so many hours before NOW, which is a Monday, ten past two at night. */
const doses = (...hoursAgo: number[]): Entry[] =>
  hoursAgo.map((hours, n) =>
    entry(
      'anticipatoryDoses',
      { drug: 'Morphine', dose: '2.5 mg', givenAt: plusSeconds(NOW, -hours * 3600), givenBy: 'Nurse Loud' },
      { itemId: itemNo(n + 1) },
    ),
  )
const charted = (allowed: { max24h?: string; minIntervalMinutes?: number }) =>
  aBox({ items: [{ drug: 'Morphine', indication: 'pain', ...allowed }] })
const pump = (hours: number | undefined, isRunning = true) =>
  entry('syringePump', {
    isRunning,
    contents: 'Morphine, midazolam',
    ...(hours === undefined ? {} : { dueAt: plusSeconds(NOW, hours * 3600) }),
  })
const prognosis = (name: 'last_days' | 'last_weeks') => entry('prognosis', { prognosis: name })
const allergyTo = (substance: string) => entry('allergies', { kind: 'allergy', substance })
const takes = (drug: string, stoppedOn?: string) =>
  entry('medications', { drug, ...(stoppedOn ? { stoppedOn } : {}) }, { itemId: itemNo(1) })

describe('medicines, their chart and the pump', () => {
  testRules(medicineRules, {
    three_doses_in_four_hours: {
      fires: [['three', ...doses(1, 2, 3)]],
      silent: [
        ['two', ...doses(1, 2)],
        ['three in five hours', ...doses(0.5, 2, 5)],
      ],
    },
    over_six_doses_in_a_day: {
      fires: [['seven', ...doses(0.5, 5, 9, 13, 17, 21, 23)]],
      silent: [['six', ...doses(0.5, 5, 9, 13, 17, 21)]],
    },
    more_doses_than_the_chart_allows: {
      fires: [['three of two', charted({ max24h: '2 doses' }), ...doses(1, 8, 20)]],
      silent: [
        ['two of two', charted({ max24h: '2 doses' }), ...doses(1, 8)],
        ['the chart says how often', charted({ max24h: '1 dose every 4 hours' }), ...doses(1, 8, 20)],
        ['the chart counts in milligrams', charted({ max24h: '20 mg' }), ...doses(1, 8, 20)],
      ],
    },
    dose_sooner_than_the_chart_allows: {
      fires: [['18 minutes after the first', charted({ minIntervalMinutes: 60 }), ...doses(1, 1.3)]],
      silent: [
        ['an hour after', charted({ minIntervalMinutes: 60 }), ...doses(1, 2)],
        ['the chart does not say', charted({}), ...doses(1, 1.3)],
      ],
    },
    pump_overdue: {
      fires: [['an hour ago', pump(-1)]],
      silent: [
        ['in an hour', pump(1)],
        ['it does not run', pump(-1, false)],
        ['not known when', pump(undefined)],
      ],
    },
    dying_without_anticipatory_medicines: {
      fires: [
        ['nothing written', phase('dying'), nothingIn('anticipatoryMedicines')],
        ['none in the house', phase('dying'), aBox({ state: 'none' })],
        ['used up', phase('dying'), aBox({ state: 'used' })],
        ['the prognosis is days', prognosis('last_days'), nothingIn('anticipatoryMedicines')],
      ],
      silent: [
        ['they are there', phase('dying')],
        [
          'they were not wanted',
          phase('dying'),
          entry('anticipatoryMedicines', undefined, { knownState: 'declined' }),
        ],
        ['stable', nothingIn('anticipatoryMedicines')],
      ],
    },
    deteriorating_without_anticipatory_medicines: {
      fires: [['nothing written', phase('deteriorating'), nothingIn('anticipatoryMedicines')]],
      silent: [
        ['they are there', phase('deteriorating')],
        ['dying: that is said instead', phase('dying'), nothingIn('anticipatoryMedicines')],
      ],
    },
    medicines_without_chart: {
      fires: [
        ['in the house', aBox({ chartPresent: false })],
        ['in use', aBox({ state: 'in_use', chartPresent: false })],
      ],
      silent: [
        ['prescribed only', aBox({ state: 'prescribed', chartPresent: false })],
        ['nobody asked about the chart', aBox({ chartPresent: undefined, chartExpiresOn: undefined })],
      ],
    },
    chart_ran_out: {
      fires: [['yesterday', aBox({ chartExpiresOn: '2026-11-22' })]],
      silent: [
        ['today is good still', aBox({ chartExpiresOn: '2026-11-23' })],
        [
          'there is no chart: that is said instead',
          aBox({ chartPresent: false, chartExpiresOn: '2026-11-22' }),
        ],
        ['nothing in the house', aBox({ state: 'used', chartExpiresOn: '2026-11-22' })],
      ],
    },
    chart_runs_out_first: {
      fires: [
        ['today', aBox({ chartExpiresOn: '2026-11-23' })],
        ['tomorrow', aBox({ chartExpiresOn: '2026-11-24' })],
      ],
      silent: [['in two days', aBox({ chartExpiresOn: '2026-11-25' })]],
    },
    chart_runs_out_soon: {
      fires: [
        ['in five days', aBox({ chartExpiresOn: '2026-11-28' })],
        ['on the Sunday of the next weekend', aBox({ chartExpiresOn: '2026-11-29' })],
      ],
      silent: [
        ['on the Monday after it', aBox({ chartExpiresOn: '2026-11-30' })],
        ['tomorrow: that is now', aBox({ chartExpiresOn: '2026-11-24' })],
      ],
    },
    chart_not_known: {
      fires: [
        ['nobody asked', aBox({ chartPresent: { unknown: 'not_asked' }, chartExpiresOn: undefined })],
        ['nothing written', aBox({ chartPresent: undefined, chartExpiresOn: undefined })],
      ],
      silent: [['there is one', aBox()]],
    },
    prescribed_not_in_house: {
      fires: [['stable', aBox({ state: 'prescribed' })]],
      moreUrgent: [['dying', aBox({ state: 'prescribed' }), phase('dying')]],
      silent: [['they have come', aBox()]],
    },
    pump_due: {
      fires: [['in four hours', pump(4)]],
      silent: [
        ['in five hours', pump(5)],
        ['an hour ago', pump(-1)],
      ],
    },
    pump_due_not_known: {
      fires: [['running', pump(undefined)]],
      silent: [
        ['not running', pump(undefined, false)],
        ['known', pump(9)],
      ],
    },
  })

  test('before a long weekend the chart is said days ahead, with the day by which to ask', () => {
    const [chart] = found([aBox({ chartExpiresOn: '2026-12-28' })], '2026-12-22T09:00:00.000Z')

    expect([chart?.key, chart?.words, chart?.toDo]).toEqual([
      'chart_runs_out_soon',
      'The medicines chart runs out on Monday 28-Dec-2026',
      'By Thursday 24-Dec-2026, before surgeries shut: ask a prescriber for a chart',
    ])
  })

  test('a trigger names the medicine, and points at its doses alone', () => {
    const other = entry(
      'anticipatoryDoses',
      { drug: 'Midazolam', dose: '2.5 mg', givenAt: NOW, givenBy: 'Nurse Loud' },
      { itemId: itemNo(9) },
    )
    const [trigger] = found([...doses(1, 2, 3), other])

    expect(trigger?.words).toBe('Morphine: three doses or more within four hours, without full relief')
    expect(trigger?.about.map(one => one.itemId)).toEqual([itemNo(1), itemNo(2), itemNo(3)])
  })
})

describe('what is left of them', () => {
  testRules(stockRules, {
    medicine_used_up: {
      fires: [
        ['counted as none', aMedicine({ quantityLeft: 0 })],
        ['two counted, two given', aMedicine({ quantityLeft: 2 }), ...doses(9, 15)],
      ],
      silent: [
        ['one left', aMedicine({ quantityLeft: 1 })],
        ['nobody counted', aMedicine({ quantityLeft: undefined })],
        [
          'prescribed only',
          aBox({ state: 'prescribed', items: [{ drug: 'Morphine', indication: 'pain', quantityLeft: 0 }] }),
        ],
      ],
    },
    medicine_runs_low: {
      fires: [
        ['three left', aMedicine({ quantityLeft: 3 })],
        ['at two a day nine last four days', aMedicine({ quantityLeft: 11 }), ...doses(5, 20)],
      ],
      moreUrgent: [
        [
          'at five a day they last until tomorrow',
          aMedicine({ quantityLeft: 11 }),
          ...doses(1, 6, 11, 16, 21),
        ],
      ],
      silent: [
        ['four left, and none given', aMedicine({ quantityLeft: 4 })],
        ['none left: that is said instead', aMedicine({ quantityLeft: 0 })],
        ['enough for more than five days', aMedicine({ quantityLeft: 20 }), ...doses(5, 20)],
      ],
    },
    medicine_out_of_date: {
      fires: [
        ['one of them', aMedicine({ expiresOn: '2026-11-22' })],
        ['all of them', aBox({ state: 'expired' })],
      ],
      moreUrgent: [['dying', aMedicine({ expiresOn: '2026-11-22' }), phase('dying')]],
      silent: [
        ['good until today', aMedicine({ expiresOn: '2026-11-23' })],
        [
          'used up',
          aBox({ state: 'used', items: [{ drug: 'Morphine', indication: 'pain', expiresOn: '2026-11-22' }] }),
        ],
      ],
    },
    medicine_expires_soon: {
      fires: [
        ['today', aMedicine({ expiresOn: '2026-11-23' })],
        ['on Sunday', aMedicine({ expiresOn: '2026-11-29' })],
      ],
      silent: [
        ['on the Monday after', aMedicine({ expiresOn: '2026-11-30' })],
        ['it has', aMedicine({ expiresOn: '2026-11-22' })],
      ],
    },
  })

  test('says how many are left, for about how long, and by when to ask', () => {
    const [low] = found([aMedicine({ quantityLeft: 11 }), ...doses(5, 20)])

    expect([low?.words, low?.toDo]).toEqual([
      'Morphine: 9 left (about 4 days)',
      'By Friday 27-Nov-2026: ask for more',
    ])
  })
})

test.each([
  [
    'of two strengths, named once',
    ['Morphine', 'Morphine', 'Morphine'],
    aBox({
      items: ['10 mg/ml', '30 mg/ml'].map(strength => ({ drug: 'Morphine', strength, indication: 'pain' })),
    }),
  ],
  ['without a name in letters or digits', ['???', '???', '???'], aBox()],
])('three doses %s are warned of with all three', (_, drugs, box) => {
  const given = drugs.map((drug, n) =>
    entry(
      'anticipatoryDoses',
      { drug, dose: '2.5 mg', givenAt: plusSeconds(NOW, -(n + 1) * 3600), givenBy: 'Nurse Loud' },
      { itemId: itemNo(n + 1) },
    ),
  )
  const [warned] = found([box, ...given])

  expect(warned?.words).toBe(`${drugs[0]}: three doses or more within four hours, without full relief`)
  expect(warned?.about.map(({ itemId }) => itemId)).toEqual([1, 2, 3].map(itemNo))
})

describe('allergies', () => {
  testRules(allergyRules, {
    allergy_against_medicine: {
      fires: [
        ['kept just in case', allergyTo('Morphine')],
        ['taken', allergyTo('Codeine'), takes('Codeine phosphate')],
        ['in the pump', allergyTo('Midazolam'), pump(9)],
      ],
      silent: [
        ['another medicine', allergyTo('Penicillin'), takes('Codeine')],
        ['stopped', allergyTo('Codeine'), takes('Codeine', '2026-11-01')],
        ['in a pump that stands still', allergyTo('Midazolam'), pump(9, false)],
      ],
    },
    allergies_against_each_other: {
      fires: [
        [
          'none, and one',
          entry('allergies', { kind: 'none_known' }),
          { ...allergyTo('Latex'), itemId: itemNo(1) },
        ],
      ],
      silent: [
        ['two', allergyTo('Latex'), { ...allergyTo('Plaster'), itemId: itemNo(1) }],
        [
          'none, said twice',
          entry('allergies', { kind: 'none_known' }),
          { ...entry('allergies', { kind: 'none_known' }), itemId: itemNo(1) },
        ],
      ],
    },
    allergies_never_asked: {
      fires: [
        ['nothing written', nothingIn('allergies')],
        ['not asked', entry('allergies', undefined)],
        ['asked; nobody knew', entry('allergies', undefined, { knownState: 'not_known' })],
      ],
      silent: [
        ['none known', entry('allergies', { kind: 'none_known' })],
        ['they would not say', entry('allergies', undefined, { knownState: 'declined' })],
      ],
    },
  })
})
