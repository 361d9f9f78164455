import { describe, expect, test } from 'vitest'
import { bannerOf } from '#server/patients/core/banner.ts'
import { emergencySummary } from '#server/patients/core/emergencySummary.ts'
import { matchCaller } from '#server/patients/core/matchCaller.ts'
import { mayBeTold } from '#server/patients/core/mayBeTold.ts'
import { recordAtAGlance } from '#server/patients/core/recordAtAGlance.ts'
import { PatientId } from '#shared/ids.ts'
import type { Entry } from '#shared/record/entry.ts'
import { NO_MARKS } from '#shared/record/marks.ts'
import { summaryFacts } from '#shared/summaryWords.ts'
import { aContact, DAUGHTER, entry, NOW, PERSON } from './entries.ts'

const death = entry('death', { stage: 'reported', at: '2026-11-22T23:30:00.000Z', place: 'home' })
const LIFE: readonly Entry[] = [
  entry('identity', {
    name: { given: 'Margaret', family: 'Ellis' },
    preferredName: 'Peg',
    birthDate: '1948-03-09',
  }),
  entry('preferredPlaceOfDeath', { first: { place: 'home' } }),
  entry('whatMatters', { whatMatters: 'The window open' }),
  entry('reviewDates', { nextReviewOn: '2026-01-01' }),
  aContact({ mayBeTold: 'condition' }),
]
const glance = (...entries: Entry[]) =>
  recordAtAGlance({ patientId: PERSON, version: 1, asOf: NOW, entries: [...LIFE, ...entries] })

/** Every word that the record says on a page. */
const said = (...entries: Entry[]) => JSON.stringify({ ...glance(...entries), identity: undefined })

describe('the record of somebody who has died', () => {
  test.each([
    'Preferred place',
    'May be told',
    'Nobody has asked',
    'Review was due',
    '"What matters"',
    'preferred places',
  ])('says no “%s”, which the record of the living does say or may', words => {
    expect(said(death)).not.toContain(words)
  })

  test('says what it was: where they had wished to be, who could be told what', () => {
    const words = said(death)

    expect(words).toContain('Where they had wished to die')
    expect(words).toContain('Could be told: how the person is')
    expect(said()).toContain('May be told: how the person is')
  })

  test('asks for nothing that was not asked in life, and calls nothing overdue', () => {
    const blocks = glance(death).blocks

    expect(blocks.flatMap(({ nothingRecorded }) => nothingRecorded)).toEqual([])
    expect(blocks.flatMap(({ items }) => items).filter(({ freshness }) => freshness.isOverdue)).toEqual([])
    expect(glance().blocks.flatMap(({ nothingRecorded }) => nothingRecorded)).not.toEqual([])
  })

  test('the one page begins with the death, and turns its titles', () => {
    const page = emergencySummary(glance(death), NO_MARKS)

    expect(page.parts[0]?.title).toBe('After death')
    expect(page.parts.map(({ title }) => title)).toContain('Where they had wished to be')
    expect(page.notRecorded).toEqual([])
    expect(summaryFacts(page.banner)).toContain('was called Peg')
  })

  test('a report that was entered in error turns nothing', () => {
    const because = {
      at: NOW,
      by: { name: 'Nurse', role: 'nurse', organisation: 'Hospice' },
      because: 'A mistake',
    }
    const wrong = { ...death, retracted: because, change: 'retracted' } as Entry

    expect(glance(wrong).banner.deceased).toBeUndefined()
    expect(said(wrong)).toContain('Preferred place of death')
  })
})

describe('who may be told what, after a death', () => {
  const told = (level: 'all' | 'condition' | 'logistics' | 'nothing') =>
    mayBeTold([aContact({ mayBeTold: level }), death], { kind: 'contact', itemId: DAUGHTER })

  test('what the person let be told still holds, in words of what was', () => {
    expect(told('nothing')).toMatchObject({
      mayBeTold: 'nothing',
      because: expect.stringContaining('still holds'),
    })
    expect(told('condition').because).toContain('could know')
    expect(told('all').because).not.toContain('wants')
  })

  test('whoever says to be the person is asked again', () => {
    expect(mayBeTold([death], { kind: 'patient' }).mayBeTold).toBe('nothing')
    expect(mayBeTold([], { kind: 'patient' }).mayBeTold).toBe('all')
  })
})

test('a number suggests that they have died, so that nobody asks for them', () => {
  const holder = {
    patientId: PatientId.parse(PERSON),
    givenName: 'Margaret',
    familyName: 'Ellis',
    birthDate: '1948-03-09',
    belongsTo: { kind: 'patient' as const, use: 'Home' },
  }
  const hints = (isDeceased: boolean) => {
    const match = matchCaller([{ ...holder, isDeceased }], false)
    return match.kind === 'candidates' ? match.candidates.map(({ hasDied }) => hasDied) : []
  }

  expect([hints(true), hints(false)]).toEqual([[true], [undefined]])
})

test('the banner of somebody who has died says so', () => {
  expect(bannerOf([...LIFE, death], '2026-11-23').deceased).toBe('Death reported, not yet verified')
})
