import { expect, test } from 'vitest'
import { type Choice, isSnomedCode, yesMeans } from '#shared/record/coded.ts'
import { SECTION_NAMES, type SectionName, sectionOf } from '#shared/record/sections.ts'
import { LEAVES } from './fullBodies.ts'
import { NAMED, OFFICIAL, ONLY_IN } from './officialTerms.ts'
import { schemaFields } from './schemaPaths.ts'

type Offered = { at: string; section: SectionName; code: string; text: string }

const coded = (section: SectionName, at: string, { code, anyOf, text }: Choice): Offered[] =>
  [code, anyOf].flatMap(each => (each === undefined ? [] : [{ at, section, code: each, text }]))

/** Every code, in every place of the record where it stands: at a choice, at a yes, at a section as a whole. */
const offered = [
  ...LEAVES.flatMap(({ section, path, shape }) =>
    shape.kind === 'choice' || shape.kind === 'choices'
      ? Object.values(shape.choices).flatMap(choice => coded(section, `${section} ${path}`, choice))
      : [],
  ),
  ...SECTION_NAMES.flatMap(section => {
    const { schema, standsFor } = sectionOf(section)
    const yeses = schemaFields(schema).flatMap(({ path, schema: field }) => {
      const says = yesMeans.get(field)
      return says ? coded(section, `${section} ${path}`, says) : []
    })
    return [...yeses, ...(standsFor ? coded(section, section, standsFor) : [])]
  }),
]

test('a yes, a section and a choice by its field have their codes', () => {
  const of = (code: string) => offered.filter(each => each.code === code).map(({ at }) => at)

  expect({
    'end of life register': of('526631000000108'),
    'palliative register': of('1403151000000103'),
    'advance decision': [...of('816301000000100'), ...of('999002181000000105')],
    'advance statement': of('816281000000101'),
    'power of attorney': [...of('999001951000000107'), ...of('341041000000103')],
    'carer informed': of('975311000000109'),
    'family informed': of('975291000000108'),
  }).toEqual({
    'end of life register': ['registerStatus endOfLifeRegister'],
    'palliative register': ['registerStatus palliativeRegister'],
    'advance decision': ['adrt', 'adrt'],
    'advance statement': ['advanceStatement'],
    'power of attorney': ['lpa kind', 'lpa kind'],
    'carer informed': ['awareness carerAwareOfCprDecision'],
    'family informed': ['awareness familyAwareOfCprDecision'],
  })
})

test('every code has its official term beside our words for it', () => {
  const ours = new Map<string, Set<string>>()
  for (const { code, text } of offered) ours.set(code, (ours.get(code) ?? new Set()).add(text))

  expect(Object.fromEntries([...ours].map(([code, words]) => [code, [...words].sort()]))).toEqual(
    Object.fromEntries(Object.entries(OFFICIAL).map(([code, [, ...words]]) => [code, words.sort()])),
  )
})

test('every code has a right check digit', () => {
  expect(Object.keys(OFFICIAL).filter(code => !isSnomedCode(code))).toEqual([])
})

test('a code never says somebody else than our words do', () => {
  const wrong = offered.filter(({ code, text }) =>
    Object.entries(NAMED).some(
      ([who, named]) => new RegExp(`\\b${who}\\b`, 'iu').test(text) && !named.test(OFFICIAL[code]?.[0] ?? ''),
    ),
  )

  expect(wrong).toEqual([])
})

test.each(ONLY_IN)('what begins %s stands only where it is true', (begins, section) => {
  const found = offered.filter(({ code }) => begins.test(OFFICIAL[code]?.[0] ?? ''))

  expect([...new Set(found.map(each => each.section))]).toEqual([section])
})
