import type { BoardTask, TaskKind } from '#shared/dispatch.ts'
import { type Instant, plusSeconds, secondsBetween } from '#shared/time.ts'
import { cutOffOf, stateOf, wasBridgedOnCall } from './call.ts'
import type { CallFacts } from './facts.ts'

export type Owed = {
  kind: TaskKind
  dueAt: Instant
  recordingSid: string | null
  seconds: number | null
  cutOff?: BoardTask['cutOff']
}

/** Seconds until somebody must have begun. Sources: telephony guide 2.2 (2 min, 10 min), domain guide 3.6. */
export const OWED_SECONDS = {
  call_back_abandoned: 120,
  hear_voicemail: 300,
  call_back_requested: 600,
  write_up_on_call: 3_600,
} as const satisfies Partial<Record<TaskKind, number>>

/**
 * What the service owes a caller whom no nurse at a console spoke to: nobody who rang is forgotten, even one who hung up
 * after a second or left a silent message. Null when nothing is owed.
 */
export function owedBy(facts: CallFacts): Owed | null {
  const ended = facts.callerEnded?.at ?? facts.firstHeardAt
  const cutOff = cutOffOf(facts)
  const owed = owedAt(facts, ended, cutOff?.at ?? facts.firstHeardAt)
  return owed && cutOff ? { ...owed, cutOff } : owed
}

function owedAt(facts: CallFacts, ended: Instant, waitedSince: Instant): Owed | null {
  switch (stateOf(facts)) {
    case 'abandoned':
      return owe('call_back_abandoned', ended, null, Math.max(0, secondsBetween(waitedSince, ended)))
    case 'callback_requested':
      return owe('call_back_requested', facts.pressed?.at ?? ended, null, null)
    case 'voicemail': {
      // The longest message counts: a carrier may report an empty take beside the real one.
      const [sid, message] =
        Object.entries(facts.recordings).sort(([, a], [, b]) => (b.seconds ?? 0) - (a.seconds ?? 0))[0] ?? []
      return owe('hear_voicemail', ended, sid ?? null, message?.seconds ?? null)
    }
    case 'closed':
      return isOnCallOnly(facts) ? owe('write_up_on_call', ended, null, null) : null
    default:
      return null
  }
}

function isOnCallOnly(facts: CallFacts): boolean {
  return facts.wrappedUpAt === null && wasBridgedOnCall(facts)
}

function owe(
  kind: keyof typeof OWED_SECONDS,
  from: Instant,
  recordingSid: string | null,
  seconds: number | null,
): Owed {
  return { kind, dueAt: plusSeconds(from, OWED_SECONDS[kind]), recordingSid, seconds }
}
