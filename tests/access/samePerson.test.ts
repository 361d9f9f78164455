import { expect, test } from 'vitest'
import { isSamePerson } from '#server/access/core/samePerson.ts'

test.each([
  ['Ann Bell', 'Ann Bell'],
  ['Dr Ann Bell', 'Ann Bell'],
  ['ann  bell', 'ANN BELL'],
  ['Bell, Ann', 'Prof. Dr Ann Bell, MRCGP'],
  ['Zoë O’Brien', "Zoe O'Brien"],
  [' Sister Ann Bell RGN ', 'Mrs Ann Bell'],
])('“%s” and “%s” are one person, who does not sign twice', (one, other) => {
  expect(isSamePerson(one, other)).toBe(true)
})

test.each([
  ['Ann Bell', 'Anna Bell'],
  ['Ann Bell', 'Ann Bell Carr'],
  ['Dr Bell', 'Ann Bell'],
  ['Dr', 'Mrs'],
  ['', ''],
])('“%s” and “%s” are not', (one, other) => {
  expect(isSamePerson(one, other)).toBe(false)
})
