import { describe, expect, test } from 'vitest'
import { refusedBecause } from '#server/patients/core/entryToWrite.ts'
import { isSeen } from '#shared/text.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { NOW, PERSON } from './entries.ts'

const UNSEEN: readonly [string, string][] = [
  ['zero-width spaces', '\u200b\u200b'],
  ['a joiner', '\u200d'],
  ['Hangul fillers', '\u3164\u115f\uffa0'],
  ['blank Braille cells', '\u2800 \u2800'],
  ['a soft hyphen and a variation selector', '\u00ad\ufe0f'],
]

describe('what nobody can see', () => {
  test.each(UNSEEN)('%s are no text', (_, text) => {
    expect(isSeen(text)).toBe(false)
    expect(isSeen(`${text}x`)).toBe(true)
  })

  test.each([
    ['emoji', '👩‍👧'],
    ['a dash', '–'],
    ['figures', '3'],
    ['a word with a joiner', 'می‌خواهم'],
  ])('%s is', (_, text) => {
    expect(isSeen(text)).toBe(true)
  })

  test.each(UNSEEN)('%s warn of no danger, and name nobody', (_, text) => {
    const danger = anEntry('alerts', { text: 'x', severity: 'danger' })
    const identity = anEntry(
      'identity',
      { name: { given: 'x' }, birthDate: '1931-05-06' },
      { itemId: PERSON },
    )
    const because = [
      refusedBecause({ ...danger, body: { text, severity: 'danger' } }, PERSON, NOW),
      refusedBecause({ ...identity, body: { name: { given: text }, birthDate: '1931-05-06' } }, PERSON, NOW),
    ]

    expect(because).toEqual([
      expect.stringContaining('nobody can see'),
      expect.stringContaining('nobody can see'),
    ])
  })

  test('what stands so on a record can still be taken back', () => {
    const alert = { ...anEntry('alerts', { text: 'x', severity: 'danger' }), body: { text: '\u200b' } }

    expect(refusedBecause({ ...alert, change: 'retracted', expectedVersion: 1 }, PERSON, NOW)).toBeUndefined()
  })
})
