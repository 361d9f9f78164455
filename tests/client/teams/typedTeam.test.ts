import { describe, expect, test } from 'vitest'
import { showSpans, spansInField, typedArea, typedClock, typedSpans } from '#client/teams/core/typedTeam.ts'

const SAYS = { says: expect.any(String) }

describe('hours as they are typed', () => {
  test.each([
    ['', []],
    ['20:00 to 08:00', [{ from: '20:00', until: '08:00' }]],
    [
      '8:00-12:00, 13:00 – 17:30',
      [
        { from: '08:00', until: '12:00' },
        { from: '13:00', until: '17:30' },
      ],
    ],
  ])('%s', (text, ok) => {
    expect(typedSpans(text)).toEqual({ ok })
  })

  test.each(['eight till late', '08:00', '08:00 to 24:00', '08:00 to 20:00, and Sundays'])(
    'not understood: %s',
    text => {
      expect(typedSpans(text)).toEqual(SAYS)
    },
  )

  test('what stands in the field is read as what it is', () => {
    const spans = [
      { from: '00:00', until: '00:00' },
      { from: '18:30', until: '08:00' },
    ]

    expect(typedSpans(spansInField(spans))).toEqual({ ok: spans })
    expect(showSpans(spans)).toBe('all day, 18:30 to 08:00')
  })

  test.each([
    ['2000', '20:00'],
    ['8:00', '08:00'],
    ['25:00', undefined],
    ['soon', undefined],
  ])('a time: %s', (text, expected) => {
    expect(typedClock(text)).toBe(expected)
  })
})

describe('an area as it is typed', () => {
  test('districts, sectors, and practices with their codes', () => {
    expect(typedArea('wz3, WZ41', 'z99001 Moor End Surgery\n')).toEqual({
      ok: { postcodes: ['WZ3', 'WZ41'], practices: [{ odsCode: 'Z99001', name: 'Moor End Surgery' }] },
    })
    expect(typedArea('', '')).toEqual({ ok: { postcodes: [], practices: [] } })
  })

  test.each([
    ['WZ3 7QP', '', /no whole postcode/],
    ['the north', '', /no whole postcode/],
    ['', 'Moor End Surgery', /its code, and its name/],
  ])('not understood: %s %s', (postcodes, practices, says) => {
    expect(typedArea(postcodes, practices)).toEqual({ says: expect.stringMatching(says) })
  })
})
