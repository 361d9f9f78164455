import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Difference, difference } from '#shared/record/difference.ts'
import { elementOf } from '#shared/record/fields.ts'
import { isGroup, sayValue, wordsOf } from '#shared/record/sayValue.ts'
import { type Body, SECTION_NAMES, type SectionName } from '#shared/record/sections.ts'
import { textMarks } from '#shared/record/textMarks.ts'
import { anyBody } from '#tests/support/anyBody.ts'

const between = <Name extends SectionName>(section: Name, before?: Body<Name>, after?: Body<Name>) =>
  difference(section, before, after)

describe('what differs, as a nurse reads it', () => {
  test('a choice is said in its words', () => {
    expect(
      between('preferredPlaceOfDeath', { first: { place: 'hospice' } }, { first: { place: 'home' } }),
    ).toEqual([
      { path: 'first.place', words: 'First choice', change: 'changed', before: 'Hospice', after: 'Home' },
    ])
  })

  test('days, telephones and what is not known are said as they are read', () => {
    expect(
      between(
        'identity',
        { name: { unknown: 'not_known' }, birthDate: '1948-03-09', nhsNumber: '9990000018' },
        { name: { given: 'Ron', family: 'Ashby' }, birthDate: { unknown: 'declined' } },
      ),
    ).toEqual([
      {
        path: 'name',
        words: 'Name',
        change: 'changed',
        before: 'asked; not known',
        after: 'Given names: Ron; family name: Ashby',
      },
      { path: 'nhsNumber', words: 'NHS number', change: 'removed', before: '999 000 0018' },
      {
        path: 'birthDate',
        words: 'Birth date',
        change: 'changed',
        before: '09-Mar-1948',
        after: 'asked; would rather not say',
      },
    ])
  })

  test('of a list of names, those that came and those that went', () => {
    expect(
      between(
        'cprDecision',
        { decision: 'not_for', discussedWith: ['Ron', 'Angela'] },
        { decision: 'not_for', discussedWith: ['Angela', 'Dr Loud'] },
      ),
    ).toEqual([
      { path: 'discussedWith', words: 'Discussed with', change: 'removed', before: 'Ron' },
      { path: 'discussedWith', words: 'Discussed with', change: 'added', after: 'Dr Loud' },
    ])
  })

  test('a thing in a list that changed is named, and what of it changed', () => {
    const morphine = { drug: 'Morphine', dose: '2.5 mg', indication: 'pain', expiresOn: '2026-12-01' }
    const midazolam = { drug: 'Midazolam', indication: 'agitation' }

    expect(
      between(
        'anticipatoryMedicines',
        { state: 'issued', items: [morphine, midazolam] },
        { state: 'issued', items: [midazolam, { ...morphine, dose: '5 mg' }] },
      ),
    ).toEqual([
      {
        path: 'items[].dose',
        words: 'Medicines: Morphine, dose',
        change: 'changed',
        before: '2.5 mg',
        after: '5 mg',
      },
      {
        path: 'items',
        words: 'Medicines',
        change: 'moved',
        before: 'Morphine; Midazolam',
        after: 'Midazolam; Morphine',
      },
    ])
  })

  test('what was put in a list is said whole', () => {
    const contact = { name: 'Angela', relationship: 'wife', roles: [], phones: [], mayBeTold: 'all' as const }
    const phone = { number: '+447700900111', use: 'mobile' as const, mayText: false }

    expect(between('personalContacts', contact, { ...contact, phones: [phone] })).toEqual([
      {
        path: 'phones',
        words: 'Telephones',
        change: 'added',
        after: 'Number: 07700 900 111; which telephone: Mobile; we may text: no',
      },
    ])
  })

  test('a long text is read with what was taken out and put in', () => {
    const before = 'Settles with the radio on and the small lamp, and likes the door ajar at night.'
    const after = 'Settles with the radio off and the small lamp, and likes the door ajar at night, always.'

    expect(between('whatMatters', { whatMatters: before }, { whatMatters: after })[0]?.marks).toEqual([
      { kind: 'same', text: 'Settles with the radio' },
      { kind: 'gone', text: ' on' },
      { kind: 'new', text: ' off' },
      { kind: 'same', text: ' and the small lamp, and likes the door ajar at' },
      { kind: 'gone', text: ' night.' },
      { kind: 'new', text: ' night, always.' },
    ])
  })

  test('two texts with nothing in common stand one after the other', () => {
    const before = 'Settles with the radio on and the small lamp, and likes the door ajar at night.'
    const after = 'Nothing helps any more; please ring the hospice team before anybody else tonight.'

    expect(between('whatMatters', { whatMatters: before }, { whatMatters: after })).toMatchObject([
      { before, after },
    ])
  })

  test('a link to another item of the record is not an id', () => {
    const strain = { strain: 2, on: '2026-11-22' }

    const [told] = between(
      'carerStrain',
      { ...strain, contactItem: '6f1f3c52-7d1e-4a57-9f5e-0d5f0a1c2b3d' },
      { ...strain, contactItem: '0b8a4c1e-1111-4222-8333-444455556666' },
    )

    expect(told).toMatchObject({ before: 'an item of this record', after: 'another item of this record' })
  })
})

