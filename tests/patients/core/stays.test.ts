import { describe, expect, test } from 'vitest'
import { lastDischarge, stayInWords, stayNow } from '#server/patients/core/stays.ts'
import { Stay } from '#shared/record/stays.ts'

const stay = (more: Partial<Stay> = {}) =>
  Stay.parse({ place: 'hospital', admittedOn: '2026-11-14', ...more })
const HOME = stay({ dischargedOn: '2026-11-20', dischargedTo: 'home' })

describe('a stay in hospital or a hospice', () => {
  test.each([
    [stay(), 'In hospital'],
    [stay({ named: 'Loud General, ward 3' }), 'In hospital (Loud General, ward 3)'],
    [stay({ place: 'hospice' }), 'In a hospice'],
    [stay({ place: 'other' }), 'In another unit'],
    [HOME, 'Discharged 20-Nov-2026 from hospital'],
  ])('is said in words', (one, words) => {
    expect(stayInWords(one)).toBe(words)
  })

  test('goes on until a day of discharge is written, on whichever item', () => {
    expect(stayNow([HOME])).toBeUndefined()
    expect(stayNow([HOME, stay()])).toEqual(stay())
  })

  test.each([
    ['the newest counts', [stay({ dischargedOn: '2026-11-18' }), HOME], '2026-11-20'],
    ['of whom it is not known where to', [stay({ dischargedOn: '2026-11-18' })], '2026-11-18'],
    [
      'to another unit is no discharge',
      [stay({ dischargedOn: '2026-11-18', dischargedTo: 'another_unit' })],
      undefined,
    ],
    ['who is in one again is not home', [HOME, stay()], undefined],
    ['never away', [], undefined],
  ])('ends with a discharge: %s', (_, stays, day) => {
    expect(lastDischarge(stays)).toBe(day)
  })
})
