import type {
  CallStatus,
  HeardLine,
  PhoneHabit,
  PracticeState,
  SuggestedCaller,
  TextMessage,
} from '#shared/practice.ts'
import type { LineToSoftphone, SoftphoneToLine } from '#shared/softphone.ts'
import type { Clock } from './clock.ts'
import type { FaultPlan } from './core/faults.ts'

/** Where the answer to a call comes from, and who is told when it is over. */
export type VoiceAddress = {
  voiceUrl: string
  voiceMethod?: 'GET' | 'POST' | undefined
  voiceFallbackUrl?: string | undefined
  voiceFallbackMethod?: 'GET' | 'POST' | undefined
  statusCallback?: string | undefined
  statusCallbackMethod?: 'GET' | 'POST' | undefined
}
export type LineNumberOptions = VoiceAddress & {
  /** E.164. */
  number: string
  name?: string | undefined
  smsUrl?: string | undefined
  smsMethod?: 'GET' | 'POST' | undefined
  /** Nobody is meant to ring it: the handset page texts it, and offers it to no caller. */
  isForTexts?: boolean | undefined
}
/** A TwiML application: what a softphone's outgoing connection runs. From is 'client:<identity>'. */
export type ApplicationOptions = VoiceAddress & { sid: string }

export type PracticeLineOptions = {
  /** 0 or absent: any free port. */
  port?: number | undefined
  /** Default 127.0.0.1. */
  host?: string | undefined
  accountSid: string
  authToken: string
  apiKeySid: string
  apiKeySecret: string
  numbers: LineNumberOptions[]
  applications: ApplicationOptions[]
  /** Served at GET /documents/<name> as text/xml with ETag and cache headers: the other provider that holds static documents. */
  documents?: Record<string, string> | undefined
  /** A built client directory; GET / is its practice.html. */
  pageDirectory?: string | undefined
  /** Invented people the handset page offers to play. */
  callers?: SuggestedCaller[] | undefined
  /** Whose telephone rings which line, of those who work for one. */
  atWork?: PracticeState['atWork'] | undefined
  clock?: Clock | undefined
  /** Milliseconds a spoken word takes: default 400, 0 makes speech and sounds instant. */
  speechRate?: number | undefined
  /** Milliseconds a played file lasts at the default speech rate: default 4 000. */
  soundMs?: number | undefined
  seed?: number | undefined
  faults?: FaultPlan | undefined
  /** Calls made by REST that may start in a second: default 1, as a new account has. The rest wait as 'queued'. */
  callsPerSecond?: number | undefined
  /** Undocumented at the carrier, so a switch: whether a retried request carries the same I-Twilio-Idempotency-Token. Default true. */
  idempotencyTokenSameOnRetry?: boolean | undefined
  /** How long GET of a call lags behind what happened: default 0. */
  eventualConsistencyMs?: number | undefined
  /** How many legs may be in conferences at once (16021): default none. */
  concurrencyLimit?: number | undefined
  /** Undocumented: when a waiting caller is redirected, which request comes first. Default 'action-first'. */
  redirectOrder?: 'action-first' | 'url-first' | undefined
  /** How many trace entries and ended calls are kept: default 10 000 and 5 000. */
  traceLimit?: number | undefined
  ledgerLimit?: number | undefined
}

/** One call in a hand: the caller's, or that of a phone that was rung. */
export type PhoneCall = {
  readonly sid: string
  readonly status: CallStatus
  /** Every line heard so far, spoken text only: ['Thank you for calling.', …]. */
  heard(): string[]
  lines(): HeardLine[]
  press(digits: string): void
  say(text: string): void
  hangUp(): void
  answer(): void
  reject(): void
  /** Resolves when the predicate holds; rejects after `withinMs` of real time (default 5 000). */
  waitFor(predicate: (call: PhoneCall) => boolean, withinMs?: number): Promise<PhoneCall>
  waitToHear(text: string | RegExp, withinMs?: number): Promise<PhoneCall>
  waitForStatus(status: CallStatus, withinMs?: number): Promise<PhoneCall>
}

/** A telephone with a number: rung by the line, able to call and to text. */
export type Handset = {
  readonly number: string
  /** What it does when rung: default rings until someone calls `answer`. */
  setHabit(habit: PhoneHabit['habit'], afterSeconds?: number): void
  calls(): PhoneCall[]
  /** The call that rings now, or the next to ring within `withinMs` of real time. */
  waitForRing(withinMs?: number): Promise<PhoneCall>
  call(to?: string): PhoneCall
  inbox(): TextMessage[]
  sendText(to: string, body: string): void
}

/** A browser telephone without a browser: the same messages, in process. */
export type SoftphoneClient = {
  readonly identity: string
  send(message: SoftphoneToLine): void
  messages(): LineToSoftphone[]
  /** Connects through an application; resolves with the call's sid when the line has taken it. */
  connect(params: Record<string, string>): Promise<string>
  waitFor<T extends LineToSoftphone['type']>(
    type: T,
    withinMs?: number,
  ): Promise<Extract<LineToSoftphone, { type: T }>>
  /** The text heard in a call so far. */
  heard(callSid: string): string[]
  /** As when a browser crashes: calls end after the time the carrier takes to notice (0 here). */
  close(): void
}

/** One thing that happened, in order: exportable as JSON. */
export type TraceEntry = {
  n: number
  at: string
  kind:
    | 'webhook'
    | 'webhook-answer'
    | 'rest'
    | 'rest-answer'
    | 'call'
    | 'conference'
    | 'queue'
    | 'alert'
    | 'fault'
    | 'message'
  callSid?: string | undefined
  /** Small facts: url, method, status, form fields, code. */
  detail: Record<string, unknown>
}

/** A call from first to last. */
export type LedgerCall = {
  sid: string
  parentCallSid?: string | undefined
  from: string
  to: string
  direction: 'inbound' | 'outbound-api' | 'outbound-dial'
  status: CallStatus
  life: { at: string; what: string }[]
  heard: HeardLine[]
}

export type PracticeLine = {
  /** 'http://127.0.0.1:4001' */
  readonly origin: string
  close(): Promise<void>
  /** A caller phones: from a number, or 'withheld' (a word) or one of the keypad spellings ('+266696687'). */
  phone(from: string, to?: string): PhoneCall
  handset(number: string): Handset
  softphone(identity: string, options?: { applicationSid?: string }): SoftphoneClient
  setDocuments(documents: Record<string, string>): void
  setNumbers(numbers: LineNumberOptions[]): void
  setApplications(applications: ApplicationOptions[]): void
  trace(): TraceEntry[]
  calls(): LedgerCall[]
  /** Sentences, one per broken rule of the line itself: empty when all is well. */
  checkInvariants(): string[]
  faults(plan: FaultPlan): void
  /** How REST answers: as it should, with an error before doing the work, with one after it, or never. */
  failRest(how: 'no' | 'before' | 'after' | 'timeout'): void
  /** The carrier is gone: REST and sockets fail, no call comes in, live calls drop. */
  outage(isOut: boolean): void
  /** Resolves when no request is under way and no callback waits to be delivered (those of a virtual clock excepted). */
  settle(): Promise<void>
}
