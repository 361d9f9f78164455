import type { Identifier } from '#shared/calls.ts'
import type { TaskResult } from '#shared/dispatch.ts'
import type { CallReason, Disposition, NonClinicalKind, WhereAfter } from '#shared/outcomes.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import type { LineKey } from './person.ts'

/** Days before today, or 'sat 0' for the last Saturday before today and 'sat 1' for the one before it. */
export type Day = number | `${'sat' | 'sun'} ${number}`
export type When = { day: Day; time: string } | { minutesAgo: number }

/** A contact of the record by name, 'self' for the person, or somebody who is on no record. */
export type Caller = string | { name: string; relationship: string; number: E164 | null }

/** A call that a nurse took and wrote up. */
export type ClinicalCall = {
  kind: 'clinical'
  caller: Caller
  /** The person the call is about, by key. */
  about: string
  nurse: string
  when: When
  /** Whole minutes of talking. */
  minutes: number
  reason: CallReason
  disposition: Disposition
  after: WhereAfter
  found: string
  advice: string
  next: string
} & CallExtras

type CallExtras = {
  notes?: string
  checked?: Identifier[]
  skippedBecause?: string
  /** The caller hid the number. */
  isWithheld?: boolean
  /** Minutes after the end of the call at which somebody promised to ring again. */
  callBackAfter?: number
}

export type NonClinicalCall = {
  kind: 'non_clinical'
  line: LineKey
  from: E164 | null
  when: When
  minutes: number
  nurse: string
  what: NonClinicalKind
  note: string
}

/** A caller whom no nurse spoke to, and how the debt was paid. Without `settled` it still stands on the board. */
export type MissedCall = {
  kind: 'missed'
  line: LineKey
  from: E164 | null
  about?: string
  when: When
  how: 'hung_up' | 'left_message' | 'asked_for_call_back'
  /** Seconds until the caller gave up, or the length of the message. */
  seconds: number
  settled?: { by: string; afterMinutes: number; result: TaskResult; note: string; tries?: number }
}

export type CallSpec = ClinicalCall | NonClinicalCall | MissedCall

/** One call as it is told: who rang about whom and who took it, when, what for and what came of it, then in words. */
export function call(
  [caller, about, nurse]: [caller: Caller, about: string, nurse: string],
  [day, time, minutes]: [day: Day, time: string, minutes: number],
  [reason, disposition, after]: [CallReason, Disposition, WhereAfter],
  [found, advice, next]: [found: string, advice: string, next: string],
  extras: CallExtras = {},
): ClinicalCall {
  const words = { found, advice, next }
  return {
    kind: 'clinical',
    caller,
    about,
    nurse,
    when: { day, time },
    minutes,
    reason,
    disposition,
    after,
    ...words,
    ...extras,
  }
}
