import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { hazardsPage } from './hazardsPage.ts'

const PROJECT = join(import.meta.dirname, '..', '..')
const Hazards = z.strictObject({
  about: z.string(),
  hazards: z.array(
    z.strictObject({
      id: z.string().regex(/^H\d\d$/),
      hazard: z.string().min(1),
      control: z.string().min(1),
      tests: z.array(z.strictObject({ file: z.string(), test: z.string() })).min(1),
      /** What the control still lacks; empty when nothing is known to. */
      missing: z.string(),
    }),
  ),
})
const { about, hazards } = Hazards.parse(
  JSON.parse(readFileSync(join(PROJECT, 'docs', 'hazards.json'), 'utf8')),
)

test('a hazard is listed once', () => {
  const ids = hazards.map(({ id }) => id)

  expect(ids).toEqual([...new Set(ids)].sort())
})

test.each(hazards)('$id: every test that holds its control exists', ({ tests }) => {
  const gone = tests.filter(({ file, test }) => !isThere(file, test))

  expect(gone).toEqual([])
})

test('the page that is read says what the list says', async () => {
  await expect(hazardsPage(about, hazards)).toMatchFileSnapshot(join(PROJECT, 'docs', 'hazards.md'))
})

/** Whether that file has a test of that name, whichever quotes it is written in. */
function isThere(file: string, name: string): boolean {
  const path = join(PROJECT, file)
  if (!existsSync(path)) return false
  const text = readFileSync(path, 'utf8')
  return ["'", '"', '`'].some(quote => text.includes(`${quote}${name}${quote}`))
}
