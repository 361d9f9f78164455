import type { CallStatus } from '#shared/practice.ts'

const FINAL = new Set<CallStatus>(['completed', 'busy', 'no-answer', 'failed', 'canceled'])

export function isFinal(status: CallStatus): boolean {
  return FINAL.has(status)
}

/** The four progress events a callback may subscribe to; every final status comes under 'completed'. */
type ProgressEvent = 'initiated' | 'ringing' | 'answered' | 'completed'

/** The event a status is told under; a call that only waits to be placed tells nothing. */
export function progressEventOf(status: CallStatus): ProgressEvent | undefined {
  if (isFinal(status)) return 'completed'
  if (status === 'in-progress') return 'answered'
  return status === 'queued' ? undefined : status === 'initiated' ? 'initiated' : 'ringing'
}

const RANK: Record<CallStatus, number> = {
  queued: 0,
  initiated: 1,
  ringing: 2,
  'in-progress': 3,
  completed: 4,
  busy: 4,
  'no-answer': 4,
  failed: 4,
  canceled: 4,
}

/** A call only moves on: never back, and never from one final status to another. */
export function mayBecome(from: CallStatus, to: CallStatus): boolean {
  return RANK[to] > RANK[from]
}

/** The status of a call that ends now, by whether it had been answered and who ended it. */
export function endStatus(now: CallStatus, cause: 'farEnd' | 'rest' | 'document'): CallStatus {
  if (now === 'in-progress') return 'completed'
  return cause === 'rest' ? 'canceled' : cause === 'document' ? 'completed' : 'no-answer'
}

/** What the SIP layer says of a final status. */
export function sipCodeOf(status: CallStatus): number {
  const codes: Partial<Record<CallStatus, number>> = {
    busy: 486,
    'no-answer': 487,
    failed: 404,
    canceled: 487,
  }
  return codes[status] ?? 200
}
