import { MESSAGE_LOST, type MessageReceipt } from '#shared/messages.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'
import type { Urgency } from '#shared/urgency.ts'

/** Without word that it is on their telephone for so long, a text is not waited for. Seconds. Source: telephony guide 5. */
export const DELIVERED_SECONDS = 60
/** How long an answer to a text is waited for; where somebody may be in distress, the shorter. Seconds. */
export const ANSWER_SECONDS = { usual: 300, urgent: 120 } as const
/** A telephone rings for less than half a minute, and the words take as long; its end is told, and this is for when it is not. */
export const RING_SECONDS = 90

/** What one person was sent about one offer. */
export type Tried = Pick<MessageReceipt, 'kind' | 'state' | 'createdAt' | 'said'>

export type NextChannel =
  /** Ask them by this way now. */
  | { kind: 'text' }
  | { kind: 'ring_with_key' }
  /** Look again then: nothing is to be done before. */
  | { kind: 'wait'; until: Instant }
  | { kind: 'answered'; isAccepted: boolean }
  /** Everything was tried with them. */
  | { kind: 'next_person' }

/**
 * How to go on with one person who was offered something: a text, then a ring with a key, then somebody else. `tried`: what they were sent
 * about it, in any order. `canBeTexted`: false for a landline, or where somebody is not to be asked by text; `canBeRung` the same of rings.
 * Source: telephony guide 5.
 */
export function nextChannel(
  tried: readonly Tried[],
  {
    urgency,
    now,
    canBeTexted = true,
    canBeRung = true,
  }: { urgency: Urgency; now: Instant; canBeTexted?: boolean; canBeRung?: boolean },
): NextChannel {
  const answers = tried.flatMap(({ said }) => (said ? [said] : []))
  if (answers.some(({ kind }) => kind === 'accept')) return { kind: 'answered', isAccepted: true }
  if (answers.some(({ kind }) => kind === 'decline')) return { kind: 'answered', isAccepted: false }
  const ring = newest(tried, 'ring_with_key')
  if (ring) return waitFor(ring, plusSeconds(ring.createdAt, RING_SECONDS), now) ?? { kind: 'next_person' }
  const afterText: NextChannel = { kind: canBeRung ? 'ring_with_key' : 'next_person' }
  const text = newest(tried, 'text')
  if (!text) return canBeTexted ? { kind: 'text' } : afterText
  const seconds = urgency === 'U0' || urgency === 'U1' ? ANSWER_SECONDS.urgent : ANSWER_SECONDS.usual
  const hasLanded = text.state === 'delivered' || text.state === 'answered'
  const until = plusSeconds(text.createdAt, hasLanded ? seconds : DELIVERED_SECONDS)
  return waitFor(text, until, now) ?? afterText
}

function waitFor({ state }: Tried, until: Instant, now: Instant): NextChannel | null {
  return MESSAGE_LOST.includes(state) || now >= until ? null : { kind: 'wait', until }
}

function newest(tried: readonly Tried[], kind: Tried['kind']): Tried | undefined {
  return tried
    .filter(one => one.kind === kind)
    .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
    .at(-1)
}
