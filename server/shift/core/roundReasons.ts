import { endOfNextClosure } from '#server/patients/core/runningOut.ts'
import type { RoundReason } from '#shared/rounds.ts'
import type { LocalDate } from '#shared/time.ts'

export type Facts = {
  phase: string | null
  chartExpiresOn: LocalDate | null
  expiresOn: LocalDate | null
  isStockOut: boolean
  hasCarer: boolean
}

const GETTING_WORSE: readonly string[] = ['unstable', 'deteriorating', 'dying']

/**
 * Why somebody is rung on this day, before surgeries and pharmacies shut; nothing where they are not. What ends by the last day of the
 * next closure ends before anybody who could renew it is at work again. Days in Britain: no change of the clocks makes them others.
 */
export function roundReasonsOf(facts: Facts, day: LocalDate): RoundReason[] {
  const closedUntil = endOfNextClosure(day)
  const { phase, chartExpiresOn, expiresOn, isStockOut, hasCarer } = facts
  const isWorse = phase !== null && GETTING_WORSE.includes(phase)
  return [
    ...(phase === 'dying' ? (['dying'] as const) : []),
    ...(phase === 'unstable' ? (['unstable'] as const) : []),
    ...(chartExpiresOn !== null && chartExpiresOn <= closedUntil ? (['chart_ends'] as const) : []),
    ...(expiresOn !== null && expiresOn <= closedUntil ? (['medicines_expire'] as const) : []),
    ...(isStockOut ? (['stock_out'] as const) : []),
    ...(isWorse && !hasCarer ? (['no_carer'] as const) : []),
  ]
}
