import { z } from 'zod'
import { Instant } from './time.ts'

/** Where a browser telephone connects to the practice line (WebSocket). The access token is the only key. */
export const SOFTPHONE_PATH = '/softphone'

/** The practice line's name of one call leg: 'CA' and 32 hexadecimal digits. */
export const CallSid = z.string().regex(/^CA[0-9a-f]{32}$/)
export type CallSid = z.infer<typeof CallSid>

/** Who was heard: the line's own announcements, a sound (ringing, music, a tone), another person, or oneself. */
export const Voice = z.enum(['line', 'sound', 'person', 'self'])
export type Voice = z.infer<typeof Voice>

/** The words one call may carry at a time: a practice call speaks in text. */
export const Spoken = z.string().trim().min(1).max(2_000)

/** Keys of a telephone; 'w' waits half a second between them. */
export const Keys = z.string().regex(/^[0-9*#w]{1,64}$/)

/** Own parameters of an outgoing call: they reach the voice URL of the token's application as form fields. */
export const ConnectParams = z.record(z.string().min(1).max(64), z.string().max(1_024))

/** What a browser telephone tells the practice line. */
export const SoftphoneToLine = z.discriminatedUnion('type', [
  /** First of all; again with a newer token to stay registered. */
  z.strictObject({ type: z.literal('register'), token: z.string().min(1).max(8_192) }),
  z.strictObject({ type: z.literal('unregister') }),
  /** `key` is the browser's own name of the attempt: 'connecting' or 'error' answers with it. */
  z.strictObject({ type: z.literal('connect'), key: z.string().min(1).max(64), params: ConnectParams }),
  /** What was heard on the calls of this identity that it made with these very parameters: after a reload the browser knows none of it. */
  z.strictObject({ type: z.literal('recall'), params: ConnectParams }),
  z.strictObject({ type: z.literal('accept'), callSid: CallSid }),
  z.strictObject({ type: z.literal('reject'), callSid: CallSid }),
  z.strictObject({ type: z.literal('mute'), callSid: CallSid, muted: z.boolean() }),
  z.strictObject({ type: z.literal('digits'), callSid: CallSid, digits: Keys }),
  z.strictObject({ type: z.literal('say'), callSid: CallSid, text: Spoken }),
  z.strictObject({ type: z.literal('disconnect'), callSid: CallSid }),
])
export type SoftphoneToLine = z.infer<typeof SoftphoneToLine>

/** Why a call is over, as a browser telephone learns it. */
export const DisconnectReason = z.enum([
  'local',
  'remote',
  'cancelled',
  'rejected',
  'failed',
  'connectionLost',
])
export type DisconnectReason = z.infer<typeof DisconnectReason>

/** What the practice line tells a browser telephone. */
export const LineToSoftphone = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('registered'), identity: z.string(), expiresAt: Instant }),
  z.strictObject({ type: z.literal('unregistered'), code: z.number().int().optional() }),
  /** Sent once, before the token runs out: register again with a new one. */
  z.strictObject({ type: z.literal('tokenExpiring'), secondsLeft: z.number() }),
  z.strictObject({
    type: z.literal('incoming'),
    callSid: CallSid,
    from: z.string(),
    to: z.string(),
    params: ConnectParams,
  }),
  /** The attempt `key` has become this call. */
  z.strictObject({ type: z.literal('connecting'), key: z.string(), callSid: CallSid }),
  z.strictObject({ type: z.literal('ringing'), callSid: CallSid }),
  z.strictObject({ type: z.literal('connected'), callSid: CallSid }),
  z.strictObject({ type: z.literal('muted'), callSid: CallSid, muted: z.boolean() }),
  /** `name` is the other party's label where the line knows one ('caller', 'lead'). */
  z.strictObject({
    type: z.literal('heard'),
    callSid: CallSid,
    who: Voice,
    name: z.string().optional(),
    text: z.string(),
  }),
  /** The answer to 'recall', oldest first. */
  z.strictObject({
    type: z.literal('recalled'),
    params: ConnectParams,
    heard: z.array(z.strictObject({ who: Voice, name: z.string().optional(), text: z.string() })),
  }),
  z.strictObject({ type: z.literal('disconnected'), callSid: CallSid, reason: DisconnectReason }),
  /** A carrier error code (20101 bad token, 20104 expired token, 31005 connection, …), of a call or of the telephone. */
  z.strictObject({
    type: z.literal('error'),
    code: z.number().int(),
    message: z.string(),
    callSid: CallSid.optional(),
    key: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('quality'),
    callSid: CallSid,
    warning: z.enum(['high-rtt', 'high-jitter', 'high-packet-loss', 'low-mos', 'constant-audio-input-level']),
    cleared: z.boolean(),
  }),
  z.strictObject({ type: z.literal('reconnecting'), callSid: CallSid }),
  z.strictObject({ type: z.literal('reconnected'), callSid: CallSid }),
])
export type LineToSoftphone = z.infer<typeof LineToSoftphone>
