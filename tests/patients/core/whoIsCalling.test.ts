import { describe, expect, test } from 'vitest'
import { chosenOf, whoIsCalling } from '#server/patients/core/whoIsCalling.ts'
import { type CallerDetails, NONE_OF_THEM } from '#shared/calls.ts'
import { ItemId } from '#shared/ids.ts'
import { E164 } from '#shared/phoneNumber.ts'
import type { Entry } from '#shared/record/entry.ts'
import type { Body } from '#shared/record/sections.ts'
import { entry, itemNo } from './entries.ts'

const [WIFE, OTHER, NURSE] = [itemNo(1), itemNo(2), itemNo(3)] as const
const WIFES = E164.parse('+447700900555')

const angela = (itemId: string, changes: Partial<Body<'personalContacts'>> = {}) =>
  entry(
    'personalContacts',
    { name: 'Angela Ellis', relationship: 'wife', roles: [], phones: [], mayBeTold: 'all', ...changes },
    { itemId },
  )
const wife = angela(WIFE, { phones: [{ number: WIFES, use: 'mobile' }] })
const sister = angela(OTHER, { name: 'Angela Smith', relationship: 'sister' })
const jo = (changes: Partial<Body<'professionalContacts'>> = {}) =>
  entry(
    'professionalContacts',
    { name: 'Jo Fenn', role: 'District nurse', phoneInHours: E164.parse('+441134960555'), ...changes },
    { itemId: NURSE },
  )

function calling(
  name: string,
  relationship: string,
  entries: readonly Entry[],
  { chosen, from = null }: { chosen?: string; from?: E164 | null } = {},
) {
  const caller: CallerDetails = {
    name,
    relationship,
    ...(chosen ? { contactItemId: ItemId.parse(chosen) } : {}),
  }
  return whoIsCalling(caller, entries, { from, today: '2026-11-23' })
}

describe('one who is certain', () => {
  test('the only contact of the name is the caller, and nothing is asked', () => {
    expect(calling('Angela', 'wife', [wife, jo()])).toEqual({
      is: { kind: 'contact', itemId: WIFE },
      among: [],
    })
  })

  test('a professional who gives their name and their role is the caller', () => {
    const { is, among } = calling('Jo Fenn', 'district nurse', [wife, jo()])

    expect({ is, among }).toEqual({ is: { kind: 'professional', itemId: NURSE }, among: [] })
  })

  test.each([
    ...['neighbour', 'his friend', 'daughter', 'aunty', 'hubby', 'lodger', 'flatmate', 'ехwife'],
    ...[
      'ex-wife',
      'not his wife',
      'no longer his wife',
      'friend of his wife',
      'for his wife',
      'wife’s sister',
    ],
  ])('whoever gives the name of the wife and says %s is asked about', said => {
    const { is, among } = calling('Angela Ellis', said, [wife, jo()])

    expect([is, among.map(one => one.itemId)]).toEqual([{ kind: 'unsure' }, [WIFE]])
  })

  test.each(['', 'family', 'wife', 'carer', 'his wife and next of kin', 'WIFE', 'main carer'])(
    'the whole name of a contact, with “%s”, is theirs',
    said => {
      expect(calling('Angela Ellis', said, [wife, jo()]).is).toEqual({ kind: 'contact', itemId: WIFE })
    },
  )

  test.each([
    ['Angie Ellis', 'wife'],
    ['Angie', 'wife'],
  ])('a short name is offered and not taken for certain: %s', (name, relationship) => {
    const before = calling(name, relationship, [wife, jo()])
    const after = calling(name, relationship, [wife, jo()], { chosen: WIFE })

    expect([before.is, before.among.map(one => one.itemId)]).toEqual([{ kind: 'unsure' }, [WIFE]])
    expect(after.is).toEqual({ kind: 'contact', itemId: WIFE })
  })

  test('the person themselves is no contact of their own name', () => {
    const person = entry('identity', { name: { given: 'Angela', family: 'Ellis' }, birthDate: '1948-03-09' })

    expect(calling('Angela', 'herself', [person, wife]).is).toEqual({ kind: 'patient' })
  })
})

