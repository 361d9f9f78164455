import { expect, test } from 'vitest'
import { calendarAt } from '#server/world/build/calendar.ts'
import { known } from '#shared/record/knownState.ts'
import { bodies, keysWhere, keysWithout, NOW, people } from './aWorld.ts'

const t = calendarAt(NOW)

test('every phase of illness is there', () => {
  const phases = people.map(
    one => bodies(one, 'phaseOfIllness').toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]?.phase,
  )

  expect([...new Set(phases)].sort()).toEqual(['bereavement', 'deteriorating', 'dying', 'stable', 'unstable'])
})

test('decisions about CPR are for, not for with the place of the paper, none, not asked and declined', () => {
  const notFor = keysWhere('cprDecision', body => body.decision === 'not_for')
  const withPaper = keysWhere(
    'cprDecision',
    body => body.decision === 'not_for' && body.paperLocation !== undefined,
  )

  expect(withPaper).toEqual(notFor)
  expect(notFor.length).toBeGreaterThan(35)
  expect(keysWhere('cprDecision', body => body.decision === 'for').length).toBeGreaterThan(2)
  expect(keysWhere('cprDecision', body => body.decision === 'none').length).toBeGreaterThan(1)
  expect(keysWithout('cprDecision', 'not_asked').length).toBeGreaterThan(3)
  expect(keysWithout('cprDecision', 'declined').length).toBeGreaterThan(1)
})

test('ReSPECT forms, refusals in writing and attorneys are there', () => {
  expect(keysWhere('respect', body => body.isPresent && body.formVersion === '3').length).toBeGreaterThan(4)
  expect(keysWhere('adrt', body => body.isLifeSustaining === true).length).toBeGreaterThan(2)
  expect(keysWhere('lpa', body => body.kind === 'health_and_welfare')).toContain('yusuf-malik')
})

test('some things have run out or grown old', () => {
  expect(keysWhere('anticipatoryMedicines', body => body.chartExpiresOn === t.day(1))).toEqual(['ron-ashby'])
  expect(keysWhere('anticipatoryMedicines', body => body.state === 'expired')).toEqual(['trevor-gledhill'])
  expect(keysWhere('cprDecision', body => (body.decidedOn ?? NOW) <= t.day(-420))).toEqual([
    'sheila-crabtree',
  ])
})

test('some things were never asked, and some were not wanted', () => {
  expect(keysWithout('preferredPlaceOfDeath', 'not_asked').length).toBeGreaterThan(2)
  expect(keysWithout('preferredPlaceOfDeath', 'declined').length).toBeGreaterThan(1)
  expect(keysWithout('allergies', 'not_asked').length).toBeGreaterThan(2)
  expect(keysWhere('allergies', body => body.kind === 'none_known').length).toBeGreaterThan(20)
  expect(keysWhere('allergies', body => body.kind === 'allergy').length).toBeGreaterThan(20)
})

test('one interpreter is for Polish, and others are for other tongues', () => {
  const tongues = people.flatMap(one =>
    bodies(one, 'interpreter').flatMap(body => (body.isNeeded ? body.language : [])),
  )

  expect(tongues).toContain('Polish')
  expect(new Set(tongues).size).toBeGreaterThan(6)
})

test('carers may be told everything, how the person is, who is coming, or nothing', () => {
  const told = people.flatMap(one => bodies(one, 'personalContacts').map(body => known(body.mayBeTold)))

  expect([...new Set(told)].sort()).toEqual(['all', 'condition', 'logistics', 'nothing'])
})

test('there are agreed phrases, key holders, children, a relay caller and one whose number is withheld', () => {
  expect(keysWhere('agreedPhrases', () => true).length).toBeGreaterThan(2)
  expect(keysWhere('personalContacts', body => body.isKeyholder === true).length).toBeGreaterThan(8)
  expect(keysWhere('personalContacts', body => body.isChild === true)).toContain('jan-maslowski')
  expect(keysWhere('phones', body => body.note?.includes('Relay UK') ?? false)).toEqual(['kenneth-lumb'])
  expect(keysWhere('personalContacts', body => body.notes?.includes('withheld') ?? false)).toEqual([
    'dot-ramsden',
  ])
})

test('what a visitor must know is there: a live defibrillator, oxygen near a flame, catheters, running pumps', () => {
  expect(keysWhere('devices', body => body.kind === 'icd' && body.shocks === 'active')).toEqual([
    'bhupinder-sandhu',
  ])
  expect(keysWhere('devices', body => body.kind === 'oxygen' && body.isFireRisk === true)).toContain(
    'carol-midgley',
  )
  expect(keysWhere('devices', body => body.kind === 'catheter').length).toBeGreaterThan(4)
  expect(keysWhere('syringePump', body => body.isRunning)).toContain('helen-ibrahim')
})

test('one address is protected, one agreement is withdrawn, one carer is at the end of her strength', () => {
  expect(keysWhere('locationProtection', body => body.isProtected)).toEqual(['claire-whitwell'])
  expect(keysWhere('consentToShare', body => body.value === 'withdrawn')).toEqual(['elsie-marsh'])
  expect(keysWhere('carerStrain', body => body.strain === 4)).toContain('helen-ibrahim')
})

test('two men called Ron live in one street', () => {
  const rons = people.filter(
    one =>
      one.person.who.preferred === 'Ron' &&
      bodies(one, 'addresses').some(body => body.lines[0]?.includes('Weaver’s Row')),
  )

  expect(rons.map(one => one.person.key)).toEqual(['ron-ashby', 'ron-pickersgill'])
})

test('Ron Ashby’s night is as the first scenario tells it', () => {
  const ron = people.find(one => one.person.key === 'ron-ashby')
  if (!ron) throw new Error('Ron is not there')
  const newest = <Body extends { at: string }>(list: Body[]) =>
    list.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]

  expect({
    phase: newest(bodies(ron, 'phaseOfIllness'))?.phase,
    gsf: newest(bodies(ron, 'gsf'))?.stage,
    cpr: bodies(ron, 'cprDecision')[0]?.decision,
    places: [
      bodies(ron, 'preferredPlaceOfDeath')[0]?.first.place,
      bodies(ron, 'preferredPlaceOfDeath')[0]?.second?.place,
    ],
    issued: bodies(ron, 'anticipatoryMedicines')[0]?.issuedOn,
    pump: bodies(ron, 'syringePump')[0]?.isRunning,
  }).toEqual({
    phase: 'deteriorating',
    gsf: 'yellow',
    cpr: 'not_for',
    places: ['home', 'hospice'],
    issued: t.day(-21),
    pump: false,
  })
})
