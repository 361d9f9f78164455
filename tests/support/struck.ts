import type { TraceEntry } from '#server/practice/lineOptions.ts'

/** The kinds of fault that struck, as the practice line wrote them down: with a broken injector there are none. */
export function struck(trace: readonly TraceEntry[]): string[] {
  const kinds = trace.flatMap(({ kind, detail }) => {
    if (kind !== 'fault') return []
    if (detail.unanswered) return [] // too rare to be sure of; tests/practice/faults.test.ts shows it
    if (detail.answerLost) return ['answer lost']
    if (detail.sentTo) return ['sent to an old deployment']
    if (detail.hungUpAtStep) return ['hung up']
    if (detail.rest) return [detail.rest === 20429 ? 'answered with 429' : 'failed after the work']
    const deliveries = detail.deliveries as number[] // as the line wrote it: when each copy leaves
    if (deliveries.length === 0) return ['dropped']
    return [
      ...(deliveries.length > 1 ? ['copied'] : []),
      ...(deliveries.some(after => after >= 1_500) ? ['held back'] : []),
    ]
  })
  return [...new Set(kinds)].toSorted()
}
