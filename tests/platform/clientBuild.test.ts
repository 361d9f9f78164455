import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ASSETS = join(import.meta.dirname, '..', '..', 'client', 'dist', 'assets')

test('the pages are built for production, even where the tests are the first to build them', () => {
  const scripts = readdirSync(ASSETS).filter(name => name.endsWith('.js'))
  expect(scripts).not.toEqual([])
  // What React's build for developers makes every element with.
  const forDevelopers = scripts.filter(name => readFileSync(join(ASSETS, name), 'utf8').includes('jsxDEV'))
  expect(forDevelopers).toEqual([])
})
