import type { BoardCall } from '#shared/calls.ts'
import {
  type BoardParty,
  type CallerHold,
  INTERPRETER_SECONDS,
  PARTY_KIND_WORDS,
  type PartyState,
} from '#shared/parties.ts'
import { type Instant, secondsBetween } from '#shared/time.ts'

const STATE_WORDS: Readonly<Record<PartyState, string>> = {
  ringing: 'ringing',
  here: 'in the call',
  left: 'has left',
  let_go: 'let go',
  not_reached: 'did not answer',
}

/** Who was brought in, and where they are: 'Interpreter: in the call'. */
export function partyWords({ kind, state }: BoardParty): string {
  return `${PARTY_KIND_WORDS[kind]}: ${STATE_WORDS[state]}`
}

/** Whether the caller hears what is said; empty when nobody asked for a hold. */
export function holdWords(hold: CallerHold | null): string {
  if (!hold) return ''
  if (hold.state === 'held') return 'Caller on hold: hears nothing'
  return hold.state === 'asked' ? 'Caller still hears you' : 'Bringing the caller back'
}

/**
 * An interpreter was asked for, and none has been in the call for three minutes since: the nurse goes on with the safety questions.
 * Source: domain guide 8, S8.
 */
export function goesOnWithoutInterpreter({ parties, state }: BoardCall, at: Instant): boolean {
  const interpreters = parties.filter(({ kind }) => kind === 'interpreter')
  const [first] = interpreters
  if (!first || state !== 'talking' || interpreters.some(({ joinedAt }) => joinedAt !== null)) return false
  return secondsBetween(first.askedAt, at) >= INTERPRETER_SECONDS
}
