import type { Logger } from '#server/platform/logger.ts'
import type { TakenPromise } from '#server/platform/promises.ts'
import { MessageId } from '#shared/ids.ts'
import type { E164 } from '#shared/phoneNumber.ts'
import { type Instant, plusSeconds, secondsBetween } from '#shared/time.ts'
import { changeMessage, type MessageDeps } from './changeMessage.ts'
import { mayBeReached } from './core/mayBeReached.ts'
import type { MessageEvent } from './core/message.ts'
import { OF_SAFETY } from './core/ofSafety.ts'
import { type OurReason, STOPPED_CODE } from './core/refusals.ts'
import type { IsNumberOf } from './heard.ts'
import type { MessageLine, Outgoing, Taking } from './messageLine.ts'
import {
  countAsked,
  readMessage,
  readSendable,
  SEND,
  type StoredMessage,
  unknownSids,
} from './messageStore.ts'

export type KeepMessageDeps = MessageDeps & {
  messageLine: MessageLine
  isNumberOf: IsNumberOf
  log: Logger
  perDay: number
}
/** A text or a ring: what the carrier is asked for. */
type Numbered = StoredMessage & { kind: 'text' | 'ring_with_key'; toNumber: E164 }
type Kept = 'kept' | 'needless' | { againAt: Instant }

const DAY_SECONDS = 86_400
/** A clock of the carrier's that is a little behind ours. */
const EARLIER_SECONDS = 10
/** What the carrier took may be in its list a little later: before that it is not asked for the same again. */
const SHOWN_SECONDS = 5
/** When receipts may have been lost: before somebody goes on by the next way, and some times later. Seconds after it was taken. */
const LOOKS = [30, 90, 240, 600] as const
const LOOK = 'message.look'

/** By the kind of the promise. */
export function messageKeepers(deps: KeepMessageDeps) {
  return {
    [SEND.text]: (promise: TakenPromise) => send(deps, promise),
    [SEND.ring_with_key]: (promise: TakenPromise) => send(deps, promise),
    [LOOK]: (promise: TakenPromise) => look(deps, promise),
  }
}

function isNumbered(message: StoredMessage): message is Numbered {
  return message.kind !== 'notice' && message.toNumber !== null
}

/**
 * Hands one to the carrier. It has no key by which the same text asked for twice would be one: that we are about to ask is written first,
 * and who finds that a try was made before looks for what it left before making another. What nobody can know is tried again: a text that
 * comes twice is read twice, and one that never comes is a nurse who does not know.
 */
async function send(deps: KeepMessageDeps, promise: TakenPromise): Promise<Kept> {
  const message = await readMessage(deps.db, MessageId.parse(promise.subjectId))
  if (message?.state !== 'to_send' || !isNumbered(message)) return 'needless'
  const now = deps.clock()
  const outgoing: Outgoing = {
    messageId: message.id,
    lineId: message.lineId,
    to: message.toNumber,
    words: message.words,
  }
  if (message.askedAt !== null) {
    const since = plusSeconds(message.askedAt, -EARLIER_SECONDS)
    const there = await deps.messageLine.takenSince(message.kind, outgoing, since)
    const [sid] = await unknownSids(deps.db, there)
    if (sid !== undefined) return took(deps, message, sid)
    const againAt = plusSeconds(message.askedAt, SHOWN_SECONDS)
    if (now < againAt) return { againAt }
  }
  const because = await whyNot(deps, message, now)
  if (because) return refused(deps, message, null, because)
  await heard(deps, message, `asked/${message.id}/${promise.attempts}`, { kind: 'asked', at: now })
  const taking = await ask(deps.messageLine, message, outgoing, now)
  switch (taking.kind) {
    case 'taken':
      return took(deps, message, taking.sid)
    case 'refused':
      return refused(deps, message, taking.code, taking.code === STOPPED_CODE ? 'stopped' : null)
    case 'no_sender':
      return refused(deps, message, null, 'no_sender')
  }
}

