import { describe, expect, test } from 'vitest'
import { refusedBecause } from '#server/patients/core/entryToWrite.ts'
import { stillToCome } from '#server/patients/core/stillToCome.ts'
import { anEntry } from '#tests/patients/aPatient.ts'
import { LEAVES } from '#tests/shared/fullBodies.ts'
import { NOW, PERSON } from './entries.ts'

const TOMORROW = '2026-11-24'
const IN_SIX_MINUTES = '2026-11-23T02:16:00.000Z'

/** Days and moments that may be to come: until when something holds, when it is looked at again, when it is due. */
const MAY_COME = new Set([
  'reviewOn',
  'nextReviewOn',
  'reviewBy',
  'dueOn',
  'dueAt',
  'expiresOn',
  'chartExpiresOn',
  'changeDueOn',
  'expectedUntil',
  'expectedHomeOn',
  'from',
  'to',
  'until',
  'endedAt',
  'startedOn',
  'stoppedOn',
])
const nameOf = (path: string) => path.slice(path.lastIndexOf('.') + 1)
const WHEN = LEAVES.filter(({ shape }) => shape.kind === 'date' || shape.kind === 'moment')

/** A body that holds one value at a path as the forms write it. */
function holding(path: string, value: string): unknown {
  return path
    .split('.')
    .reverse()
    .reduce<unknown>((held, key) => {
      const name = key.replaceAll('[]', '')
      return { [name]: key.endsWith('[]') ? [held] : held }
    }, value)
}

describe('a time that has not come', () => {
  test.each(
    WHEN.map(({ section, path, shape }) => [`${section} ${path}`, section, path, shape.kind] as const),
  )('%s: is refused where it tells what has been, and nowhere else', (_, section, path, kind) => {
    const [ahead, now] = kind === 'date' ? [TOMORROW, '2026-11-23'] : [IN_SIX_MINUTES, NOW]
    const says = stillToCome(section, holding(path, ahead), NOW)

    if (MAY_COME.has(nameOf(path))) expect(says).toBeUndefined()
    else expect(says).toMatch(/^“.+” is still to come: look at it again\.$/)
    expect(stillToCome(section, holding(path, now), NOW)).toBeUndefined()
  })

  test('is nothing that a clock which is five minutes ahead makes of this moment, or of this day', () => {
    const atMidnight = '2026-11-23T23:57:00.000Z'

    expect(stillToCome('akps', { score: 40, at: '2026-11-23T02:15:00.000Z' }, NOW)).toBeUndefined()
    expect(stillToCome('carerStrain', { strain: 2, on: TOMORROW }, atMidnight)).toBeUndefined()
    expect(stillToCome('carerStrain', { strain: 2, on: '2026-11-25' }, atMidnight)).toBeDefined()
  })

  test('stops what is written, and nothing that confirms or takes back what stands', () => {
    const ahead = anEntry('phaseOfIllness', { phase: 'stable', at: '2027-01-01T00:00:00.000Z' })
    const of = (change: typeof ahead.change, expectedVersion: number) =>
      refusedBecause({ ...ahead, change, expectedVersion }, PERSON, NOW)

    expect(of('added', 0)).toContain('still to come')
    expect(of('changed', 1)).toContain('still to come')
    expect([of('confirmed', 1), of('retracted', 1)]).toEqual([undefined, undefined])
  })
})

test.each([
  ['1800-05-14', 'By this birth date they would be 226 years old: look at the year again.'],
  ['1900-11-22', 'By this birth date they would be 126 years old: look at the year again.'],
  ['1900-11-24', undefined],
] as const)(
  'nobody is on the record who was born on a day that nobody living can have been: %s',
  (birthDate, because) => {
    const identity = anEntry('identity', { name: { given: 'Ida', family: 'Moss' }, birthDate } as never, {
      itemId: PERSON,
    })

    expect(refusedBecause(identity, PERSON, NOW)).toBe(because)
  },
)
