import { describe, expect, test } from 'vitest'
import { onScreen } from '#client/patients/core/meanwhile.ts'
import { versionsOf, whoChanged } from '#client/patients/core/seenVersions.ts'
import { recordAtAGlance } from '#server/patients/core/recordAtAGlance.ts'
import type { Entry } from '#shared/record/entry.ts'
import { entry, NOW, PERSON } from '#tests/patients/core/entries.ts'

const JOSEPH = {
  id: '11111111-1111-4111-8111-111111111111',
  name: 'Joseph',
  role: 'coordinator',
  organisation: 'Trust',
}
const ME = '22222222-2222-4222-8222-222222222222'
const BODY = { first: { place: 'home' } } as const
const AT = { section: 'preferredPlaceOfDeath', itemId: PERSON } as const

const place = (changes: Partial<Entry>) => entry('preferredPlaceOfDeath', BODY, changes)
const record = (...entries: Entry[]) => recordAtAGlance({ patientId: PERSON, version: 3, asOf: NOW, entries })
const written = place({ version: 2, change: 'changed', author: JOSEPH, recordedAt: NOW })
const confirmed = place({ version: 2, change: 'confirmed', confirmedAt: NOW, confirmedBy: JOSEPH })

describe('what a colleague did while the nurse was writing', () => {
  test.each<[string, Entry, object]>([
    [
      'wrote',
      written,
      { by: 'Joseph', at: NOW, change: 'changed', version: 2, knownState: 'known', body: BODY },
    ],
    ['confirmed', confirmed, { by: 'Joseph', at: NOW, change: 'confirmed', version: 2, body: BODY }],
    [
      'marked as entered in error',
      place({ version: 2, change: 'retracted', retracted: { at: NOW, by: JOSEPH, because: 'Of another' } }),
      {
        by: 'Joseph',
        change: 'retracted',
        version: 2,
        isRetracted: true,
        retracted: { because: 'Of another' },
      },
    ],
  ])('is seen on the record: %s', (_, now, expected) => {
    expect(onScreen(record(now), AT)).toMatchObject(expected)
  })

  test('is nothing when the item is not there', () => {
    expect(onScreen(record(), AT)).toBeUndefined()
  })
})

describe('what changed since the record was opened', () => {
  const before = versionsOf(record(place({})))
  const itemOf = (now: Entry) => {
    const [item] = record(now).blocks.flatMap(({ items }) => items)
    if (!item) throw new Error('the item is not on the record')
    return item
  }

  test('is told with who wrote or confirmed it', () => {
    expect([whoChanged(before, itemOf(written), ME), whoChanged(before, itemOf(confirmed), ME)]).toEqual([
      'Joseph',
      'Joseph',
    ])
  })

  test('is not told of what the nurse did herself, nor of what she has seen', () => {
    expect(whoChanged(before, itemOf(written), JOSEPH.id)).toBeUndefined()
    expect(whoChanged(versionsOf(record(written)), itemOf(written), ME)).toBeUndefined()
  })
})
