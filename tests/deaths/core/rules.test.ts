import { describe, expect, test } from 'vitest'
import { expectedByRecord } from '#server/deaths/core/expected.ts'
import { isNamed, nameToType } from '#server/deaths/core/named.ts'
import { restarts } from '#server/deaths/core/restarts.ts'
import { type Numbers, stopsBecause } from '#server/deaths/core/stops.ts'
import { whomToRing } from '#server/deaths/core/whomToRing.ts'
import { isWishMet, wishedWords } from '#server/deaths/core/wished.ts'
import { followUps } from '#shared/deaths.ts'
import { BoardTask } from '#shared/dispatch.ts'
import type { Entry } from '#shared/record/entry.ts'
import { placesOfDeath } from '#shared/record/places.ts'
import type { Body } from '#shared/record/sections.ts'
import { aReading, entry, itemNo } from '#tests/patients/core/entries.ts'
import { phase } from '#tests/patients/core/findings/aRecord.ts'

const dnacpr = (changes: Partial<Body<'cprDecision'>> = {}) =>
  entry('cprDecision', { decision: 'not_for', isIndefinite: true, paperLocation: 'Drawer', ...changes })
const respect = entry('respect', { isPresent: true, cpr: 'not_recommended' })

describe('whether the record shows the death as expected', () => {
  const cases: [string, boolean, Entry[], string?][] = [
    ['not for CPR, and dying since last week', true, [dnacpr(), phase('dying', 20)], 'Dying'],
    ['ReSPECT says CPR not recommended, and dying', true, [respect, phase('dying', 20)], 'ReSPECT'],
    [
      'the paper is in doubt: said, and hides nothing',
      true,
      [dnacpr({ isIndefinite: false, reviewOn: '2026-01-01' }), phase('dying', 20)],
      'review was due',
    ],
    ['dying, and nobody decided about CPR', false, [phase('dying', 20)], 'No decision about CPR'],
    ['dying, and for CPR', false, [dnacpr({ decision: 'for' }), phase('dying', 20)], 'For CPR'],
    ['not for CPR, and stable', false, [dnacpr(), phase('stable', 20)], 'Nothing on the record says'],
    [
      'not for CPR, and dying three weeks ago',
      false,
      [dnacpr(), phase('dying', 1)],
      'more than two weeks ago',
    ],
    ['an empty record', false, []],
  ]

  test.each(cases)('%s', (_, suggests, entries, says = '') => {
    const expected = expectedByRecord(aReading(entries))

    expect(expected.suggests).toBe(suggests)
    expect([expected.words, ...expected.because].join(' · ')).toContain(says)
    expect(expected.words.includes('999')).toBe(!suggests)
  })

  test('of what this reader is not shown nothing is said, not even that it is missing', () => {
    const expected = expectedByRecord(aReading([phase('dying', 20)], undefined, ['phaseOfIllness']))

    expect(expected.because).toContain('You are not shown the CPR decision')
  })
})

describe('whose death it is', () => {
  const identity = (name: Body<'identity'>['name'], preferredName?: string) => ({
    name,
    birthDate: '1948-03-09',
    ...(preferredName ? { preferredName } : {}),
  })
  const ron = identity({ given: 'Ronald', family: 'Ó Briain-Ashby' }, 'Ron')

  test.each([
    ['o briain ashby', true],
    ['Ó BRIAIN-ASHBY', true],
    ['Ronald Ó Briain-Ashby', true],
    ['Ron Ó Briain-Ashby', true],
    ['Ronald', false],
    ['Ashby', false],
    ['Don Ó Briain-Ashby', false],
    ['Ó Briain-Ashby x', false],
  ])('“%s” names Ronald Ó Briain-Ashby: %s', (typed, is) => {
    expect(isNamed(ron, { kind: 'name', typed })).toBe(is)
  })

  test('who has one name is named by it; who has none, by reading back', () => {
    const mononym = identity({ given: 'Suparno' })
    const nobody = identity({ unknown: 'not_known' })

    expect([nameToType(mononym), nameToType(nobody), nameToType(undefined)]).toEqual(['Suparno', null, null])
    expect(isNamed(mononym, { kind: 'name', typed: 'suparno' })).toBe(true)
    expect([isNamed(nobody, { kind: 'read_back' }), isNamed(ron, { kind: 'read_back' })]).toEqual([
      true,
      false,
    ])
  })
})

