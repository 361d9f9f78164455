import { describe, expect, test } from 'vitest'
import { typedNumber, typedPhone } from '#client/patients/form/core/typedNumber.ts'
import { typedDate, typedMoment } from '#client/patients/form/core/typedTime.ts'

/** A Monday in November, ten past two at night. */
const NOW = '2026-11-23T02:10:00.000Z'

describe('a day as it is typed', () => {
  test.each([
    ['14 3 1955', '1955-03-14'],
    ['14-Mar-1955', '1955-03-14'],
    ['140355', '1955-03-14'],
    ['today', '2026-11-23'],
    ['Yesterday', '2026-11-22'],
  ])('%s, of something that has been', (text, date) => {
    expect(typedDate(text, 'past', NOW)).toEqual({ ok: date })
  })

  test.each([
    ['1 3 27', '2027-03-01'],
    ['tomorrow', '2026-11-24'],
    ['1 3 1927', '1927-03-01'],
  ])('%s, of something that may come', (text, date) => {
    expect(typedDate(text, 'review', NOW)).toEqual({ ok: date })
  })

  test('nothing typed is no date, and what is no date says how to type one', () => {
    expect(typedDate('  ', 'any', NOW)).toEqual({ ok: undefined })
    expect(typedDate('31 2 2026', 'any', NOW)).toMatchObject({ says: expect.stringContaining('day first') })
  })

  test('what has been cannot be tomorrow', () => {
    expect(typedDate('24 11 2026', 'past', NOW)).toMatchObject({
      says: expect.stringContaining('in the future'),
    })
  })
})

describe('a moment as it is typed', () => {
  const past = (date: string, time: string, now = NOW) => typedMoment({ date, time }, 'past', now)

  test('a time alone is today, or the night before when it has not come today', () => {
    expect(past('', '0140')).toEqual({ ok: '2026-11-23T01:40:00.000Z' })
    expect(past('', '23.50')).toEqual({ ok: '2026-11-22T23:50:00.000Z' })
    expect(typedMoment({ date: '', time: '23:50' }, 'any', NOW)).toEqual({ ok: '2026-11-23T23:50:00.000Z' })
  })

  test('five minutes ahead is a clock that differs, six are the future', () => {
    expect(past('today', '02:15')).toEqual({ ok: '2026-11-23T02:15:00.000Z' })
    expect(past('today', '02:16')).toMatchObject({ says: expect.stringContaining('in the future') })
  })

  test('summer and winter have their own clocks', () => {
    expect(past('1 7 2026', '00:30')).toEqual({ ok: '2026-06-30T23:30:00.000Z' })
    expect(past('1 1 2026', '00:30')).toEqual({ ok: '2026-01-01T00:30:00.000Z' })
  })

  test('a time that the clocks skipped is asked about', () => {
    expect(past('29 3 2026', '01:30')).toMatchObject({ says: expect.stringContaining('clocks went forward') })
  })

  test.each([
    ['2026-10-25T00:40:00.000Z', '2026-10-25T00:15:00.000Z'],
    ['2026-10-25T01:20:00.000Z', '2026-10-25T01:15:00.000Z'],
  ])('in the hour that is told twice, at %s, a quarter past one is %s', (now, moment) => {
    expect(past('', '01:15', now)).toEqual({ ok: moment })
  })

  test.each([
    ['01:15 BST', '2026-10-25T00:15:00.000Z'],
    ['01:15 gmt', '2026-10-25T01:15:00.000Z'],
    ['115GMT', '2026-10-25T01:15:00.000Z'],
  ])('or the one that is said: %s', (time, moment) => {
    expect(past('25 10 2026', time, '2026-10-25T03:00:00.000Z')).toEqual({ ok: moment })
  })

  test('of the two hours it is the one that has been, also where the other is nearer', () => {
    const now = '2026-10-25T01:20:00.000Z'

    expect(past('', '01:45', now)).toEqual({ ok: '2026-10-25T00:45:00.000Z' })
    expect(past('25 10 2026', '01:45', now)).toEqual({ ok: '2026-10-25T00:45:00.000Z' })
  })

  test.each([
    ['1 7 2026', '14:00 GMT', 'showed BST'],
    ['1 1 2026', '14:00 BST', 'showed GMT'],
  ])('an hour that the clocks did not show is asked about: %s %s', (date, time, words) => {
    expect(past(date, time)).toMatchObject({ says: expect.stringContaining(words) })
    expect(past('1 7 2026', '14:00 bst')).toEqual({ ok: '2026-07-01T13:00:00.000Z' })
  })

  test.each([
    ['24 11 2026', '', 'type the time too'],
    ['', '2 pm', '24 hours'],
    ['', '25:00', '24 hours'],
    ['soon', '02:00', 'day first'],
  ])('%s %s says what to do', (date, time, words) => {
    expect(typedMoment({ date, time }, 'any', NOW)).toMatchObject({ says: expect.stringContaining(words) })
  })
})

describe('a number as it is typed', () => {
  test.each([
    ['240', { ok: 240 }],
    ['', { ok: undefined }],
    ['2.5', { says: 'type a whole number from 0 to 1440.' }],
    ['1500', { says: 'type a whole number from 0 to 1440.' }],
    ['1e3', { says: 'type a whole number from 0 to 1440.' }],
  ])('%s minutes', (text, understood) => {
    expect(typedNumber(text, { min: 0, max: 1_440, isWhole: true })).toEqual(understood)
  })

  test.each([
    ['07700 900 123', '+447700900123'],
    ['+44 (0)7700 900123', '+447700900123'],
    ['0113 496 0001', '+441134960001'],
    ['+48 601 123 456', '+48601123456'],
  ])('%s is a telephone', (text, number) => {
    expect(typedPhone(text)).toEqual({ ok: number })
  })

  test('a digit too few or too many is a slip', () => {
    expect(typedPhone('07700 900 12')).toEqual({
      says: 'that has 10 digits; a British number has 11. Ask for it again.',
    })
    expect(typedPhone('07700 900 1234')).toMatchObject({ says: expect.stringContaining('12 digits') })
    expect(typedPhone('her mobile')).toMatchObject({ says: expect.stringContaining('07700 900 123') })
  })
})
