import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { NotOptions, readOptions } from '#tests/bench/options.ts'
import { ROW_NAMES } from '#tests/bench/rows.ts'

const PROJECT = join(import.meta.dirname, '..', '..')

test('every row of the bench that a page names is there to be measured', () => {
  const pages = ['README.md', ...globSync('docs/**/*.md', { cwd: PROJECT })]
  const named = pages.flatMap(page =>
    [...readFileSync(join(PROJECT, page), 'utf8').matchAll(/--only (\w+)/g)].map(([, row = '']) => row),
  )

  expect(named.length).toBeGreaterThan(10)
  expect(named.filter(row => !ROW_NAMES.includes(row))).toEqual([])
})

test('a row that is not there is refused by its name, and not measured as nothing', () => {
  expect(readOptions(['--only', 'told', '--only', 'start'], ROW_NAMES).only).toEqual(['told', 'start'])
  expect(() => readOptions(['--only', 'told', '--only', 'speed'], ROW_NAMES)).toThrow(NotOptions)
  expect(() => readOptions(['--only', 'speed'], ROW_NAMES)).toThrow('There is no row “speed”.')
})
