import { type Clock, realClock } from '#server/practice/clock.ts'

/**
 * A carrier's clock for a house of its own: what it dates lies so far in the past, and can be moved on in the middle of a talk; its
 * timers run as they do, and nobody waits for the minutes that it tells.
 */
export function clockBehind(seconds: number): Clock & { moveOn: (seconds: number) => void } {
  const real = realClock()
  let behindMs = seconds * 1000
  return {
    now: () => real.now() - behindMs,
    after: real.after,
    moveOn: by => {
      behindMs -= by * 1000
    },
  }
}
