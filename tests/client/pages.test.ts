import { expect, test } from 'vitest'
import { joined, type Page } from '#client/api/usePages.ts'

/** The newest `size` numbers before a place, of 1 to `newest`. */
const pageOf = (newest: number, size: number, before = newest + 1): Page<number> => {
  const rows = Array.from({ length: Math.min(size, before - 1) }, (_, at) => before - 1 - at)
  const last = rows.at(-1) ?? 1
  return { rows, before: last > 1 ? last : null }
}

const asked = new Map([8, 5, 2].map(place => [place, pageOf(10, 3, place)]))
const rowsFrom = (first: Page<number>) => joined(first, place => asked.get(place)).flatMap(page => page.rows)

test('pages read one after another are the whole list, the newest first', () => {
  expect(rowsFrom(pageOf(10, 3))).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
})

test('when something new has moved the first page, no earlier row is shown beside a gap', () => {
  expect(rowsFrom(pageOf(11, 3))).toEqual([11, 10, 9])
})

test('what was not asked for yet is not shown', () => {
  expect(joined(pageOf(10, 3), () => undefined).flatMap(page => page.rows)).toEqual([10, 9, 8])
})
