import { describe, expect, test } from 'vitest'
import { isCalledFor } from '#client/patients/form/core/calledFor.ts'
import { inField, inRow, inValue, withoutRow, withRow } from '#client/patients/form/core/changeValue.ts'
import { type Field, formOf } from '#client/patients/form/core/field.ts'
import { lookOf } from '#client/patients/form/core/looks.ts'
import { offersFor, offersOf } from '#client/patients/form/core/offers.ts'
import { quickDays } from '#client/patients/form/core/quickDays.ts'
import { restInWords } from '#client/patients/form/core/restInWords.ts'
import { isSameWriting, mayBeWithout, startOf } from '#client/patients/form/core/starting.ts'
import { surroundingsOf } from '#client/patients/form/core/surroundings.ts'
import { type Value, valueFrom } from '#client/patients/form/core/value.ts'
import { recordAtAGlance } from '#server/patients/core/recordAtAGlance.ts'
import type { Entry } from '#shared/record/entry.ts'
import { SECTION_NAMES } from '#shared/record/sections.ts'
import { aContact, DAUGHTER, entry, NOW, PERSON } from '#tests/patients/core/entries.ts'

describe('what can be put on a record', () => {
  test('everything of which there may be several, and of the others what is not there', () => {
    const offered = new Set(sectionsOffered(aRecord(entry('cprDecision', { decision: 'for' }), aContact())))

    // A death is reported in two steps of its own.
    expect(SECTION_NAMES.filter(name => !offered.has(name))).toEqual(['cprDecision', 'identity', 'death'])
  })

  test('who somebody is can be changed, over the version that is kept', () => {
    const who = { name: { family: 'Ellis' }, birthDate: '1948-03-09' }
    const offers = offersOf(aRecord(entry('identity', who, { version: 3 }))).flatMap(block => block.offers)

    expect(offers.find(({ section }) => section === 'identity')?.item).toEqual({
      itemId: PERSON,
      version: 3,
      knownState: 'known',
      body: who,
    })
  })

  test('what a call teaches most often comes first: a dose, a phase, a score, a telephone', () => {
    const [often] = offersOf(aRecord())

    expect(often?.offers.map(({ title }) => title).slice(0, 4)).toEqual([
      'Dose given',
      'Phase of illness',
      'Performance score (AKPS)',
      'Telephone',
    ])
  })

  test.each([
    ['DNAR', 'cprDecision'],
    ['just in case', 'anticipatoryMedicines'],
    ['keysafe', 'accessNotes'],
    ['attorney', 'lpa'],
    ['given dose', 'anticipatoryDoses'],
    ['telephone', 'phones'],
  ])('"%s" finds it first', (typed, section) => {
    const [first] = offersFor(offersOf(aRecord()), typed).flatMap(block => block.offers)

    expect(first?.section).toBe(section)
  })

  test('what nobody has heard of finds nothing, and nothing typed shows all', () => {
    const all = offersOf(aRecord())

    expect(offersFor(all, 'xylophone')).toEqual([])
    expect(offersFor(all, '  ')).toEqual(all)
  })
})

describe('a form at its beginning', () => {
  test('a measure is of now until somebody says otherwise; when a dose was given is always asked', () => {
    const phase = startOf('phaseOfIllness', undefined, NOW).value

    expect(phase.kind === 'group' && phase.fields.at).toEqual({
      kind: 'moment',
      date: '23-Nov-2026',
      time: '02:10',
    })
    expect(startOf('anticipatoryDoses', undefined, NOW).value).toEqual(valueFrom(formOf('anticipatoryDoses')))
  })

  test('what was said to be unknown begins with its reason', () => {
    const item = { itemId: PERSON, version: 1, knownState: 'declined' } as const

    expect(startOf('preferredPlaceOfCare', item, NOW).whyNot).toBe('declined')
  })

  test('what was typed and taken away again is not half-written', () => {
    const start = startOf('notes', undefined, NOW)
    const typed = { ...start, value: inField(start.value, 'text', () => ({ kind: 'typed', text: 'x' })) }
    const back = { ...start, value: inField(typed.value, 'text', () => ({ kind: 'typed', text: '' })) }

    expect([isSameWriting(start, typed), isSameWriting(start, back)]).toEqual([false, true])
  })

  test('what stands for a whole section may be said to be unknown; a measure that was not taken is simply not there', () => {
    const without = ['cprDecision', 'allergies', 'preferredPlaceOfCare', 'phones'] as const
    const never = ['identity', 'registerStatus', 'akps', 'anticipatoryDoses', 'notes', 'devices'] as const

    expect(without.filter(name => !mayBeWithout(name))).toEqual([])
    expect(never.filter(mayBeWithout)).toEqual([])
  })
})

