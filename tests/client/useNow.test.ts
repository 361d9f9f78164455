import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { hearing } from '#client/live/core/hearing.ts'
import { readNow, stepAt, watchNow } from '#client/live/useNow.ts'
import { STALE_AFTER_MS } from '#shared/live.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a silent server is said within five seconds of its last word, wherever in its second the clock stands', () => {
  const said = [1, 250, 999].map(phase => {
    const stop = watchNow(() => undefined)
    vi.advanceTimersByTime(phase)
    const heardAt = Date.now()
    const forget = stepAt(heardAt + STALE_AFTER_MS)
    while (hearing(heardAt, readNow()) !== 'stale' && Date.now() - heardAt < 10_000) vi.advanceTimersByTime(1)
    forget()
    stop()
    return Date.now() - heardAt
  })

  expect(Math.max(...said)).toBeLessThanOrEqual(5_000)
  expect(Math.min(...said)).toBeGreaterThan(4_000) // two beats may be late and nothing is said
})

test('all clocks step together, once a second, and stop with the last who looks', () => {
  const steps = [0, 0]
  const stops = [0, 1].map(who =>
    watchNow(() => {
      steps[who] = (steps[who] ?? 0) + 1
    }),
  )
  vi.advanceTimersByTime(3_000)
  stops[0]?.()
  vi.advanceTimersByTime(2_000)
  stops[1]?.()

  expect(steps).toEqual([3, 5])
  expect(vi.getTimerCount()).toBe(0)
})
