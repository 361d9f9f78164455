import { expect, test } from 'vitest'
import { starterGuide } from '#server/access/consentGuide.ts'
import { theirLanguageOf } from '#server/access/core/theirLanguage.ts'
import type { Entry } from '#shared/record/entry.ts'
import type { Body } from '#shared/record/sections.ts'

const otherGuides = ['pl', 'pa'].map(language => ({ ...starterGuide, language }))
const saying = (body: Body<'interpreter'>) =>
  theirLanguageOf([{ section: 'interpreter', knownState: 'known', body } as Entry], {
    guide: starterGuide,
    otherGuides,
  })

test.each([
  ['Polish', 'pl'],
  ['polski', 'pl'],
  ['pl', 'pl'],
  ['Punjabi (Mirpuri)', 'pa'],
  ['Gujarati', null],
  ['Polish Sign Language', null],
])('the guide for somebody who speaks %s, as it was typed: %s', (language, guide) => {
  expect(saying({ isNeeded: true, language })).toEqual({ name: language, needsInterpreter: true, guide })
})

test('a signed language has no guide in words; English wants nothing; a language that is not recorded is said', () => {
  expect(saying({ isNeeded: true, isBsl: true, language: 'English' })).toMatchObject({ guide: null })
  expect(saying({ isNeeded: false, language: 'English' })).toBeNull()
  expect(saying({ isNeeded: true })).toEqual({ name: null, needsInterpreter: true, guide: null })
  expect(saying({ isNeeded: false })).toBeNull()
})
