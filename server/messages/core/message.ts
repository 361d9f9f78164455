import type { MessageKind, MessageState, Said } from '#shared/messages.ts'
import type { Instant } from '#shared/time.ts'
import { carrierSays, type OurReason, ourReasons } from './refusals.ts'

/** One thing that happened to a text or a ring. Each is kept once, under its natural key, and in no order. */
export type MessageEvent =
  /** We asked the carrier, and may never have heard its answer. */
  | { kind: 'asked'; at: Instant }
  /** The carrier has it, under its own name. */
  | { kind: 'taken'; at: Instant; sid: string }
  /** The carrier would not, with its code; or we did not ask it. */
  | { kind: 'refused'; at: Instant; code: number | null; reason: string | null }
  /** The carrier's receipt of a text. */
  | { kind: 'receipt'; at: Instant; status: string; code: number | null; sid: string }
  /** How far a ring has come. */
  | { kind: 'leg'; at: Instant; status: string; sid: string }
  | { kind: 'answered'; at: Instant; said: Said }

/** Where one text or ring is, and since when. */
export type MessageFacts = {
  state: MessageState
  sid: string | null
  code: number | null
  because: string | null
  sentAt: Instant | null
  deliveredAt: Instant | null
  failedAt: Instant | null
  answeredAt: Instant | null
  said: Said | null
}

const DELIVERED: readonly string[] = ['delivered', 'read']
const UNDELIVERED: readonly string[] = ['undelivered']
const FAILED: readonly string[] = ['failed', 'canceled']
/** A ring that came to nothing: nobody there, or whoever was there pressed no key, as a voicemail does. */
const UNANSWERED: readonly string[] = ['completed', 'no-answer', 'busy', 'canceled']

/**
 * What is known of it, as a function of the set of events: receipts overtake each other, come twice, and some never. What is the most for
 * the person counts: an answer over a delivery, a delivery over a failure that was told of the same text, anything the carrier told over
 * what we only asked.
 */
export function factsOf(kind: MessageKind, heard: readonly MessageEvent[]): MessageFacts {
  const events = inOneOrder(heard)
  const of = <K extends MessageEvent['kind']>(wanted: K) =>
    events.filter((event): event is Extract<MessageEvent, { kind: K }> => event.kind === wanted)
  const answered = of('answered')
  const refused = of('refused')
  const told = kind === 'text' ? of('receipt') : of('leg')
  const taken = inOneOrder([...of('taken'), ...told])
  const delivered = kind === 'text' ? told.filter(({ status }) => DELIVERED.includes(status)) : []
  const undelivered = told.filter(({ status }) =>
    (kind === 'text' ? UNDELIVERED : UNANSWERED).includes(status),
  )
  const failed = told.filter(
    ({ status }) => FAILED.includes(status) && !undelivered.some(one => one.status === status),
  )
  const ways: readonly [MessageState, readonly MessageEvent[]][] = [
    ['answered', answered],
    ['delivered', delivered],
    ['undelivered', undelivered],
    ['failed', failed],
    ['sent', taken],
    ['given_up', refused.filter(({ reason }) => reason === 'too_late')],
    ['failed', refused],
  ]
  const state = ways.find(([, some]) => some.length > 0)?.[0] ?? 'to_send'
  const against =
    state === 'undelivered'
      ? undelivered
      : state === 'failed' || state === 'given_up'
        ? [...failed, ...refused]
        : []
  return {
    state,
    sid: taken.at(-1)?.sid ?? null,
    code: against.map(codeOf).find(code => code !== null) ?? null,
    because: against.length > 0 ? becauseOf(kind, against) : null,
    sentAt: firstAt(taken),
    deliveredAt: firstAt(delivered),
    failedAt: firstAt(against),
    answeredAt: firstAt(answered),
    said: answered.at(-1)?.said ?? null,
  }
}

function codeOf(event: MessageEvent): number | null {
  return 'code' in event ? event.code : null
}

function becauseOf(kind: MessageKind, against: readonly MessageEvent[]): string {
  const ours = against.flatMap(event => (event.kind === 'refused' && event.reason ? [event.reason] : []))[0]
  if (ours !== undefined && ours in ourReasons) return ourReasons[ours as OurReason]
  const code = against.map(codeOf).find(one => one !== null) ?? null
  if (kind === 'ring_with_key' && code === null)
    return 'Nobody answered by a key. Ring them by hand, or somebody else.'
  return carrierSays(code)
}

function firstAt(events: readonly MessageEvent[]): Instant | null {
  return events.map(({ at: moment }) => moment).toSorted()[0] ?? null
}

/** By when they were heard, and by what they say where two are of one moment: no order of arrival decides anything. */
function inOneOrder<Event extends MessageEvent>(events: readonly Event[]): Event[] {
  return events.toSorted(
    (a, b) => a.at.localeCompare(b.at) || JSON.stringify(a).localeCompare(JSON.stringify(b)),
  )
}
