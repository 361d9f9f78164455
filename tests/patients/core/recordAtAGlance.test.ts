import { describe, expect, test } from 'vitest'
import { ageInWords, freshness } from '#server/patients/core/freshness.ts'
import { recordAtAGlance } from '#server/patients/core/recordAtAGlance.ts'
import type { Entry } from '#shared/record/entry.ts'
import { RecordAtAGlance } from '#shared/record/glance.ts'
import { aContact, entry, itemNo, NOW, PERSON } from './entries.ts'

const identity = entry('identity', { name: { given: 'Margaret', family: 'Ellis' }, birthDate: '1948-11-23' })
const glance = (...entries: Entry[]) =>
  recordAtAGlance({ patientId: PERSON, version: 7, asOf: NOW, entries: [identity, ...entries] })
const items = (...entries: Entry[]) => glance(...entries).blocks.flatMap(block => block.items)

describe('the record at a glance', () => {
  test('is read in the order a nurse needs it', () => {
    expect(
      glance()
        .blocks.map(block => block.name)
        .slice(0, 8),
    ).toEqual([
      'resuscitation',
      'matters',
      'places',
      'may_be_told',
      'urgent_medicines',
      'course',
      'involved',
      'alerts',
    ])
  })

  test('says a plan as it was written: first for what it is, whatever the first letter', () => {
    const [plan] = items(
      entry('contingencyPlans', { trigger: 'Sudden heavy bleeding', whatShouldHappen: 'Dark towels' }),
    )

    expect([plan?.title, plan?.headline]).toEqual(['Plan', 'If this happens: Sudden heavy bleeding'])
  })

  test('keeps the shape that the console was promised', () => {
    const reply = glance(
      aContact(),
      entry('cprDecision', { decision: 'not_for' }),
      entry('allergies', { kind: 'none_known' }),
      entry('preferredPlaceOfDeath', undefined),
    )

    expect(RecordAtAGlance.safeParse(JSON.parse(JSON.stringify(reply))).error).toBeUndefined()
  })

  test('says what is expected and missing', () => {
    expect(glance().blocks[0]?.nothingRecorded).toEqual([
      { section: 'cprDecision', title: 'CPR decision' },
      { section: 'treatmentEscalation', title: 'Ceilings of treatment' },
    ])
  })

  test('never says of what a reader is not shown that it is missing', () => {
    const only = ['identity', 'death', 'treatmentEscalation'] as const
    const reply = recordAtAGlance({ patientId: PERSON, version: 7, asOf: NOW, entries: [identity], only })

    expect(reply.blocks.flatMap(block => block.nothingRecorded)).toEqual([
      { section: 'treatmentEscalation', title: 'Ceilings of treatment' },
    ])
    expect(reply.findings).toEqual([])
  })

  test('says why something is not known', () => {
    expect(items(entry('preferredPlaceOfDeath', undefined, { knownState: 'declined' }))[0]?.headline).toBe(
      'Preferred place of death: asked; would rather not say',
    )
  })

  test('gives each item its age, who recorded and who confirmed it', () => {
    const confirmed = entry(
      'cprDecision',
      { decision: 'not_for', paperLocation: 'Kitchen drawer' },
      {
        confirmedAt: '2026-11-21T02:10:00.000Z',
        confirmedBy: { name: 'Nurse Loud', role: 'coordinator', organisation: 'Loud Hospice' },
        confirmedWith: 'her daughter',
      },
    )

    expect(items(confirmed)[0]).toMatchObject({
      headline: 'Not for CPR',
      lines: ['Paper: Kitchen drawer'],
      recordedBy: { name: 'Dr Loud Author' },
      confirmedBy: { name: 'Nurse Loud' },
      confirmedWith: 'her daughter',
      freshness: { words: '2 days', isOverdue: false },
    })
  })

  test('warns first about what is out of date or dangerous', () => {
    const warnings = items(
      entry('cprDecision', {
        decision: 'not_for',
        reviewOn: '2026-11-22',
        decidedOn: '2026-08-22',
        involved: ['person'],
      }),
      entry('anticipatoryMedicines', {
        state: 'issued',
        items: [{ drug: 'Morphine', indication: 'pain', quantityLeft: 0, expiresOn: '2026-11-01' }],
        chartPresent: false,
      }),
      entry('devices', { kind: 'icd', shocks: 'active' }),
      entry('adrt', {
        treatment: 'ventilation',
        isLifeSustaining: true,
        isWritten: true,
        isSigned: true,
        madeOn: '2020-05-01',
        paperLocation: 'Bureau',
      }),
    ).flatMap(item => item.warnings)

    expect(warnings).toEqual([
      'In doubt: review was due 22-Nov-2026',
      'Incomplete: where the paper is has not been recorded; who decided has not been recorded',
      'Incomplete: not recorded as witnessed (not known), stating that it applies even if life is at risk (not known)',
      'No signed chart: a nurse may not give them',
      'Morphine out of date since 01-Nov-2026',
      'No Morphine left',
      'The defibrillator can still give shocks',
    ])
  })

  test('shows the newest of a series, whatever order they were written in', () => {
    const shown = items(
      entry('akps', { score: 30, at: '2026-11-20T09:00:00.000Z' }, { itemId: PERSON.replace('6', '1') }),
      entry('akps', { score: 60, at: '2026-06-20T09:00:00.000Z' }, { itemId: PERSON.replace('6', '2') }),
    )

    expect(shown.map(item => item.headline)).toEqual(['AKPS 30 of 100'])
  })

  test('of doses all of the last day are read, and those before stand one press away', () => {
    const dose = (hoursAgo: number) =>
      entry(
        'anticipatoryDoses',
        {
          drug: 'Morphine',
          dose: `${hoursAgo} mg`,
          givenAt: new Date(Date.parse(NOW) - hoursAgo * 3_600_000).toISOString(),
          givenBy: 'Nurse',
        },
        { itemId: itemNo(hoursAgo) },
      )
    const hours = [40, 2, 30, 4, 6, 8, 10, 12, 14, 23]
    const block = glance(...hours.map(dose)).blocks.find(({ name }) => name === 'urgent_medicines')

    expect(block?.items.map(({ itemId }) => itemId)).toEqual([2, 4, 6, 8, 10, 12, 14, 23].map(itemNo))
    expect(block?.earlier.map(({ itemId }) => itemId)).toEqual([30, 40].map(itemNo))
  })

  test('an earlier measurement can still be read and corrected, and is not asked again; each carer has a newest', () => {
    const phase = (at: string, n: number) =>
      entry('phaseOfIllness', { phase: 'stable', at }, { itemId: itemNo(n), recordedAt: at })
    const strain = (on: string, contactItem: string, n: number) =>
      entry('carerStrain', { strain: 4, on, contactItem }, { itemId: itemNo(n) })
    const { blocks } = glance(
      phase('2026-03-01T10:00:00.000Z', 1),
      phase('2026-11-20T10:00:00.000Z', 2),
      strain('2026-11-01', itemNo(90), 3),
      strain('2026-11-20', itemNo(90), 4),
      strain('2026-11-10', itemNo(91), 5),
    )
    const [course, involved] = ['course', 'involved'].map(name => blocks.find(block => block.name === name))

    expect(course?.items.map(({ itemId }) => itemId)).toEqual([itemNo(2)])
    expect(course?.earlier).toMatchObject([
      { itemId: itemNo(1), version: 1, freshness: { isOverdue: false } },
    ])
    expect(involved?.items.map(({ itemId }) => itemId)).toEqual([itemNo(4), itemNo(5)])
    expect(involved?.earlier).toMatchObject([{ itemId: itemNo(3), warnings: [] }])
  })

  test('leaves out what was entered in error and alerts that have ended', () => {
    const author = { name: 'N', role: 'r', organisation: 'o' }
    const shown = items(
      entry('notes', { text: 'Wrong' }, { retracted: { at: NOW, by: author, because: 'Another person' } }),
      entry('alerts', { text: 'Ended', severity: 'danger', expiresOn: '2026-11-22' }),
    )

    expect(shown).toEqual([])
  })

  test('never reads out agreed phrases or safeguarding', () => {
    const reply = JSON.stringify(
      glance(
        entry('agreedPhrases', { with: 'patient', phrase: 'Blue Door' }),
        entry('safeguarding', { concern: 'Said in confidence', about: 'adult' }),
      ),
    )

    expect(reply).not.toMatch(/Blue Door|Said in confidence/)
  })
})

