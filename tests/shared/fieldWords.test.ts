import { expect, test } from 'vitest'
import { z } from 'zod'
import { choiceWords } from '#shared/record/coded.ts'
import { fieldWords } from '#shared/record/fieldWords.ts'
import { confidentialities } from '#shared/record/plans.ts'
import { SECTION_NAMES, sections } from '#shared/record/sections.ts'
import { schemaFields, schemaPaths } from './schemaPaths.ts'

test.each(SECTION_NAMES)('every field of %s has words, and no words are of a field that is gone', name => {
  const worded = Object.keys(fieldWords[name])

  expect(worded.toSorted()).toEqual(schemaPaths(sections[name].schema).toSorted())
})

test('words are plain: they begin with a capital and hold no names of the code', () => {
  const odd = SECTION_NAMES.flatMap(name =>
    Object.values(fieldWords[name]).filter(
      words => !/^\p{Lu}/u.test(words) || /[_{}[\]]|\b[a-z]+[A-Z]/.test(words),
    ),
  )

  expect(odd).toEqual([])
})

test.each(SECTION_NAMES)('every choice of %s has words', name => {
  const without = schemaFields(sections[name].schema).filter(
    ({ schema }) =>
      (schema instanceof z.ZodEnum || schema instanceof z.ZodDiscriminatedUnion) && !choiceWords.has(schema),
  )

  expect(without.map(({ path }) => path)).toEqual([])
})

test('a schema of all kinds gives each of its paths', () => {
  const { schema } = sections.personalContacts

  expect(schemaPaths(schema).filter(path => /^(roles|phones|mayBeTold$)/.test(path))).toEqual([
    'roles',
    'phones',
    'phones[]',
    'phones[].number',
    'phones[].use',
    'phones[].preference',
    'phones[].mayLeaveMessage',
    'phones[].mayText',
    'phones[].note',
    'mayBeTold',
  ])
})

test('the words of a paper promise nobody that it is hidden, as no rule hides it', () => {
  const offered = [
    fieldWords.documents.confidentiality,
    ...Object.values(confidentialities).map(({ text }) => text),
  ]

  expect(offered.filter(words => /\b(see|read|hidden|restricted|sealed)\b/i.test(words ?? ''))).toEqual([])
})
