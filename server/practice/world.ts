import type { PracticeEvent } from '#shared/practice.ts'
import type { Clock } from './clock.ts'
import type { ConferenceRoom } from './conferenceRooms.ts'
import { alertLevel, alertText } from './core/alertCodes.ts'
import { iso } from './core/dates.ts'
import type { FaultPlan } from './core/faults.ts'
import type { Queue } from './core/queue.ts'
import { sidOf } from './core/random.ts'
import type { Interpreter } from './documents.ts'
import type { HandsetRegister } from './handsets.ts'
import type { Exchanger } from './httpExchange.ts'
import type { IncomingCall } from './incoming.ts'
import type { Leg } from './leg.ts'
import type { ApplicationOptions, LineNumberOptions, PracticeLineOptions, TraceEntry } from './lineOptions.ts'
import type { Message } from './messages.ts'
import type { QueueEntry } from './queueEntries.ts'
import type { Recording } from './recordings.ts'
import type { Begun } from './scenes.ts'
import type { SoftphoneRegister } from './softphones.ts'
import type { Transcription } from './transcriptions.ts'

/** What the carrier noticed going wrong: the Monitor API lists these. */
export type Alert = {
  sid: string
  code: number
  at: number
  url: string
  method: string
  resourceSid: string
  text: string
}

export type CachedAnswer = {
  etag?: string | undefined
  lastModified?: string | undefined
  freshUntil: number
  contentType: string | undefined
  body: string
}

/** Everything one practice line knows. One per line; the modules around it read and change it. */
export type World = {
  readonly options: PracticeLineOptions
  readonly clock: Clock
  readonly interpreter: Interpreter
  readonly phoneIn: (call: Omit<IncomingCall, 'address' | 'extra'>) => Leg
  /** Gives everybody in a conference what they should hear now. */
  readonly refreshRoom: (world: World, room: ConferenceRoom) => void
  readonly exchanger: Exchanger
  /** Answers to GET that may be used again, by URL. */
  readonly cache: Map<string, CachedAnswer>
  /** Requests under way, each with its time limit: stopped when the line closes. */
  readonly exchanges: Set<AbortController>
  readonly seed: number
  readonly speechRate: number
  readonly startedAt: number
  origin: string
  faults: FaultPlan
  failRest: 'no' | 'before' | 'after' | 'timeout'
  isOut: boolean
  isClosed: boolean
  numbers: Map<string, LineNumberOptions & { sid: string }>
  applications: Map<string, ApplicationOptions>
  documents: Map<string, string>
  readonly legs: Map<string, Leg>
  readonly conferences: Map<string, ConferenceRoom>
  readonly queues: Map<string, Queue>
  readonly queueEntries: Map<string, QueueEntry>
  /** Told when somebody joins the queue with this sid. */
  readonly queueArrivals: Map<string, Set<() => void>>
  readonly recordings: Map<string, Recording>
  readonly transcriptions: Map<string, Transcription>
  readonly messages: Map<string, Message>
  readonly routes: Map<string, string>
  /** Sender and receiver of messages that were stopped. */
  readonly stopped: Set<string>
  readonly alerts: Alert[]
  readonly traced: TraceEntry[]
  readonly broken: string[]
  readonly handsets: HandsetRegister
  readonly softphones: SoftphoneRegister
  /** Scripted callers that were begun from the page, by the name of the script. */
  readonly scenes: Map<string, Begun>
  /** How many requests are under way; callbacks that wait to be delivered. */
  inFlight: number
  delayed: number
  restRequests: number
  readonly listeners: Set<(event: PracticeEvent) => void>
  readonly counters: Map<string, number>
  /** When the next call made by REST may start. */
  nextCallSlot: number
}

/** A new sid: 'CA…', 'QU…'. Repeats with the same seed. */
export function newSid(world: World, prefix: string): string {
  return sidOf(prefix, world.seed, nextCount(world, prefix))
}

function nextCount(world: World, what: string): number {
  const n = (world.counters.get(what) ?? 0) + 1
  world.counters.set(what, n)
  return n
}

export function trace(
  world: World,
  kind: TraceEntry['kind'],
  callSid: string | undefined,
  detail: Record<string, unknown>,
): void {
  const limit = world.options.traceLimit ?? 10_000
  world.traced.push({ n: nextCount(world, 'trace'), at: iso(world.clock.now()), kind, callSid, detail })
  if (world.traced.length > limit * 1.25) world.traced.splice(0, world.traced.length - limit)
}

export function raiseAlert(
  world: World,
  code: number,
  about: { callSid?: string | undefined; url?: string; method?: string; text?: string },
): void {
  const text = about.text ?? alertText(code)
  trace(world, 'alert', about.callSid, { code, level: alertLevel(code), text, url: about.url })
  world.alerts.push({
    sid: newSid(world, 'NO'),
    code,
    at: world.clock.now(),
    url: about.url ?? '',
    method: about.method ?? 'POST',
    resourceSid: about.callSid ?? world.options.accountSid,
    text,
  })
  if (world.alerts.length > 5_000) world.alerts.splice(0, 1_000)
}

export function tell(world: World, event: PracticeEvent): void {
  for (const listener of world.listeners) listener(event)
}

/** Counts work that is under way, so that `settle` can wait for it. */
export async function counted<T>(world: World, work: Promise<T>): Promise<T> {
  world.inFlight++
  try {
    return await work
  } finally {
    world.inFlight--
  }
}

const MOST_REMEMBERED = 2_000

/** A line that runs for weeks must not grow: beyond a limit the oldest that are done with are forgotten. */
export function forgetOldest<T>(things: Map<string, T>, isDone: (thing: T) => boolean): void {
  if (things.size <= MOST_REMEMBERED * 1.25) return
  for (const [key, thing] of things) {
    if (things.size <= MOST_REMEMBERED) return
    if (isDone(thing)) things.delete(key)
  }
}