describe('the banner', () => {
  test('turns a year older on the birthday in Britain', () => {
    expect(glance().banner).toMatchObject({ name: 'Margaret Ellis', age: 78, birthDate: '1948-11-23' })
  })

  test('says in words what must not be overlooked', () => {
    const { banner } = glance(
      entry('interpreter', { isNeeded: true, language: 'Polish' }),
      entry('locationProtection', { isProtected: true }),
      entry('alerts', { text: 'Oxygen and candles', severity: 'danger' }),
      entry('death', { stage: 'reported', at: '2026-11-22T23:30:00.000Z', place: 'home' }),
    )

    expect(banner).toMatchObject({
      interpreter: 'Polish: interpreter was needed',
      isProtectedLocation: true,
      dangers: ['Oxygen and candles'],
      deceased: 'Death reported, not yet verified',
    })
  })

  test('names nobody when nobody is named', () => {
    const nobody = entry('identity', { name: { unknown: 'not_known' }, birthDate: { unknown: 'not_known' } })

    const { banner } = recordAtAGlance({ patientId: PERSON, version: 1, asOf: NOW, entries: [nobody] })

    expect(banner).toMatchObject({ name: 'Name not known' })
    expect(banner).not.toHaveProperty('age')
  })
})

test.each([
  [0, 'just now'],
  [59 * 60, '59 min'],
  [3600, '1 hour'],
  [86_399, '23 hours'],
  [86_400, '1 day'],
  [13 * 86_400, '13 days'],
  [14 * 86_400, '2 weeks'],
  [63 * 86_400, '2 months'],
  [426 * 86_400, '13 months'],
  [730 * 86_400, '1 year'],
  [1100 * 86_400, '3 years'],
])('%i seconds are %s', (seconds, words) => {
  expect(ageInWords(seconds)).toBe(words)
})

test('an item is overdue after its three months, counted from its last confirmation', () => {
  const cpr = { section: 'cprDecision', recordedAt: '2026-01-01T00:00:00.000Z' } as const

  expect(freshness(cpr, NOW).isOverdue).toBe(true)
  expect(freshness({ ...cpr, confirmedAt: '2026-11-01T00:00:00.000Z' }, NOW).isOverdue).toBe(false)
  expect(freshness({ ...cpr, section: 'phones' }, NOW).isOverdue).toBe(false)
  const old = (days: number) => new Date(Date.parse(NOW) - days * 86_400_000).toISOString()
  expect([92, 93].map(days => freshness({ ...cpr, recordedAt: old(days) }, NOW).isOverdue)).toEqual([
    false,
    true,
  ])
})
