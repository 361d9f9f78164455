import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkIdentity } from '#server/patients/core/identityChecks.ts'
import { mayBeTold } from '#server/patients/core/mayBeTold.ts'
import { recordAtAGlance } from '#server/patients/core/recordAtAGlance.ts'
import { searchProjection } from '#server/patients/core/searchProjection.ts'
import type { Entry } from '#shared/record/entry.ts'
import { RecordAtAGlance } from '#shared/record/glance.ts'
import { SECTION_NAMES } from '#shared/record/sections.ts'
import { anyBody } from '#tests/support/anyBody.ts'
import { aContact, DAUGHTER, entry, NOW, PERSON } from './entries.ts'

const identity = entry('identity', { name: { given: 'Margaret', family: 'Ellis' }, birthDate: '1948-11-23' })
const address = entry('addresses', { kind: 'main', lines: ['12 Mill Lane'], postcode: 'LS21 1AA' })
const retracted = {
  at: '2026-11-20T02:10:00.000Z',
  by: { name: 'Nurse Loud', role: 'coordinator', organisation: 'Loud Hospice' },
  because: 'Of another person',
}
const ITEM = '9c1b2f6a-2222-4333-8444-555566667777'
const WRONG = { itemId: ITEM, version: 2, change: 'retracted', retracted } as const
const glance = (entries: Entry[]) => recordAtAGlance({ patientId: PERSON, version: 7, asOf: NOW, entries })

describe.each(SECTION_NAMES.filter(name => name !== 'identity'))('%s, entered in error', section => {
  const anything = anyBody(section).map(body => entry(section, body, WRONG))

  test('reads as if it had never been written', () => {
    fc.assert(
      fc.property(anything, wrong => {
        const rest = [identity, address, aContact()]
        const contact = { kind: 'contact', itemId: DAUGHTER } as const
        const said = { fullName: 'Margaret Ellis', addressOrPostcode: 'LS21 1AA', phrase: 'home' }

        const [withIt, without] = [glance([...rest, wrong]), glance(rest)]

        expect([withIt.banner, withIt.blocks]).toEqual([without.banner, without.blocks])
        expect(mayBeTold([...rest, wrong], contact)).toEqual(mayBeTold(rest, contact))
        expect(mayBeTold([wrong], { kind: 'contact', itemId: ITEM }).mayBeTold).toBe('nothing')
        expect(checkIdentity([...rest, wrong], said, '2026-11-23', false)).toEqual(
          checkIdentity(rest, said, '2026-11-23', false),
        )
        expect(searchProjection({ ...wrong, isRetracted: true })).toEqual(
          searchProjection({ section, knownState: 'not_asked' }),
        )
      }),
      { numRuns: 15 },
    )
  })
})

describe('what was entered in error', () => {
  test('can be read, with who said so and why, the newest first', () => {
    const earlier = { ...retracted, at: '2026-11-19T02:10:00.000Z' }
    const { enteredInError } = glance([
      identity,
      entry('allergies', { kind: 'none_known' }, { ...WRONG, retracted: earlier }),
      entry('phones', { number: '+447700900111', use: 'mobile' }, WRONG),
    ])

    expect(enteredInError).toMatchObject([
      { title: 'Telephones', headline: '07700 900 111', lines: ['Mobile'], retracted },
      { title: 'Allergies', headline: 'No known allergies', version: 2 },
    ])
  })

  test('keeps the shape that the console was promised', () => {
    const reply = glance([identity, entry('allergies', undefined, WRONG)])

    expect(RecordAtAGlance.safeParse(JSON.parse(JSON.stringify(reply))).error).toBeUndefined()
    expect(reply.enteredInError).toHaveLength(1)
  })

  test('is not read out where the section never is', () => {
    const { enteredInError } = glance([
      identity,
      entry('agreedPhrases', { with: 'patient', phrase: 'yellow canary' }, WRONG),
      entry('safeguarding', { concern: 'Said in confidence', about: 'adult' }, WRONG),
    ])

    expect(enteredInError).toEqual([])
  })
})
