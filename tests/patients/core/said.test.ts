import { expect, test } from 'vitest'
import { recordAtAGlance } from '#server/patients/core/recordAtAGlance.ts'
import type { Entry } from '#shared/record/entry.ts'
import type { SectionName } from '#shared/record/sections.ts'
import { aContact, DAUGHTER, entry, itemNo, NOW, PERSON } from './entries.ts'

const glance = (entries: readonly Entry[], only?: readonly SectionName[]) =>
  recordAtAGlance({ patientId: PERSON, version: 1, asOf: NOW, entries, ...(only && { only }) })
const itemOf = (section: SectionName, entries: readonly Entry[], only?: readonly SectionName[]) =>
  glance(entries, only)
    .blocks.flatMap(({ items }) => items)
    .find(item => item.section === section)

const HOME = entry('addresses', { kind: 'main', lines: ['1 High Row'] }, { itemId: itemNo(1) })
const SISTERS = entry(
  'addresses',
  { kind: 'temporary', lines: ['2 Low Row', 'Otley'], postcode: 'WZ3 7QP' },
  { itemId: itemNo(2) },
)

test('where somebody is now is the address itself, not that there is one', () => {
  const now = entry('currentLocation', { addressItem: itemNo(2), text: 'In the front room' })

  expect(itemOf('currentLocation', [HOME, SISTERS, now])).toMatchObject({
    headline: '2 Low Row, Otley, WZ3 7QP',
    lines: ['In the front room'],
  })
  expect(itemOf('currentLocation', [now], ['currentLocation'])?.headline).toBe(
    'At an address that is not shown here: ask',
  )
})

test('whoever only takes the place of an attorney is not read as one, and each has a telephone', () => {
  const lpa = entry('lpa', {
    kind: 'health_and_welfare',
    attorneys: [
      { name: 'Ann Ellis', phone: '+441632960111' },
      { name: 'Tom Ellis', isReplacement: true },
    ],
  })

  expect(itemOf('lpa', [lpa])?.lines).toEqual([
    'Attorneys: Ann Ellis, 01632 960 111',
    'Only if one of these can no longer act: Tom Ellis',
  ])
})

test('how a contact may be rung stands with each number, the one to try first before the others', () => {
  const son = aContact({
    phones: [
      { number: '+441632960111', use: 'home' },
      { number: '+447700900111', use: 'mobile', preference: 1, mayLeaveMessage: false, note: 'after six' },
    ],
  })

  expect(itemOf('personalContacts', [son])?.lines).toEqual(
    expect.arrayContaining([
      '07700 900 111 (Mobile; do not leave a message; after six)',
      '01632 960 111 (Home)',
    ]),
  )
})

test('of two carers it is said which one is strained', () => {
  const strain = entry('carerStrain', { strain: 3, contactItem: DAUGHTER, on: '2026-11-20' })

  expect(itemOf('carerStrain', [aContact(), strain])?.lines).toContain('Who: Ann Ellis')
})

test('a number that nobody has traced is not shown as one that was', () => {
  const who = (nhsNumberStatus: '01' | '02') =>
    glance([
      entry('identity', {
        name: { given: 'Peg' },
        birthDate: '1948-03-09',
        nhsNumber: '9990000018',
        nhsNumberStatus,
      }),
    ]).banner.nhsNumberNote

  expect([who('01'), who('02')]).toEqual([undefined, 'present, not traced'])
})
