import type { BoardCall } from '#shared/calls.ts'
import {
  type BoardParty,
  type CallerHold,
  INTERPRETER_SECONDS,
  PARTY_KIND_WORDS,
  type PartyDetail,
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

/** Words by which somebody is called in the midst of a sentence, and no name of anybody. */
const COMMON = /^(Ambulance|Doctor|Police|Her|His|Their|The)\b/

/** Who was brought in, as who was chosen or the nurse wrote it; by their kind where nobody said, or of an interpreter, who is one of many. */
function whoIs({ kind, party }: BoardParty, details: readonly PartyDetail[]): string | null {
  const who = details.find(one => one.party === party)?.who
  return kind === 'interpreter' || !who ? null : who
}

/** Who was brought in, and where they are: 'Ambulance control: in the call'. `details`: for whoever has the call. */
export function partyWords(party: BoardParty, details: readonly PartyDetail[]): string {
  const who = whoIs(party, details) ?? PARTY_KIND_WORDS[party.kind]
  return `${who.charAt(0).toUpperCase()}${who.slice(1)}: ${STATE_WORDS[party.state]}`
}

/** The press that lets them go: 'Let ambulance control go'. */
export function letGoWords(party: BoardParty, details: readonly PartyDetail[]): string {
  const [who = 'them'] =
    whoIs(party, details)?.split(',') ?? (party.kind === 'interpreter' ? ['the interpreter'] : [])
  const inSentence = COMMON.test(who) ? who.charAt(0).toLowerCase() + who.slice(1) : who
  return `Let ${inSentence.replace(/^doctor/, 'the doctor')} go`
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
