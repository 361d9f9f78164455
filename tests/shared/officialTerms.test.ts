import { expect, test } from 'vitest'
import { isSnomedCode } from '#shared/record/coded.ts'
import { LEAVES } from './fullBodies.ts'
import { NAMED, OFFICIAL, ONLY_IN } from './officialTerms.ts'

/** Every choice with a code, in every place of the record where it is offered. */
const offered = LEAVES.flatMap(({ section, path, shape }) =>
  shape.kind === 'choice' || shape.kind === 'choices'
    ? Object.values(shape.choices).flatMap(({ code, text }) =>
        code === undefined ? [] : [{ at: `${section} ${path}`, section, code, text }],
      )
    : [],
)

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
