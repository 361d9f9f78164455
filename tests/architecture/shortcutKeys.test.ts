import { expect, test } from 'vitest'
import { sourceFiles, textOf } from './imports.ts'

/** Every key that is asked for by its letter, with Shift or without, and what it says that it does. */
function keysOf(files: readonly string[]): Map<string, string[]> {
  const keys = new Map<string, string[]>()
  const asking = /\buse(?:Shortcut|FocusKey|FocusWish(?:<\w+>)?)\(\s*'((?:Shift )?.)',\s*'([^']+)'/g
  for (const file of files)
    for (const [, key = '', says = ''] of textOf(file).matchAll(asking))
      keys.set(key, [...(keys.get(key) ?? []), says])
  return keys
}

// The practice line is a page of its own, in a window of its own.
const isPractice = (path: string) => path.startsWith('client/practice/')
const client = sourceFiles('client')

test.each([
  ['console', keysOf(client.filter(path => !isPractice(path)))],
  ['practice line', keysOf(client.filter(isPractice))],
])('on the %s every key does one thing', (_, keys) => {
  expect(keys.size).toBeGreaterThan(5)
  expect([...keys].filter(([, says]) => says.length > 1)).toEqual([])
})