describe('rows', () => {
  const list = fieldAt('anticipatoryMedicines', 'items')
  const row = list.kind === 'list' ? list.of : list

  test('a row that is taken out leaves the others as they are, and no two ever share an id', () => {
    const two = withRow(withRow(valueFrom(list), row), row)
    const typed = inRow(two, 1, each => inField(each, 'drug', () => ({ kind: 'typed', text: 'Midazolam' })))
    const three = withRow(withoutRow(typed, 0), row)

    expect(three.kind === 'rows' && three.rows.map(({ id }) => id)).toEqual([1, 2])
    expect(JSON.stringify(three)).toContain('Midazolam')
  })
})

test('a value and the reason why there is none exclude each other', () => {
  const birthDate = fieldAt('identity', 'birthDate')
  const declined: Value = {
    kind: 'orWhyNot',
    whyNot: 'declined',
    value: valueFrom({ ...birthDate, mayBeUnknown: false }),
  }

  expect(inValue(declined, () => ({ kind: 'typed', text: '9 3 1948' }))).toMatchObject({ whyNot: '' })
})

test('a decision in best interests asks who decided it', () => {
  const values = (answer: string) => {
    const form = inField(valueFrom(formOf('consentToShare')), 'value', () => ({
      kind: 'typed',
      text: answer,
    }))
    return form.kind === 'group' ? form.fields : {}
  }
  const group = fieldAt('consentToShare', 'bestInterests')

  expect(isCalledFor(group, values('best_interests_decision'))).toBe(true)
  expect(isCalledFor(group, values('given_by_person'))).toBe(false)
})

test.each([
  ['cprDecision', 'decision', 'row'],
  ['phaseOfIllness', 'phase', 'stack'],
  ['akps', 'score', 'row'],
  ['interpreter', 'isNeeded', 'row'],
  ['personalContacts', 'livesWithPatient', 'select'],
  ['personalContacts', 'mayBeTold', 'select'],
  ['preferredPlaceOfCare', 'first.place', 'select'],
  ['bereavement', 'contactItem', 'select'],
] as const)('%s %s is offered as a %s', (section, path, look) => {
  expect(lookOf(fieldAt(section, path))).toBe(look)
})

test('days that are often meant: today of what has been, a quarter on of a review', () => {
  expect(quickDays('doneOn', 'past', NOW)).toEqual([{ says: 'Today', value: '23-Nov-2026' }])
  expect(quickDays('reviewOn', 'review', NOW)).toEqual([{ says: 'In 3 months', value: '23-Feb-2027' }])
  expect(quickDays('reviewOn', 'review', '2026-11-30T12:00:00.000Z')[0]?.value).toBe('28-Feb-2027')
  expect(quickDays('expiresOn', 'any', NOW)).toEqual([])
  expect(quickDays('birthDate', 'past', NOW)).toEqual([])
})

test('what waits behind "More" is said with what stands in it', () => {
  const body = { drug: 'Morphine', indication: 'pain', form: 'ampoule', quantityLeft: 10 }
  const form = fieldAt('anticipatoryMedicines', 'items[]')
  const value = valueFrom(form, body)
  const rest = form.kind === 'group' ? form.fields.filter(field => !field.isFirst).slice(0, 3) : []

  expect(value.kind === 'group' && restInWords(rest, value.fields)).toBe('form: ampoule, strength')
})

test('a form knows the items that it may point to, and the medicines in the house', () => {
  const record = aRecord(
    aContact(),
    entry('anticipatoryMedicines', { state: 'issued', items: [{ drug: 'Morphine', indication: 'pain' }] }),
  )

  const { items, suggestions } = surroundingsOf(record)

  expect(items).toContainEqual({ section: 'personalContacts', itemId: DAUGHTER, says: 'Ann Ellis, daughter' })
  expect(suggestions['anticipatoryDoses.drug']).toEqual(['Morphine'])
})

function aRecord(...entries: Entry[]) {
  return recordAtAGlance({ patientId: PERSON, version: 1, asOf: NOW, entries })
}

function sectionsOffered(record: ReturnType<typeof aRecord>) {
  return offersOf(record).flatMap(block => block.offers.map(({ section }) => section))
}

function fieldAt(section: Parameters<typeof formOf>[0], path: string): Field {
  const found = allOf(formOf(section)).find(field => field.path === path)
  if (!found) throw new Error(`there is no ${path}`)
  return found
}

function allOf(field: Field): Field[] {
  switch (field.kind) {
    case 'group':
      return [field, ...field.fields.flatMap(allOf)]
    case 'list':
      return [field, ...allOf(field.of)]
    default:
      return [field]
  }
}
