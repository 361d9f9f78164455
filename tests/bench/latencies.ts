import type { Cpu } from './machine.ts'

/** Milliseconds, and how many in a second of the run. */
export type Summary = {
  count: number
  p50: number
  p95: number
  p99: number
  max: number
  perSecond: number
  /** Milliseconds of a core that one answer cost: what others do on the machine changes it little. */
  cpu?: Cpu
}

export type Latencies = {
  add(ms: number): void
  count(): number
  /** `overMs` is how long the run was. */
  summary(overMs: number): Summary
}

/** Every single time is kept and sorted: a few hundred thousand numbers are nothing, and no percentile is guessed. */
export function latencies(): Latencies {
  const times: number[] = []
  return {
    add: ms => void times.push(ms),
    count: () => times.length,
    summary: overMs => {
      const sorted = Float64Array.from(times).sort()
      return {
        count: sorted.length,
        p50: at(sorted, 0.5),
        p95: at(sorted, 0.95),
        p99: at(sorted, 0.99),
        max: at(sorted, 1),
        perSecond: overMs > 0 ? (sorted.length / overMs) * 1000 : 0,
      }
    },
  }
}

/** The smallest time that at least this share of all is not above. */
function at(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
