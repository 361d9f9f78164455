import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const CLIENT = join(import.meta.dirname, '..', '..', 'client')
const ASSETS = join(CLIENT, 'dist', 'assets')

test('the pages are built for production, even where the tests are the first to build them', () => {
  const scripts = readdirSync(ASSETS).filter(name => name.endsWith('.js'))
  expect(scripts).not.toEqual([])
  // What React's build for developers makes every element with.
  const forDevelopers = scripts.filter(name => readFileSync(join(ASSETS, name), 'utf8').includes('jsxDEV'))
  expect(forDevelopers).toEqual([])
})

test('of nhsuk-frontend the sheet has the rules of what we wear, and not of its other components', () => {
  const sheet = textsOf(ASSETS, '.css').join('')
  const ruled = [...new Set(sheet.match(/(?<=\.)nhsuk-[\w-]+(?=\{)/g))]

  expect(ruled).toEqual(expect.arrayContaining(['nhsuk-input', 'nhsuk-select', 'nhsuk-u-visually-hidden']))
  expect(sheet).not.toMatch(/\.nhsuk-(header|card|tabs|button)\b/)
})

test('one sheet is of every page: no class of the handsets is one of the console', () => {
  const ownOf = (folder: string) =>
    new Set(
      textsOf(folder, '.css').flatMap(text =>
        [...text.matchAll(/^\.(app-[\w-]+)/gm)].map(([, name]) => name),
      ),
    )
  const handsets = ownOf(join(CLIENT, 'practice'))
  const others = readdirSync(CLIENT).filter(
    name => name !== 'practice' && name !== 'dist' && !name.includes('.'),
  )

  expect(handsets).toContain('app-handset')
  for (const folder of others)
    expect([...ownOf(join(CLIENT, folder))].filter(name => handsets.has(name))).toEqual([])
})

function textsOf(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith(ending) && !name.startsWith('dist'))
    .map(name => readFileSync(join(folder, name), 'utf8'))
}
