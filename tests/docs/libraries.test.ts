import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'

const PROJECT = join(import.meta.dirname, '..', '..')
const read = (path: string) => readFileSync(join(PROJECT, path), 'utf8')
const Names = z.record(z.string(), z.string()).transform(Object.keys)
const Package = z.object({ dependencies: Names, devDependencies: Names })

test('every library that is installed is in the decision that says why, and no other', () => {
  const { dependencies, devDependencies } = Package.parse(JSON.parse(read('package.json')))
  const page = read('docs/decisions/013-libraries.md')
  const table = [...page.matchAll(/^\| ([^|]+) \|/gm)]
    .flatMap(([, names]) => (names ?? '').split(', '))
    .filter(name => name !== 'library')
  const [, development = ''] = /^For development and tests: (.+)$/m.exec(page) ?? []

  expect(table.sort()).toEqual(dependencies.sort())
  expect(
    devDependencies.filter(name => !name.startsWith('@types/') && !development.includes(`\`${name}\``)),
  ).toEqual([])
})
