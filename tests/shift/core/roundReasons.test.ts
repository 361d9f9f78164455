import { describe, expect, test } from 'vitest'
import { type Facts, roundReasonsOf } from '#server/shift/core/roundReasons.ts'

const FRIDAY = '2026-11-27'
const well: Facts = {
  phase: 'stable',
  chartExpiresOn: null,
  expiresOn: null,
  isStockOut: false,
  hasCarer: true,
}

describe('who is rung before surgeries shut', () => {
  test.each<[string, Partial<Facts>, string[]]>([
    ['nobody who is stable, with nothing that ends', {}, []],
    ['who is dying', { phase: 'dying' }, ['dying']],
    [
      'who is unstable and has no main carer',
      { phase: 'unstable', hasCarer: false },
      ['unstable', 'no_carer'],
    ],
    ['not who is stable without a carer', { hasCarer: false }, []],
    ['whose chart ends on the Sunday', { chartExpiresOn: '2026-11-29' }, ['chart_ends']],
    ['not whose chart ends on the Monday', { chartExpiresOn: '2026-11-30' }, []],
    ['whose chart has ended already', { chartExpiresOn: '2026-11-20' }, ['chart_ends']],
    ['whose medicines expire', { expiresOn: '2026-11-28' }, ['medicines_expire']],
    ['whose medicine is used up', { isStockOut: true }, ['stock_out']],
  ])('%s', (_, facts, why) => {
    expect(roundReasonsOf({ ...well, ...facts }, FRIDAY)).toEqual(why)
  })

  test.each([
    // The Thursday before Good Friday: the closure ends with Easter Monday. It has the night of 28 March in it.
    ['2027-03-25', '2027-03-29', ['chart_ends']],
    ['2027-03-25', '2027-03-30', []],
    // Christmas Eve of 2026 is a Thursday; the 28th is the day in place of Boxing Day.
    ['2026-12-24', '2026-12-28', ['chart_ends']],
    ['2026-12-24', '2026-12-29', []],
    // The night of 25 October 2026, in which an hour is told twice, is in this weekend.
    ['2026-10-23', '2026-10-25', ['chart_ends']],
    ['2026-10-23', '2026-10-26', []],
  ])('on %s a chart that ends on %s', (day, chartExpiresOn, why) => {
    expect(roundReasonsOf({ ...well, chartExpiresOn }, day)).toEqual(why)
  })
})
