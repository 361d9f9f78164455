import { describe, expect, test } from 'vitest'
import { bannerOf } from '#server/patients/core/banner.ts'
import type { NameOf } from '#server/patients/core/nameOf.ts'
import { sayEntry } from '#server/patients/core/say/sayEntry.ts'
import { SECTION_NAMES, type SectionName, sectionOf } from '#shared/record/sections.ts'
import {
  ANOTHER_ITEM,
  bodyWith,
  fullBodyWith,
  LEAVES,
  type Leaf,
  SHORT,
  valuesFor,
  WORDS,
} from '#tests/shared/fullBodies.ts'
import { entry } from './entries.ts'

/** Sections that are not read with the record at all. */
const KEPT_BACK: Partial<Record<SectionName, string>> = {
  agreedPhrases: 'compared with what a caller says, and never shown',
  safeguarding: 'kept apart: shown one at a time, for a reason',
}

/** Fields that no reader of the record is told, and why that is right. */
const NOT_SAID: Readonly<Record<string, string>> = {
  'adrt laterLpaItem': 'the standing of the paper says which came later',
  'lpa attorneys[].contactItem':
    'the contact is said among the family, the attorney by name and telephone here',
  'personalContacts phones[].preference': 'the order of the telephones says it',
  'phones preference': 'the order of the telephones says it',
  'locationProtection because':
    'why somebody hides is for those who look after that, in its form and history',
  'sharingRestrictions against.odsCode': 'the organisation is said by its name',
  'sharingRestrictions against.staffId': 'the person is said by their name',
}
/** A code stands beside words, and the words are said. */
const isCode = ({ shape }: Leaf) => shape.kind === 'coded'

const nameOf: NameOf = (_, itemId) => (itemId === ANOTHER_ITEM ? 'Named item' : undefined)
const said = (section: SectionName, body: unknown): string => {
  const one = entry(section, body as never)
  return section === 'identity'
    ? JSON.stringify(bannerOf([one], '2026-11-23'))
    : JSON.stringify(sayEntry(one, '2026-11-23', nameOf))
}
const isValid = (section: SectionName, body: unknown) => sectionOf(section).schema.safeParse(body).success

/** Whether a value at this place changes what is said, around as little or as much as there may be. */
function isSaid(leaf: Leaf, values: readonly unknown[]): boolean {
  return [bodyWith, fullBodyWith].some(make => {
    const bodies = [...values, ...(leaf.shape.isNeeded ? [] : [undefined])].map(value => make(leaf, value))
    if (!bodies.every(body => isValid(leaf.section, body))) return false
    return new Set(bodies.map(body => said(leaf.section, body))).size > 1
  })
}

const leaves = LEAVES.filter(leaf => !KEPT_BACK[leaf.section] && !isCode(leaf))
const nameOfLeaf = ({ section, path }: Leaf) => `${section} ${path}`

describe('every field of the record is said to whoever reads it', () => {
  test.each(SECTION_NAMES.filter(section => !KEPT_BACK[section]))('%s', section => {
    const silent = leaves
      .filter(leaf => leaf.section === section && !isSaid(leaf, valuesOf(leaf)))
      .map(nameOfLeaf)
      .filter(name => !(name in NOT_SAID))

    expect(silent).toEqual([])
  })

  test('what somebody would rather not say is said too', () => {
    const silent = leaves
      .filter(({ shape }) => shape.mayBeUnknown)
      .filter(
        leaf =>
          !isSaid(leaf, [{ unknown: 'declined' }, ...(leaf.shape.isNeeded ? valuesFor(leaf.shape) : [])]),
      )

    expect(silent.map(nameOfLeaf)).toEqual([])
  })

  test('words are said as they were written', () => {
    const lost = leaves
      .filter(({ shape }) => shape.kind === 'text' && shape.max >= SHORT)
      .filter(leaf => !(nameOfLeaf(leaf) in NOT_SAID))
      .filter(
        leaf => ![bodyWith, fullBodyWith].some(make => said(leaf.section, make(leaf, WORDS)).includes(WORDS)),
      )

    expect(lost.map(nameOfLeaf)).toEqual([])
  })

  test('no field is excused that is said after all, or is gone', () => {
    const excused = Object.keys(NOT_SAID)
    const wrongly = excused.filter(name => {
      const leaf = leaves.find(each => nameOfLeaf(each) === name)
      return !leaf || isSaid(leaf, valuesOf(leaf))
    })

    expect(wrongly).toEqual([])
  })
})

/** What is needed is told apart by its values; what is not, by being there. */
function valuesOf({ shape }: Leaf): unknown[] {
  const values = valuesFor(shape)
  return shape.isNeeded && values.length === 1 ? [...values, `${String(values[0])} and more`] : values
}
