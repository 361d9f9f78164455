import { setImmediate as nextTurn } from 'node:timers/promises'

/** The practice line's time: real, or moved by a test. */
export type Clock = {
  now(): number
  /** Runs `then` once after `ms`; the answer cancels it. */
  after(ms: number, then: () => void): () => void
  /** A virtual clock asks the line, before each step, to wait until nothing is in flight. */
  attach?(settle: () => Promise<void>): void
}

export type VirtualClock = Clock & {
  /** Moves time on, running everything that falls due, in order, and letting each thing finish before the next. */
  advance(ms: number): Promise<void>
  /** Moves on from one due moment to the next until none is left or `limitMs` have gone by. Answers the ms moved. */
  runUntilIdle(limitMs?: number): Promise<number>
}

/** Time as it is, or `speed` times as fast (for demonstrations: a minute of waiting in a second). */
export function realClock(speed = 1): Clock {
  const started = Date.now()
  return {
    now: () => started + (Date.now() - started) * speed,
    after(ms, then) {
      const timer = setTimeout(then, ms / speed)
      return () => clearTimeout(timer)
    },
  }
}

type Due = { at: number; order: number; then: () => void }

/** Time that stands still until a test moves it. `startsAt`: a moment in ISO 8601. */
export function virtualClock(startsAt = '2026-11-22T02:10:00.000Z'): VirtualClock {
  let now = Date.parse(startsAt)
  let order = 0
  let settle: () => Promise<void> = async () => {}
  const waiting = new Set<Due>()

  const earliest = (until: number): Due | undefined =>
    [...waiting].filter(due => due.at <= until).sort((a, b) => a.at - b.at || a.order - b.order)[0]

  const runTo = async (until: number): Promise<void> => {
    await settle()
    for (let due = earliest(until); due; due = earliest(until)) {
      waiting.delete(due)
      now = Math.max(now, due.at)
      due.then()
      await nextTurn()
      await settle()
    }
  }

  return {
    now: () => now,
    after(ms, then) {
      const due = { at: now + Math.max(0, ms), order: order++, then }
      waiting.add(due)
      return () => void waiting.delete(due)
    },
    attach(wait) {
      settle = wait
    },
    async advance(ms) {
      const until = now + ms
      await runTo(until)
      now = until
    },
    async runUntilIdle(limitMs = 3_600_000) {
      const began = now
      await runTo(now + limitMs)
      return now - began
    },
  }
}