describe('who is not certain', () => {
  test('two of one name are both offered, with who they are, and the number decides nothing', () => {
    const { is, among } = calling('Angela', 'wife', [sister, wife], { from: WIFES })

    expect(is).toEqual({ kind: 'unsure' })
    expect(among).toEqual([
      { itemId: WIFE, name: 'Angela Ellis', relationship: 'wife', hasThisNumber: true },
      { itemId: OTHER, name: 'Angela Smith', relationship: 'sister', hasThisNumber: false },
    ])
  })

  test('a bare first name makes nobody a nurse: the nurse is offered, with her role', () => {
    const { is, among } = calling('Jo', 'neighbour', [jo()], { from: E164.parse('+441134960555') })

    expect(is).toEqual({ kind: 'unsure' })
    expect(among).toEqual([
      { itemId: NURSE, name: 'Jo Fenn', relationship: 'District nurse', hasThisNumber: true },
    ])
  })

  test('a contact and a professional of one name are both offered', () => {
    const { among } = calling('Jo Fenn', 'district nurse', [angela(WIFE, { name: 'Jo Fenn' }), jo()])

    expect(among.map(({ itemId }) => itemId)).toEqual([WIFE, NURSE])
  })

  test('who was chosen is the caller, and the others stay to be chosen instead', () => {
    const { is, among } = calling('Angela', 'wife', [wife, sister], { chosen: OTHER })

    expect(is).toEqual({ kind: 'contact', itemId: OTHER })
    expect(among).toHaveLength(2)
  })

  test('a choice that does not fit what the caller said is none', () => {
    expect(calling('Angela', 'wife', [wife, sister, jo()], { chosen: NURSE }).is).toEqual({ kind: 'unsure' })
  })
})

describe('who says of themselves what a role says too', () => {
  test.each([
    ['Anna', 'friend of the family', 'Anna Hughes', 'Member of the palliative team'],
    ['Anna Hughes', 'friend of the family', 'Anna Hughes', 'Member of the palliative team'],
    ['Anna Li', 'wife of his GP', 'Anna Li', 'GP'],
    ['Anna Hughes', 'sister', 'Anna Hughes', 'Ward sister'],
    ['Sam Li', 'partner', 'Dr Sam Li', 'GP partner'],
    ['Pat Ox', 'friend, not the nurse', 'Pat Ox', 'Nurse'],
    ['Pat Ox', 'not the nurse', 'Pat Ox', 'Nurse'],
    ['Pat Ox', 'nurse’s neighbour', 'Pat Ox', 'Nurse'],
    ['Anna Hughes', 'daughter in Leeds', 'Anna Hughes', 'Nurse in charge'],
    ['Anna Hughes', 'of the', 'Anna Hughes', 'Member of the palliative team'],
    ['Anna Hughes', 'family', 'Anna Hughes', 'Family support worker'],
    ['Anna Hughes', 'student nurse', 'Anna Hughes', 'Nurse'],
    // The role, and no more than a first name.
    ['Anna', 'nurse', 'Anna Hughes', 'Nurse'],
    ['Anne-Marie', 'nurse', 'Anne-Marie Hughes', 'Nurse'],
    ['Anna H', 'nurse', 'Anna H', 'Nurse'],
    ['Dr Sam', 'GP', 'Dr Sam Li', 'GP'],
    ['Anna', 'nurse', 'Anna (Annie) Hughes', 'Nurse'],
  ])('“%s”, “%s”, is not taken for %s, %s, and can be', (name, relationship, listed, role) => {
    const entries = [jo({ name: listed, role })]

    const { is, among } = calling(name, relationship, entries)

    expect(is).toEqual({ kind: 'unsure' })
    expect(among).toMatchObject([{ itemId: NURSE, relationship: role }])
    expect(calling(name, relationship, entries, { chosen: NURSE }).is).toEqual({
      kind: 'professional',
      itemId: NURSE,
    })
  })

  test.each([
    ['Sam Li', 'his GP', 'Dr Sam Li', 'GP partner'],
    ['Dr Sam Li', 'GP', 'Dr Sam Li', 'GP'],
    ['Anna Hughes', 'palliative team', 'Anna Hughes (Annie)', 'Member of the palliative team'],
    ['Anna Hughes', 'nurse', 'Anna (Annie) Hughes', 'Nurse'],
    ['Anna Hughes', 'the nurse in charge', 'Anna Hughes, RN', 'Nurse in charge'],
  ])('“%s”, “%s”, is %s, %s', (name, relationship, listed, role) => {
    expect(calling(name, relationship, [jo({ name: listed, role })])).toEqual({
      is: { kind: 'professional', itemId: NURSE },
      among: [],
    })
  })
})