describe.each(SECTION_NAMES)('between any two bodies of %s', section => {
  const two = fc.tuple(anyBody(section), anyBody(section))

  test('there is no difference when they are the same', () => {
    fc.assert(
      fc.property(anyBody(section), body => {
        expect(difference(section, body, structuredClone(body))).toEqual([])
      }),
      { numRuns: 30 },
    )
  })

  test('every value that came or went is told, under the name of its field', () => {
    fc.assert(
      fc.property(two, ([before, after]) => {
        const told = difference(section, before, after)

        for (const leaf of missing(leavesOf(section, before), leavesOf(section, after)))
          expect(
            told.some(each => tells(section, each, leaf, 'before')),
            `gone: ${leaf.path} ${leaf.said}`,
          ).toBe(true)
        for (const leaf of missing(leavesOf(section, after), leavesOf(section, before)))
          expect(
            told.some(each => tells(section, each, leaf, 'after')),
            `new: ${leaf.path} ${leaf.said}`,
          ).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

test('the marks of a text put together again are the two texts', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '.'), maxLength: 60 })
  fc.assert(
    fc.property(text, text, (before, after) => {
      const marks = textMarks(before, after) ?? [
        { kind: 'gone', text: before },
        { kind: 'new', text: after },
      ]

      const of = (left: string) => marks.flatMap(mark => (mark.kind === left ? [] : mark.text)).join('')
      expect([of('new'), of('gone')]).toEqual([before, after])
    }),
  )
})

type Leaf = { path: string; said: string }

/** Every single value of a body, with the path of its field and as it is said. */
function leavesOf(section: SectionName, body: unknown, path = ''): Leaf[] {
  if (body === undefined) return []
  if (Array.isArray(body)) return body.flatMap(each => leavesOf(section, each, elementOf(section, path)))
  if (!isGroup(body)) return [{ path, said: sayValue(section, path, body) }]
  return Object.entries(body).flatMap(([key, value]) =>
    leavesOf(section, value, path === '' ? key : `${path}.${key}`),
  )
}

/** Those of the one that the other has not, however often. */
function missing(of: readonly Leaf[], from: readonly Leaf[]): Leaf[] {
  const left = from.map(leaf => JSON.stringify(leaf))
  return of.filter(leaf => {
    const at = left.indexOf(JSON.stringify(leaf))
    if (at !== -1) left.splice(at, 1)
    return at === -1
  })
}

function tells(section: SectionName, told: Difference, leaf: Leaf, side: 'before' | 'after'): boolean {
  const other = side === 'before' ? 'new' : 'gone'
  const text =
    told[side] ?? told.marks?.flatMap(mark => (mark.kind === other ? [] : mark.text)).join('') ?? ''
  const isItsField = leaf.path === told.path || /^[.[]/.test(leaf.path.slice(told.path.length))
  if (!isItsField || !leaf.path.startsWith(told.path) || !text.includes(leaf.said)) return false
  // Of a list of words the list is named; of everything else the field itself.
  const named = wordsOf(section, leaf.path.replace(/\[\]$/, '')).toLowerCase()
  return `${told.words} ${text}`.toLowerCase().includes(named)
}