describe('what a report stops', () => {
  const [OWN, WIFE, SON] = ['+441632960001', '+447700900001', '+447700900002']
  const numbers: Numbers = { own: new Set([OWN]), family: new Set([WIFE, SON]), reportedFrom: WIFE }
  const task = (kind: BoardTask['kind'], from: string | null) =>
    BoardTask.parse({
      taskId: itemNo(1),
      version: 1,
      kind,
      state: 'open',
      callId: null,
      from,
      raisedAt: '2026-11-23T02:10:00.000Z',
      dueAt: '2026-11-23T02:10:00.000Z',
      owner: { kind: 'desk' },
      patientId: itemNo(2),
      recordingSid: null,
      seconds: null,
      tries: 0,
    })

  test.each([
    ['a call back to the person', 'call_back_promised', OWN, true],
    ['a call back to who told us', 'call_back_promised', WIFE, true],
    ['a call back to the son, who may not know', 'call_back_promised', SON, false],
    ['a call back to a number nobody knows', 'call_back_promised', '+447700900999', false],
    ['a call back without a number', 'call_back_promised', null, false],
    ['whoever hung up, even on the person’s own telephone', 'call_back_abandoned', OWN, false],
    ['whoever asked to be rung', 'call_back_requested', WIFE, false],
    ['a message', 'hear_voicemail', OWN, false],
    ['a call after a visit, whoever waited for it', 'after_visit', WIFE, true],
    ['a talk that is to be written up', 'write_up_on_call', WIFE, false],
  ] as const)('%s', (_, kind, from, stops) => {
    expect(stopsBecause(task(kind, from), numbers) !== null).toBe(stops)
  })

  test('a telephone that the person shared with somebody else does not ask for them alone', () => {
    const shared = { ...numbers, family: new Set([OWN]) }

    expect(stopsBecause(task('call_back_promised', OWN), shared)).toBeNull()
  })
})

describe('who is rung afterwards', () => {
  const contact = (name: string, changes: Partial<Body<'personalContacts'>>, place: number) =>
    entry(
      'personalContacts',
      {
        name,
        relationship: 'x',
        roles: [],
        phones: [{ number: `+4477009000${place}${place}`, use: 'mobile' }],
        mayBeTold: 'all',
        ...changes,
      },
      { itemId: itemNo(place) },
    )

  test('the main carer, then next of kin; who has no telephone is passed over, and a child is not rung', () => {
    const ring = (...entries: Entry[]) => whomToRing(aReading(entries))?.contact.body.name
    const kin = contact('Kin', { roles: ['next_of_kin'] }, 1)
    const carer = contact('Carer', { roles: ['main_carer'] }, 2)
    const silent = contact('Silent', { roles: ['main_carer'], phones: [] }, 3)
    const child = contact('Child', { roles: ['main_carer'], isChild: true }, 4)

    expect([ring(kin, carer), ring(kin, silent), ring(child, kin), ring(child), ring()]).toEqual([
      'Carer',
      'Kin',
      'Kin',
      undefined,
      undefined,
    ])
  })
})

describe('where they had wished', () => {
  const wish = entry('preferredPlaceOfDeath', { first: { place: 'home' }, second: { place: 'hospice' } })

  test.each([
    ['the first place', [wish], 'home', true],
    ['the second place', [wish], 'hospice', true],
    ['another place', [wish], 'hospital', false],
    ['a place nobody knows', [wish], { unknown: 'not_known' }, undefined],
    ['no wish', [], 'home', undefined],
    [
      'had not decided',
      [entry('preferredPlaceOfDeath', { first: { place: 'undecided' } })],
      'home',
      undefined,
    ],
  ] as const)('%s', (_, entries, place, met) => {
    expect(isWishMet(aReading(entries), place)).toBe(met)
  })

  test('in words', () => {
    expect([wishedWords(aReading([wish])), wishedWords(aReading([]))]).toEqual(['Home, or Hospice', null])
  })
})

test.each(Object.keys(placesOfDeath))(
  'verification after a death in “%s” is due in one hour or four',
  place => {
    const [verify] = followUps(place)
    const isInpatient = ['hospital', 'community_hospital', 'hospice'].includes(place)

    expect(verify).toMatchObject({ kind: 'verify_death', dueAfter: isInpatient ? 3_600 : 14_400 })
  },
)

describe('what starts again of what stands stopped', () => {
  const record = (id: string, deathId: string | null = null) => ({ id, deathId, hasDied: deathId !== null })
  const callBack = { patientId: 'a', begunBy: null, leftFor: null }
  const ofAnother = { ...callBack, leftFor: { patientId: 'c' } }
  const bereavement = { ...callBack, begunBy: 'one' }

  test.each([
    ['everything about them, once no record tells of a death', [record('a')], [callBack, ofAnother]],
    [
      'what is about somebody else by now, while one does',
      [record('a'), record('b', 'one')],
      [ofAnother, bereavement],
    ],
    ['nothing of a record that is not theirs', [record('b')], []],
  ])('is %s', (_, records, again) => {
    expect(restarts(records, [callBack, ofAnother, bereavement])).toEqual(again)
  })
})
