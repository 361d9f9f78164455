import { deliver, later } from './callbacks.ts'
import { iso, receiptDate } from './core/dates.ts'
import { isTextLost } from './core/faults.ts'
import { isDiallable } from './core/withheld.ts'
import { handsetAt, toHandsetPhone } from './handsets.ts'
import type { Callback } from './leg.ts'
import { background } from './waiting.ts'
import { sendWebhook } from './webhooks.ts'
import type { World } from './world.ts'
import { forgetOldest, newSid, raiseAlert, tell, trace } from './world.ts'
import { parseMessagingReply } from './xml.ts'

export type MessageStatus = 'queued' | 'sent' | 'delivered' | 'undelivered' | 'failed' | 'received'
export type Message = {
  readonly sid: string
  readonly from: string
  readonly to: string
  body: string
  readonly direction: 'outbound-api' | 'inbound' | 'outbound-reply'
  readonly createdAt: number
  readonly callback?: Callback | undefined
  status: MessageStatus
  errorCode?: number | undefined
  sentAt?: number | undefined
  updatedAt: number
}

const SENT_MS = 200
const DELIVERED_MS = 600
/** Single words with which a person stops or restarts messages from a number: the carrier acts on them itself. */
const STOP_WORDS = /^\s*(stop|stopall|unsubscribe|cancel|end|quit)\s*$/i
const START_WORDS = /^\s*(start|yes|unstop)\s*$/i

type Outgoing = Pick<Message, 'from' | 'to' | 'body' | 'direction' | 'callback'>

/** A text to a handset. Told of as it goes: queued, sent, delivered or not. */
export function sendMessage(world: World, outgoing: Outgoing): Message {
  const message = addMessage(world, outgoing, 'queued')
  tellMessage(world, message)
  later(world, SENT_MS, () => {
    move(world, message, 'sent')
    later(world, DELIVERED_MS + (world.faults.messages?.lateMs ?? 0), () => arrive(world, message))
  })
  return message
}

/** A text from a handset to one of the line's numbers. */
export function receiveMessage(world: World, from: string, to: string, body: string): Message {
  const message = addMessage(world, { from, to, body, direction: 'inbound' }, 'received')
  show(world, from, message, 'sent')
  if (STOP_WORDS.test(body)) world.stopped.add(`${to} ${from}`)
  if (START_WORDS.test(body)) world.stopped.delete(`${to} ${from}`)
  background(world, 'inbound message', askForReply(world, message))
  return message
}

/** Whether somebody has stopped messages from this number (21610). */
export function hasStopped(world: World, from: string, to: string): boolean {
  return world.stopped.has(`${from} ${to}`)
}

async function askForReply(world: World, message: Message): Promise<void> {
  const number = world.numbers.get(message.to)
  if (number?.smsUrl === undefined) return
  const { sid, from, to, body } = message
  const result = await sendWebhook(world, {
    kind: 'message',
    url: number.smsUrl,
    method: number.smsMethod ?? 'POST',
    form: {
      MessageSid: sid,
      SmsSid: sid,
      SmsMessageSid: sid,
      AccountSid: world.options.accountSid,
      From: from,
      To: to,
      Body: body,
      NumMedia: '0',
      NumSegments: String(segmentsOf(body)),
      SmsStatus: 'received',
      ApiVersion: '2010-04-01',
      FromCountry: 'GB',
      ToCountry: 'GB',
    },
  })
  if (!result.ok) return raiseAlert(world, result.code, { url: number.smsUrl })
  for (const reply of parseMessagingReply(result.body))
    sendMessage(world, { from: to, to: from, body: reply, direction: 'outbound-reply' })
}

function arrive(world: World, message: Message): void {
  const phone = handsetAt(world, message.to)
  // A landline cannot read it (30006), a telephone that is off does not get it (30003).
  const errorCode = !/^\+447/.test(message.to) && message.to.startsWith('+44') ? 30006 : undefined
  const isLost = isTextLost(world.faults, world.seed, message.sid)
  const elsewhere = world.faults.messages?.toNumber
  message.errorCode = errorCode ?? (phone.habit === 'unreachable' ? 30003 : isLost ? 30008 : undefined)
  if (isLost || elsewhere) trace(world, 'fault', undefined, { sid: message.sid, isLost, elsewhere })
  move(world, message, message.errorCode === undefined ? 'delivered' : 'undelivered')
  if (message.status === 'delivered') show(world, elsewhere ?? message.to, message, 'received')
}

function move(world: World, message: Message, status: MessageStatus): void {
  message.status = status
  message.updatedAt = world.clock.now()
  if (status === 'sent') message.sentAt = message.updatedAt
  tellMessage(world, message)
}

function addMessage(world: World, outgoing: Outgoing, status: MessageStatus): Message {
  const now = world.clock.now()
  const message: Message = { ...outgoing, sid: newSid(world, 'SM'), status, createdAt: now, updatedAt: now }
  world.messages.set(message.sid, message)
  forgetOldest(world.messages, m => m.status !== 'queued' && m.status !== 'sent')
  trace(world, 'message', undefined, { sid: message.sid, from: message.from, to: message.to, status })
  return message
}

function show(
  world: World,
  number: string,
  { sid, from, to, body, createdAt }: Message,
  direction: 'received' | 'sent',
) {
  if (!isDiallable(number)) return
  const phone = handsetAt(world, number)
  const text = { sid, from, to, body, at: iso(createdAt), direction }
  phone.messages.push(text)
  tell(world, { type: 'message', phone: number, message: text })
  tell(world, { type: 'phone', phone: toHandsetPhone(phone) })
}

function tellMessage(world: World, message: Message): void {
  const { callback, sid, status, from, to, errorCode } = message
  if (!callback) return
  const isReceipt = status === 'delivered' || status === 'undelivered'
  const form = {
    AccountSid: world.options.accountSid,
    ApiVersion: '2010-04-01',
    From: from,
    To: to,
    MessageSid: sid,
    SmsSid: sid,
    MessageStatus: status,
    SmsStatus: status,
    ...(isReceipt && { RawDlrDoneDate: receiptDate(world.clock.now()) }),
    ...(errorCode !== undefined && { ErrorCode: String(errorCode) }),
  }
  deliver(
    world,
    { kind: 'message-status', url: callback.url, method: callback.method, form, callSid: sid },
    11200,
  )
}

/** Segments of 160, or 153 when there are several; half of it when a character is outside the GSM alphabet. */
export function segmentsOf(body: string): number {
  const isPlain = /^[\x20-\x7E\n\r£€]*$/.test(body) && !/[`]/.test(body)
  const [one, many] = isPlain ? [160, 153] : [70, 67]
  return body.length <= one ? 1 : Math.ceil(body.length / many)
}
