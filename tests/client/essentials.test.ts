import { expect, test } from 'vitest'
import { glanced, shortBlock, speaksForItself } from '#client/patients/core/essentials.ts'
import type { GlanceItem } from '#shared/record/glance.ts'
import { AT } from './builders.ts'

/** An item as the record gives it, calm unless told otherwise. */
function anItem(given: Partial<GlanceItem>): GlanceItem {
  return {
    section: 'cprDecision',
    title: 'CPR decision',
    itemId: '0d4b9f2e-6c1f-4b4e-9d3a-1f1f6f0e0001',
    version: 1,
    knownState: 'known',
    headline: 'Not for CPR',
    lines: [],
    warnings: [],
    source: { kind: 'call' } as GlanceItem['source'], // where it came from decides nothing here
    recordedBy: { name: 'Eleanor Swift', role: 'nurse' } as GlanceItem['recordedBy'], // nor does who wrote it
    recordedAt: AT,
    freshness: { words: '6 days', days: 6, isOverdue: false },
    ...given,
  }
}

test('where the paper is stands on the first screen; how it was decided is one press away', () => {
  const item = anItem({ lines: ['Paper: Kitchen drawer', 'Decided: 31-Aug-2026', 'Told: Claire'] })

  expect(glanced(item, 0)).toEqual({ lines: ['Paper: Kitchen drawer'], hasMore: true })
})

test.each([
  ['a warning', { warnings: ['Review was due 01-Nov-2026'] }],
  ['its age', { freshness: { words: '3 years', days: 1_100, isOverdue: true } }],
  ['that nobody knows', { knownState: 'not_asked' as const }],
])('nothing is folded away with %s', (_, given) => {
  const calm = anItem({ section: 'gsf', headline: 'Yellow: weeks' })

  expect([glanced(calm, 0), glanced({ ...calm, ...given }, 0)]).toEqual([null, { lines: [], hasMore: false }])
})

test('of who knows what, only what somebody does not know is read at once', () => {
  const item = anItem({
    section: 'awareness',
    headline: 'Who knows what',
    lines: ['The person knows the prognosis: yes', 'The carer knows the prognosis: no'],
  })

  expect(glanced(item, 0)?.lines).toEqual(['The carer knows the prognosis: no'])
  expect(glanced({ ...item, lines: ['The person knows the prognosis: yes'] }, 0)).toBeNull()
})

test('an agreement that was given waits; one that was not is read at once', () => {
  const item = anItem({ section: 'consentToTellCarers', headline: 'Agreed by the person' })

  expect([glanced(item, 0), glanced({ ...item, headline: 'Said no' }, 0)?.hasMore]).toEqual([null, false])
})

test('of many contacts the first three are read at once, and a later one that has a warning', () => {
  const item = anItem({ section: 'personalContacts', headline: 'Claire Ashby, Daughter' })

  const shown = [2, 3].map(place => glanced(item, place) !== null)

  expect([...shown, glanced({ ...item, warnings: ['A child'] }, 7) !== null]).toEqual([true, false, true])
})

test('what the headline says is not said again in the line under it', () => {
  const item = anItem({
    section: 'anticipatoryMedicines',
    headline: 'In the house',
    lines: ['In the house: Red box', 'Issued: 02-Nov-2026'],
  })

  expect(glanced(item, 0)?.lines).toEqual(['Red box'])
})

test('the medicines in the house are counted on the first screen, and those that are used up are not', () => {
  const item = anItem({ section: 'anticipatoryMedicines', headline: '', lines: ['In the house: Red box'] })
  const counts = { dosesSinceCounted: 0, inFourHours: 0, inADay: 0 }
  const midazolam = {
    drug: 'Midazolam',
    isListed: true,
    left: 3,
    triggers: [],
    isOutOfDate: false,
    ...counts,
  }
  const shown = ['In the house', 'Used up'].map(
    state => glanced(item, 0, { state, chart: { state: 'in_force' }, lines: [midazolam] })?.lines,
  )

  expect(shown).toEqual([
    ['In the house: Red box', 'How many left: Midazolam\u00a03'],
    ['In the house: Red box'],
  ])
})

test('after a death a title is neither cut short nor only spoken: it says that it was', () => {
  expect([
    shortBlock({ name: 'course', title: 'Phase, prognosis and diagnosis' }),
    shortBlock({ name: 'course', title: 'How the illness went' }),
    speaksForItself({ section: 'prognosis', title: 'Prognosis' }),
    speaksForItself({ section: 'prognosis', title: 'What had been expected' }),
    speaksForItself({ section: 'personalContacts', title: 'Family and friends' }),
  ]).toEqual(['Phase and diagnosis', 'How the illness went', true, false, true])
})