describe('a name that is not the whole of theirs, or of another', () => {
  test.each([
    ['Marie', 'daughter', 'Angela (ask for Marie)', 'daughter'],
    ['Marie Ellis', 'daughter', 'Angela Ellis (sister Marie', 'daughter'],
    ['Marie', 'daughter', 'Angela（Marie）Ellis', 'daughter'],
    ['Marie', 'daughter', 'Angela [Marie] Ellis', 'daughter'],
    ['Marie Ellis', 'daughter', 'Angela Ellis, or Marie', 'daughter'],
    ['Marie Ellis', 'daughter', 'Angela Ellis / Marie', 'daughter'],
    ['Auntie Jean', '', 'Auntie Jean', 'aunt'],
    ['Анна Х', '', 'Анна Х', 'daughter'],
    ['Angela', 'for his wife', 'Angela Ellis', 'wife'],
    // Without its accents; the letters of another script that look alike are other letters.
    ['Angelа Ellis', 'wife', 'Angela Ellis', 'wife'],
    ['Angela\u200b Ellis\u2060x', 'wife', 'Angela Ellis', 'wife'],
  ])('“%s”, “%s”, is not taken for %s, %s', (name, relationship, listed, known) => {
    const { is } = calling(name, relationship, [angela(WIFE, { name: listed, relationship: known })])

    expect(['unsure', 'someone_else']).toContain(is.kind)
  })

  test('a priest by his title and his first name is asked about', () => {
    const entries = [jo({ name: 'Fr John', role: 'Priest' })]

    expect(calling('Fr John', 'priest', entries).is).toEqual({ kind: 'unsure' })
  })
})

describe('a first name that one contact has', () => {
  const of = (relationship: string) => [angela(WIFE, { relationship })]

  test.each([
    ['neighbour', 'wife'],
    ['wife of his brother', 'wife'],
    ['wife', 'wife’s sister'],
    ['wife', 'ex-wife'],
    ['sister', 'sister-in-law'],
    ['son', 'son of the neighbour'],
    ['son in Leeds', 'Son, in Canada'],
    ['not his wife', 'wife'],
    ['of the', 'Friend of the family'],
    ['Mo', 'Mo’s brother'],
  ])('“%s” may be the %s, and nobody says so yet', (said, relationship) => {
    const { is, among } = calling('Angela', said, of(relationship))

    expect(is).toEqual({ kind: 'unsure' })
    expect(among).toMatchObject([{ itemId: WIFE, relationship }])
  })

  test.each([
    ['wife', 'Wife'],
    ['his wife', 'wife'],
    ['son', 'Son, in Canada'],
    ['friend', 'Friend from Meeting'],
    ['brother', 'Mo’s brother'],
  ])('“%s” is the %s', (said, relationship) => {
    expect(calling('Angela', said, of(relationship))).toEqual({
      is: { kind: 'contact', itemId: WIFE },
      among: [],
    })
  })

  test('the whole name is theirs, whatever else was said', () => {
    expect(calling('Angela Ellis', 'family', [wife])).toEqual({
      is: { kind: 'contact', itemId: WIFE },
      among: [],
    })
  })
})

describe('none of them', () => {
  test('is somebody else, and who is offered stays to be chosen', () => {
    const none = calling('Angela', 'neighbour', [wife], { chosen: NONE_OF_THEM })

    expect(none.is).toEqual({ kind: 'someone_else' })
    expect(none.among).toHaveLength(1)
    expect(chosenOf(none)).toBe(NONE_OF_THEM)
  })

  test.each([
    ['nobody was chosen', 'neighbour', {}, null],
    ['one was', 'neighbour', { chosen: WIFE }, WIFE],
    ['nothing was asked', 'wife', { chosen: WIFE }, null],
    ['nothing was asked, and it was none before', 'wife', { chosen: NONE_OF_THEM }, null],
  ])('is not chosen where %s', (_, relationship, chosen, expected) => {
    expect(chosenOf(calling('Angela', relationship, [wife], chosen))).toBe(expected)
  })
})

test.each([
  ['nobody of the name', [wife, jo()], 'Sheila', 'neighbour'],
  ['a number without a name', [wife], '', 'wife'],
  ['a professional whose part is over', [jo({ to: '2026-11-22' })], 'Jo Fenn', 'district nurse'],
  ['a professional whose part has not begun', [jo({ from: '2026-11-24' })], 'Jo Fenn', 'district nurse'],
])('%s is somebody else', (_, entries, name, relationship) => {
  expect(calling(name, relationship, entries, { from: WIFES })).toEqual({
    is: { kind: 'someone_else' },
    among: [],
  })
})
