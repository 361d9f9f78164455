import { expect, test } from 'vitest'
import { compareFacts } from '#server/patients/core/compareFacts.ts'
import type { Facts } from '#server/patients/core/identityFacts.ts'
import { PatientId } from '#shared/ids.ts'

const compare = (a: Facts, b: Facts) =>
  Object.fromEntries(
    compareFacts([
      { patientId: null, facts: a },
      { patientId: null, facts: b },
    ]).rows.map(({ what, cells }) => [what, cells[1]]),
  )

test.each<[string, Facts, Facts, string, string]>([
  [
    'accents and capitals are no difference',
    { name: { given: 'Zoë' } },
    { name: { given: 'ZOE' } },
    'Name',
    'same',
  ],
  [
    'a short form of a first name is no difference',
    { name: { given: 'Ronald', family: 'Ashby' } },
    { name: { given: 'Ron', family: 'Ashby' } },
    'Name',
    'like',
  ],
  [
    'a short form under another family name differs',
    { name: { given: 'Ronald', family: 'Ashby' } },
    { name: { given: 'Ron', family: 'Ashworth' } },
    'Name',
    'differs',
  ],
  [
    'a short form with a middle name that the other has not differs',
    { name: { given: 'Ronald', family: 'Ashby' } },
    { name: { given: 'Ron Tom', family: 'Ashby' } },
    'Name',
    'differs',
  ],
  [
    'two days of one month differ',
    { birthDate: '1948-03-09' },
    { birthDate: '1948-03-19' },
    'Birth date',
    'differs',
  ],
  [
    'a short way to write a street is the same',
    { addressLines: ['12 Mill Ln'] },
    { addressLines: ['12 Mill Lane'] },
    'Address',
    'same',
  ],
  [
    'a second telephone is no difference',
    { phones: ['+447700900001'] },
    { phones: ['+447700900002', '+447700900001'] },
    'Telephone',
    'same',
  ],
  [
    'no telephone in common differs',
    { phones: ['+447700900001'] },
    { phones: ['+447700900002'] },
    'Telephone',
    'differs',
  ],
  ['what one lacks neither agrees nor differs', { birthDate: '1948-03-09' }, {}, 'Birth date', 'nothing'],
  ['what the first lacks neither agrees nor differs', {}, { birthDate: '1948-03-09' }, 'Birth date', 'first'],
])('%s', (_, a, b, what, mark) => {
  expect(compare(a, b)[what]?.mark).toBe(mark)
})

test('what was typed of nobody yet was left empty, and what a record lacks is not recorded', () => {
  const patientId = PatientId.parse('11111111-1111-4111-8111-111111111111')
  const { rows } = compareFacts([
    { patientId: null, facts: {} },
    { patientId, facts: {} },
  ])

  expect(rows[0]?.cells.map(({ lines }) => lines[0]?.[0]?.text)).toEqual(['Left empty', 'Not recorded'])
})

test.each([
  ['Ronald', 'Ron', 'Ron is short for Ronald'],
  ['Maggie', 'Margaret', 'Maggie is short for Margaret'],
  ['Bill', 'Billy', 'Billy and Bill are forms of William'],
  ['Ann', 'Hannah', 'Hannah is a form of Ann'],
  ['Jean Maggie', 'Jean Margaret', 'Maggie is short for Margaret'],
])('of %s and %s it is said how they are one name', (first, given, says) => {
  const named = (name: string): Facts => ({ name: { given: name, family: 'Ashby' } })

  expect(compare(named(first), named(given)).Name?.says).toBe(says)
})

test('of a birth date only the part that differs is marked', () => {
  const cell = compare({ birthDate: '1948-03-09' }, { birthDate: '1948-03-19' })['Birth date']

  expect(cell?.lines[0]?.filter(({ differs }) => differs).map(({ text }) => text)).toEqual(['19'])
})

test('whatever is compared, something that differs is marked in it and nothing that agrees is', () => {
  const values: Facts[] = [
    { name: { given: 'Ron', family: 'Ashby' }, nhsNumber: '9990000018', gpPractice: 'Moor End' },
    { name: { given: 'Ronald', family: 'Ashby' } },
    { name: { given: 'Ron', family: 'Ashbee' }, nhsNumber: '9990000026', gpPractice: 'Moor End Surgery' },
    { name: { family: 'Ashby' }, addressLines: ['1 High St', 'Wharnley'], postcode: 'WZ1 1AA' },
    { addressLines: ['2 High Street', 'Wharnley'], postcode: 'WZ1 1AA', carers: ['Ann, wife'] },
    { isProtected: true, carers: ['Ann, wife', 'Bob, son'] },
  ]
  for (const a of values)
    for (const b of values)
      for (const [what, cell] of Object.entries(compare(a, b))) {
        const isMarked = cell?.lines.flat().some(({ differs }) => differs)
        if (cell?.mark !== 'differs') expect([what, isMarked]).toEqual([what, false])
        if (a === b) expect(cell?.mark).not.toBe('differs')
      }
})
