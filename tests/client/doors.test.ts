import { describe, expect, test } from 'vitest'
import { type DoorFields, readDoorForm } from '#client/doors/core/doorForm.ts'
import { isOld } from '#client/doors/core/isOld.ts'

const TODAY = '2026-11-23'
const FIELDS: DoorFields = {
  kind: 'keysafe_code',
  what: 'keep',
  value: ' C4711 ',
  again: 'C4711',
  day: undefined,
  because: '',
}
const wrongs = (changes: Partial<DoorFields>) => {
  const form = readDoorForm({ ...FIELDS, ...changes }, TODAY)
  return 'wrongs' in form ? form.wrongs.map(({ id }) => id) : []
}

describe('the form of a code', () => {
  test('takes what was written twice alike', () => {
    expect(readDoorForm({ ...FIELDS, day: '2026-11-20' }, TODAY)).toEqual({
      kind: 'keysafe_code',
      change: { what: 'keep', value: 'C4711', verifiedOn: '2026-11-20' },
    })
  })

  test('asks for what must be right to the letter twice, and for a sentence once', () => {
    const once = { value: 'The side door is open', again: '' }

    expect(wrongs({ ...once, kind: 'door_code' })).toEqual(['door-again'])
    expect(wrongs({ ...once, kind: 'key_place' })).toEqual(['door-again'])
    expect(readDoorForm({ ...FIELDS, ...once, kind: 'how_to_enter' }, TODAY)).toEqual({
      kind: 'how_to_enter',
      change: { what: 'keep', value: 'The side door is open' },
    })
  })

  test.each<[string, Partial<DoorFields>, string[]]>([
    ['a digit that slipped', { again: 'C4771' }, ['door-again']],
    ['nothing at all', { kind: '', value: '', again: '' }, ['door-kind', 'door-value']],
    ['a day that cannot be read', { day: 'not_understood' }, ['door-day']],
    ['a day that is still to come', { day: '2026-11-24' }, ['door-day']],
    ['"it opens" without a day', { what: 'verified' }, ['door-day']],
    ['"there is none" without a reason', { what: 'remove', because: ' ' }, ['door-because']],
  ])('stops at %s', (_, changes, ids) => {
    expect(wrongs(changes)).toEqual(ids)
  })
})

test.each([
  ['tried a quarter ago', { verifiedOn: '2026-08-23', at: '2026-01-01T00:00:00.000Z' }, false],
  ['tried longer ago', { verifiedOn: '2026-08-22', at: '2026-11-01T00:00:00.000Z' }, true],
  ['never tried, written long ago', { verifiedOn: null, at: '2026-08-01T00:00:00.000Z' }, true],
  ['never tried, written today', { verifiedOn: null, at: '2026-11-23T00:00:00.000Z' }, false],
])('a code that was %s', (_, door, old) => {
  expect(isOld(door, `${TODAY}T12:00:00.000Z`)).toBe(old)
})
