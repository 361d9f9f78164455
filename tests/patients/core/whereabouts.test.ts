import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { whereaboutsOf } from '#server/patients/core/whereabouts.ts'
import type { Entry } from '#shared/record/entry.ts'
import type { Body, SectionName } from '#shared/record/sections.ts'

const DAY = '2026-12-01'
const MAIN = randomUUID()
const DAUGHTERS = randomUUID()

/** The two things of an entry that are read here. */
function item<Name extends SectionName>(section: Name, body: Body<Name>, itemId: string = randomUUID()) {
  return { section, itemId, knownState: 'known', body } as unknown as Entry
}
const main = item('addresses', { kind: 'main', lines: ['1 Row'], postcode: 'WZ3 7QP' }, MAIN)
const daughters = item(
  'addresses',
  { kind: 'temporary', lines: ['2 Lane'], postcode: 'WZ5 3LM', to: '2026-12-02' },
  DAUGHTERS,
)
const surgery = item('gpPractice', { name: 'Moor End', odsCode: 'Z99001' })
const HOME = { sector: 'WZ3 7', district: 'WZ3' }
const AT_HERS = { sector: 'WZ5 3', district: 'WZ5' }
const NOWHERE = { sector: null, district: null }

test.each<[string, Entry[], object]>([
  ['where they live', [main], HOME],
  ['where they are for the time being', [main, daughters], AT_HERS],
  [
    'not any more, once that is over',
    [main, item('addresses', { kind: 'temporary', lines: ['2'], postcode: 'WZ5 3LM', to: '2026-11-30' })],
    HOME,
  ],
  [
    'where they are now, by an address',
    [main, daughters, item('currentLocation', { addressItem: MAIN })],
    HOME,
  ],
  [
    'somewhere without an address: not their home',
    [main, item('currentLocation', { text: 'At a friend’s' })],
    NOWHERE,
  ],
  [
    'somewhere that they have left',
    [main, item('currentLocation', { text: 'Respite', expectedUntil: '2026-11-30' })],
    HOME,
  ],
  ['nothing', [], NOWHERE],
])('a visit goes to: %s', (_, entries, expected) => {
  expect(whereaboutsOf(entries, DAY, false)).toEqual({ ...expected, practice: null })
})

test('of a protected place the practice is not used', () => {
  expect(whereaboutsOf([main, surgery], DAY, false).practice).toBe('Z99001')
  expect(whereaboutsOf([main, surgery], DAY, true)).toEqual({ ...HOME, practice: null })
})
