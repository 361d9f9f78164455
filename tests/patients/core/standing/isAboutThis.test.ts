import { describe, expect, test } from 'vitest'
import { isAboutThis } from '#server/patients/core/standing/ability.ts'
import { anAdrt, anAssessment, standing, stateAndKeys } from './papers.ts'

describe('a decision that was assessed is about the treatment that is refused', () => {
  test.each([
    ['Antibiotic for a chest infection', 'Antibiotics'],
    ['Whether to be ventilated', 'Ventilation'],
    ['Tube feeding', 'Being fed by a feeding tube'],
    ['Having blood transfusions', 'Transfusion of blood'],
    ['Whether to go into hospital', 'Being taken to hospital'],
    ['DNACPR', 'Resuscitation'],
  ])('%s: %s', (decision, treatment) => {
    expect(isAboutThis(decision, treatment)).toBe(true)
  })

  // The advance decision would wait for somebody who may not be able to decide about it.
  test.each([
    ['Going into hospital', 'Ventilation in hospital or at home'],
    ['Staying at home at the end of life', 'Life-sustaining ventilation, even if my life is at risk'],
    ['Decisions about money', 'All decisions about dialysis'],
    ['Having blood taken for a test', 'Blood transfusion'],
    ['A feeding tube', 'A breathing tube'],
    ['Moving to a hospice', 'Admission to hospital'],
    ['Whether CPR is tried', 'Ventilation'], // a word of resuscitation in one of the two is none in the other
    ['Whether to be ventilated', 'Resuscitation'],
    ['???', 'Ventilation'],
    ['Ventilation', '...'],
  ])('or it is not: %s: %s', (decision, treatment) => {
    expect(isAboutThis(decision, treatment)).toBe(false)
  })
})

describe('able to decide about this, and not about something else', () => {
  const able = anAssessment({ hasCapacity: 'yes', decision: 'Going on a breathing machine' })
  const unable = (decision: string, assessedAt: string) => anAssessment({ decision, assessedAt }, 11)

  test('who could not, earlier, about something else is asked: capacity is of one decision', () => {
    const [state, keys] = stateAndKeys(
      standing(anAdrt(), able, unable('Selling the house', '2026-11-01T10:00:00.000Z')),
    )

    expect([state, keys]).toEqual(['waits', expect.arrayContaining(['can_decide', 'cannot_decide'])])
  })

  test.each([
    ['later, about anything: it may have become worse', 'Selling the house', '2026-11-20T10:00:00.000Z'],
    ['earlier, about this', 'Help with breathing', '2026-11-01T10:00:00.000Z'],
  ])('not who could not, %s', (_, decision, assessedAt) => {
    expect(standing(anAdrt(), able, unable(decision, assessedAt))?.state).toBe('in_order')
  })
})
