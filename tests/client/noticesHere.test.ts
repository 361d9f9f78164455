import { expect, test } from 'vitest'
import { standsHere } from '#client/responder/core/noticesHere.ts'

const able = { isAble: true, isApple: false, permission: 'granted' } as const

test.each([
  ['no_key', null, able, true],
  ['cannot', 'a key', { ...able, isAble: false, permission: 'default' }, false],
  ['home_screen', 'a key', { isAble: false, isApple: true, permission: 'default' }, false],
  ['blocked', 'a key', { ...able, permission: 'denied' }, true],
  ['off', 'a key', { ...able, permission: 'default' }, false],
  ['off', 'a key', able, false],
  ['off', 'a key', { ...able, permission: 'default' }, true],
  ['on', 'a key', able, true],
] as const)('notices on this phone: %s', (here, key, browser, isTold) => {
  expect(standsHere(key, browser, isTold)).toBe(here)
})