function ask(line: MessageLine, message: Numbered, outgoing: Outgoing, now: Instant): Promise<Taking> {
  if (message.kind === 'ring_with_key') return line.ringWithKey(outgoing)
  return line.sendText(outgoing, Math.max(1, secondsBetween(now, message.usefulUntil)))
}

/** Why the carrier is not asked at all. */
async function whyNot(deps: KeepMessageDeps, message: Numbered, now: Instant): Promise<OurReason | null> {
  if (now >= message.usefulUntil) return 'too_late'
  if (!mayBeReached(message.toNumber, message.kind)) return 'not_reached'
  const { toStaff, toNumber } = message
  // Of a carer's number whoever asked has vouched that it stands on the record.
  const ofStaff = toStaff ? deps.isNumberOf(deps.db.sql, toStaff, toNumber) : deps.db.sql`true`
  const { isTheirs, hasStopped } = await readSendable(deps.db, toNumber, ofStaff)
  if (!isTheirs) return 'not_theirs'
  if (hasStopped && message.kind === 'text') return 'stopped'
  // Counted apart: nothing that goes in a circle keeps an alarm from going out, and no alarm goes in a circle for ever.
  const isOfSafety = OF_SAFETY.includes(message.template)
  if ((await countAsked(deps.db, plusSeconds(now, -DAY_SECONDS), isOfSafety)) < deps.perDay) return null
  deps.log.error('message.too_many', { count: deps.perDay })
  return 'too_many'
}

/** The carrier has it. Its receipts come by themselves; that they may not is looked after. */
async function took(deps: KeepMessageDeps, message: StoredMessage, sid: string): Promise<Kept> {
  const { sql } = deps.db
  const at = deps.clock()
  const looks = LOOKS.map(seconds => ({
    key: `message/look/${message.id}/${seconds}`,
    kind: LOOK,
    subjectId: message.id,
    body: { sid },
    dueAt: plusSeconds(at, seconds),
  }))
  await changeMessage(
    deps,
    message.id,
    { sourceKey: `taken/${message.id}/${sid}`, event: { kind: 'taken', at, sid }, at },
    () => ({ parts: sql``, promises: looks }),
  )
  return 'kept'
}

async function refused(
  deps: KeepMessageDeps,
  message: StoredMessage,
  code: number | null,
  reason: OurReason | null,
): Promise<Kept> {
  const at = deps.clock()
  deps.log.warn('message.refused', {
    kind: message.kind,
    ...(code ? { code: String(code) } : {}),
    reason: reason ?? 'carrier',
  })
  await heard(deps, message, `refused/${message.id}`, { kind: 'refused', at, code, reason })
  return 'kept'
}

async function heard(
  deps: MessageDeps,
  { id }: StoredMessage,
  sourceKey: string,
  event: MessageEvent,
): Promise<void> {
  await changeMessage(deps, id, { sourceKey, event, at: event.at })
}

/** States in which the carrier may still have news. */
const OPEN: readonly string[] = ['to_send', 'sent']

/** The carrier's word for where it is, as if its receipt had come: under the same key, so that the receipt itself is no news after it. */
async function look(deps: KeepMessageDeps, promise: TakenPromise): Promise<Kept> {
  const message = await readMessage(deps.db, MessageId.parse(promise.subjectId))
  if (!message?.carrierSid || !OPEN.includes(message.state) || !isNumbered(message)) return 'needless'
  const sid = message.carrierSid
  const seen = await deps.messageLine.look(message.kind, sid)
  if (!seen) return 'needless'
  const at = deps.clock()
  const event: MessageEvent =
    message.kind === 'text'
      ? { kind: 'receipt', at, sid, ...seen }
      : { kind: 'leg', at, sid, status: seen.status }
  await heard(deps, message, receiptKey(sid, seen.status), event)
  return 'kept'
}

/** The natural key of what the carrier says of one that it took. Source: telephony guide 1.4. */
export function receiptKey(sid: string, status: string): string {
  return `receipt/${sid}/${status}`
}
