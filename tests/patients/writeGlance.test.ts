import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ageChangesAt, freshness } from '#server/patients/core/freshness.ts'
import { recordAtAGlance } from '#server/patients/core/recordAtAGlance.ts'
import { glanceWriter } from '#server/patients/writeGlance.ts'
import { readEntry, type StoredEntry } from '#shared/record/entry.ts'
import { plusSeconds } from '#shared/time.ts'
import { AT, LOUD_AUTHOR } from './aPatient.ts'

const patientId = '00000000-0000-4000-8000-000000000001'

function anOpened({ recordedAt = AT, expiresOn }: { recordedAt?: string; expiresOn?: string } = {}) {
  const stored = {
    patientId,
    version: 1,
    change: 'added',
    knownState: 'known',
    author: LOUD_AUTHOR,
    source: { kind: 'call', callId: '00000000-0000-4000-8000-000000000003' },
    recordedAt,
    writtenAt: recordedAt,
  } as const
  const entries = [
    readEntry({
      ...stored,
      section: 'identity',
      itemId: patientId,
      body: { name: { given: 'Margaret', family: 'Ellis' }, birthDate: '1948-03-09' },
    } as StoredEntry),
    readEntry({
      ...stored,
      section: 'alerts',
      itemId: '00000000-0000-4000-8000-000000000002',
      body: { text: 'A loud dog', severity: 'danger', ...(expiresOn ? { expiresOn } : {}) },
    } as StoredEntry),
  ]
  return { patientId, version: 1, entries }
}

describe('a record that is written again', () => {
  test('says at every moment what a rendering of that moment says', () => {
    const seconds = fc.integer({ min: -100, max: 200_000 })
    fc.assert(
      fc.property(fc.array(seconds, { minLength: 2, maxLength: 8 }), moments => {
        const opened = anOpened({ expiresOn: AT.slice(0, 10) })
        const writeGlance = glanceWriter()
        for (const moment of moments) {
          const now = { ...opened, asOf: plusSeconds(AT, moment) }
          expect(JSON.parse(writeGlance(now).json)).toEqual(JSON.parse(JSON.stringify(recordAtAGlance(now))))
        }
      }),
    )
  })

  test('is never taken for another version, nor for other entries', () => {
    const writeGlance = glanceWriter()
    const [first, other] = [anOpened(), anOpened({ recordedAt: '2026-10-01T00:00:00.000Z' })]
    writeGlance({ ...first, asOf: AT })

    const next = writeGlance({ ...first, version: 2, asOf: AT })
    const theirs = writeGlance({ ...other, asOf: AT })

    expect(JSON.parse(next.json).version).toBe(2)
    expect(JSON.parse(theirs.json)).toEqual(
      JSON.parse(JSON.stringify(recordAtAGlance({ ...other, asOf: AT }))),
    )
  })
})

test('the age of an item is said in the same words until the moment that is named, and in others from then', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000, max: 400_000_000 }), seconds => {
      const item = { section: 'alerts' as const, recordedAt: AT }
      const at = plusSeconds(AT, seconds)
      const until = ageChangesAt(item, at)
      const last = new Date(until - 1).toISOString()

      expect(until).toBeGreaterThan(Date.parse(at))
      expect(freshness(item, last)).toEqual(freshness(item, at))
    }),
  )
})
