import type { CallStatus, HeardLine, Talk } from '#shared/practice.ts'
import type { Voice } from '#shared/softphone.ts'
import type { Deferred } from './deferred.ts'

/** What a leg is at its far end: somebody with a telephone, a browser, or another leg. */
export type Party = {
  kind: 'handset' | 'softphone' | 'leg'
  /** Rings. Answers at once when it cannot ring; the party picks up or refuses by itself later. */
  ring(leg: Leg): 'ringing' | 'busy' | 'unreachable'
  hears(leg: Leg, line: HeardLine): void
  /** The status has changed. */
  changed(leg: Leg): void
  /** A person is at the other end now, or no longer. */
  joined?(leg: Leg): void
}

/** What comes in from the far end. */
export type Input = { kind: 'said'; text: string } | { kind: 'pressed'; digit: string }

export type Callback = { url: string; method: 'GET' | 'POST'; events: ReadonlySet<string> }

/** Where instructions come from: a URL (with what it is told besides the usual), or a document in hand. */
export type Source =
  | { kind: 'url'; url: string; method: 'GET' | 'POST'; form?: Record<string, string> }
  | { kind: 'twiml'; text: string }

/** Why what a leg was doing is over. */
export type Interruption = { kind: 'ended' } | { kind: 'redirected'; source: Source }

/** One leg of a call: what the carrier calls a Call. Times in milliseconds. */
export type Leg = {
  readonly sid: string
  readonly parentSid?: string | undefined
  readonly direction: 'inbound' | 'outbound-api' | 'outbound-dial'
  readonly from: string
  readonly to: string
  readonly party: Party
  readonly createdAt: number
  status: CallStatus
  answeredAt?: number | undefined
  endedAt?: number | undefined
  callback?: Callback | undefined
  fallback?: { url: string; method: 'GET' | 'POST' } | undefined
  /** Fields sent with every request about this leg beside the usual ones (a softphone's own parameters: first request only). */
  extra: Record<string, string>
  /** What a browser telephone made this call with: it may ask what was heard on it. */
  dialled?: Readonly<Record<string, string>> | undefined
  /** The next SequenceNumber of its progress callbacks. */
  sequence: number
  /** What the line has done for this leg: each may be the moment at which the caller hangs up. */
  steps: number
  /** Chosen when the call began: a plan that changes later is for later callers. */
  hangsUpAtStep: number | undefined
  /** Takes what the far end says and presses; set by whatever the leg is doing. */
  ear?: ((input: Input) => void) | undefined
  /** Also told what is said and heard on the leg (recordings, transcriptions). */
  taps: Set<(track: 'inbound' | 'outbound', text: string) => void>
  heard: HeardLine[]
  talks: Talk[]
  life: { at: string; what: string }[]
  cookies: Map<string, string>
  /** Stops what the leg is doing; its signal is what every wait listens to. */
  program: AbortController
  /** Resolves when the instructions are done with and everything is told. */
  readonly done: Deferred<void>
  /** Resolves when the far end has answered, or not. */
  readonly answered: Deferred<CallStatus>
  redirecting?: Source | undefined
  /** How long it waited for its turn (calls per second). */
  queuedMs?: number | undefined
  name?: string | undefined
}

export type Heard = { who: Voice; name?: string | undefined; text: string }
