import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { nextLook, RECONCILE_SECONDS } from '#server/line/core/nextLook.ts'
import { LineId } from '#shared/ids.ts'

const AT = '2026-10-25T00:59:58.321Z' // the clocks go back two seconds later
const seconds = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000

const rounds = (lineId: LineId, count: number) => {
  const at = [AT]
  while (at.length <= count) at.push(nextLook(lineId, at.at(-1) ?? AT))
  return at
}

test('a line is looked after within fifteen seconds of the last time, and no more than three sooner', () => {
  for (const lineId of Array.from({ length: 200 }, () => LineId.parse(randomUUID()))) {
    const at = rounds(lineId, 8)
    const gaps = at.slice(1).map((each, i) => seconds(at[i] ?? AT, each))
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(12)
    for (const gap of gaps) expect(gap).toBeLessThanOrEqual(RECONCILE_SECONDS)
    expect(gaps.slice(5)).toEqual([15, 15, 15])
  }
})

test('lines that were all due at one moment part: each has its own', () => {
  const lines = Array.from({ length: 15 }, (_, i) =>
    LineId.parse(`${(i * 1000).toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`),
  )
  const moments = lines.map(lineId => Date.parse(rounds(lineId, 6).at(-1) ?? AT) % 15_000)
  expect(new Set(moments).size).toBe(15)
})

test('a look that was taken late finds back to its moment', () => {
  const lineId = LineId.parse(randomUUID())
  const due = rounds(lineId, 6).at(-1) ?? AT
  const late = new Date(Date.parse(due) + 2_400).toISOString()
  expect(seconds(due, nextLook(lineId, late))).toBe(RECONCILE_SECONDS)
})
