import { describe, expect, test } from 'vitest'
import { NotKnown } from '#shared/record/knownState.ts'
import { SECTION_NAMES, type SectionName, sectionOf, sections } from '#shared/record/sections.ts'
import { type Shape, shapeOf } from '#shared/record/shape.ts'
import { type Because, SAYS_NO_WHY, SAYS_WHY } from './fieldStates.ts'
import { bodyWith, fullBodies, LEAVES } from './fullBodies.ts'

const listed = (places: string | undefined): string[] => places?.split(' ') ?? []
const saysWhy = (section: SectionName) => listed(SAYS_WHY[section])
const saysNoWhy = (section: SectionName) => Object.values(SAYS_NO_WHY[section] ?? {}).flatMap(listed)
const leavesOf = (section: SectionName) => LEAVES.filter(leaf => leaf.section === section)

describe.each(SECTION_NAMES)('%s', section => {
  test('every field is in one of the two lists, and in one only', () => {
    const wanted = [...leavesOf(section).map(({ path }) => path), ...groupsThatSayWhy(section)]

    expect([...saysWhy(section), ...saysNoWhy(section)].toSorted()).toEqual(wanted.toSorted())
  })

  test('the fields of the first say why they have no value, and no others do', () => {
    expect(saysWhy(section).toSorted()).toEqual(mayBeUnknown(section).toSorted())
  })
})

/** For these reasons a yes, a no or a choice may be missing without a word. */
const ENOUGH: readonly Because[] = ['about', 'own', 'who', 'part', 'measure']

test('a question with a yes, a no or a choice says why it has no answer, unless the item is about it', () => {
  const silent = LEAVES.filter(({ shape }) => shape.kind === 'yesNo' || shape.kind === 'choice')
    .filter(({ section, path }) => !saysWhy(section).includes(path))
    .filter(({ section, path }) => {
      const why = SAYS_NO_WHY[section] ?? {}
      return !ENOUGH.some(each => listed(why[each]).includes(path))
    })

  expect(silent.map(({ section, path }) => `${section} ${path}`)).toEqual([])
})

describe.each(SECTION_NAMES.filter(section => saysWhy(section).length > 0))('%s', section => {
  const leaves = leavesOf(section).filter(({ shape }) => shape.mayBeUnknown)
  const accepts = (body: unknown) => sectionOf(section).schema.safeParse(body).success

  test('takes each of the four reasons', () => {
    const refused = leaves.flatMap(leaf =>
      NotKnown.options.filter(unknown => !accepts(bodyWith(leaf, { unknown }))).map(why => [leaf.path, why]),
    )

    expect(refused).toEqual([])
  })

  test('reads as before what holds plain values', () => {
    expect(fullBodies(section).filter(body => !accepts(body))).toEqual([])
  })

  test('takes no reason that nobody knows', () => {
    expect(leaves.filter(leaf => accepts(bodyWith(leaf, { unknown: 'forgotten' })))).toEqual([])
  })
})

function mayBeUnknown(section: SectionName): string[] {
  const leaves = leavesOf(section).filter(({ shape }) => shape.mayBeUnknown)
  return [...leaves.map(({ path }) => path), ...groupsThatSayWhy(section)]
}

/** Of a whole group why there is none, as of a name: it has no place among the fields in which something is written. */
function groupsThatSayWhy(section: SectionName): string[] {
  const top: Shape = shapeOf(sections[section].schema)
  const fields = top.kind === 'group' ? Object.entries(top.fields) : []
  return fields.flatMap(([key, { kind, mayBeUnknown: may }]) => (may && kind === 'group' ? [key] : []))
}
