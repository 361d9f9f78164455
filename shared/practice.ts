import { z } from 'zod'
import { E164 } from './phoneNumber.ts'
import { CallSid, Keys, Spoken, Voice } from './softphone.ts'
import { Instant } from './time.ts'

/** What a script is called: its file in server/practice/scripts. */
export const SceneName = z.string().regex(/^[a-z0-9-]{1,40}$/, 'This is not the name of a script.')

/**
 * What the handset page and `npm run call` say to the practice line, over HTTP and JSON on the practice line's own origin.
 * A refusal is a 4xx with `PracticeRefusal`.
 *
 * | method and path                         | body               | answer           |
 * |-----------------------------------------|--------------------|------------------|
 * | GET  /practice/api/state                | –                  | PracticeState    |
 * | POST /practice/api/calls                | PlaceCall          | 201 HandsetCall  |
 * | GET  /practice/api/calls/:sid           | –                  | HandsetCall      |
 * | POST /practice/api/calls/:sid/press     | PressKeys          | HandsetCall      |
 * | POST /practice/api/calls/:sid/say       | SayWords           | HandsetCall      |
 * | POST /practice/api/calls/:sid/answer    | {}                 | HandsetCall      |
 * | POST /practice/api/calls/:sid/reject    | {}                 | HandsetCall      |
 * | POST /practice/api/calls/:sid/hang-up   | {}                 | HandsetCall      |
 * | POST /practice/api/phones/:number       | PhoneHabit         | HandsetPhone     |
 * | POST /practice/api/messages             | SendText           | 201 TextMessage  |
 * | POST /practice/api/scenes/:name/begin   | {}                 | Scene            |
 * | POST /practice/api/scenes/:name/stop    | {}                 | Scene            |
 * | GET  /practice/events (WebSocket)       | –                  | PracticeEvent …  |
 */
export const PRACTICE_API = '/practice/api'
/** The WebSocket of the handset page: one 'snapshot', then what changes. */
export const PRACTICE_EVENTS = '/practice/events'

/** The life of a call as the carrier names it. */
export const CallStatus = z.enum([
  'queued',
  'initiated',
  'ringing',
  'in-progress',
  'completed',
  'busy',
  'no-answer',
  'failed',
  'canceled',
])
export type CallStatus = z.infer<typeof CallStatus>

/** One thing the holder of a handset hears (or says: who = 'self'). */
export const HeardLine = z.strictObject({
  /** 1, 2, 3 … within the call. */
  n: z.number().int().positive(),
  at: Instant,
  who: Voice,
  /** Which person, when the line has a label for them. */
  name: z.string().optional(),
  text: z.string(),
})
export type HeardLine = z.infer<typeof HeardLine>

/** A stretch of a call in which a person was at the other end. It only grows: it begins, and later it is over. */
export const Talk = z.strictObject({
  /** How many lines had been heard when the two were joined. */
  after: z.number().int().nonnegative(),
  /** How many when they were parted; absent while they are joined. */
  until: z.number().int().nonnegative().optional(),
  /** Who it is, when the line has a label for them. */
  name: z.string().optional(),
})
export type Talk = z.infer<typeof Talk>

/** A call as one handset knows it. */
export const HandsetCall = z.strictObject({
  sid: CallSid,
  /** The handset: its number, or 'withheld' for a caller who hides it. */
  phone: z.string(),
  /** Seen from the handset. */
  direction: z.enum(['outgoing', 'incoming']),
  /** Who is called, or who calls. */
  other: z.string(),
  status: CallStatus,
  startedAt: Instant,
  answeredAt: Instant.optional(),
  endedAt: Instant.optional(),
  heard: z.array(HeardLine),
  /** Oldest first; they do not overlap. */
  talks: z.array(Talk),
})
export type HandsetCall = z.infer<typeof HandsetCall>

/** What a handset that is rung does by itself: nothing, or like a voicemail that picks up first. */
export const PhoneHabit = z.strictObject({
  habit: z.enum(['ring', 'answer', 'voicemail', 'busy', 'reject', 'unreachable']),
  /** Seconds of ringing before 'answer' and 'voicemail' pick up. */
  afterSeconds: z.number().min(0).max(120).default(2),
})
export type PhoneHabit = z.infer<typeof PhoneHabit>

/** A text message between a handset and one of the line's numbers. */
export const TextMessage = z.strictObject({
  sid: z.string(),
  from: z.string(),
  to: z.string(),
  body: z.string(),
  at: Instant,
  /** Seen from the handset. */
  direction: z.enum(['received', 'sent']),
})
export type TextMessage = z.infer<typeof TextMessage>

/** A handset that has been rung, has called or has had a message. */
export const HandsetPhone = z.strictObject({
  number: z.string(),
  habit: PhoneHabit.shape.habit,
  afterSeconds: z.number(),
  messages: z.array(TextMessage),
})
export type HandsetPhone = z.infer<typeof HandsetPhone>

/** A number of the line's: to be called, or only to be texted. */
export const LineNumber = z.strictObject({
  number: E164,
  name: z.string().optional(),
  isForTexts: z.boolean().optional(),
})
export type LineNumber = z.infer<typeof LineNumber>

/** An invented person to play, from where they phone, and which line they would ring. */
export const SuggestedCaller = z.strictObject({
  name: z.string(),
  number: E164,
  to: E164.optional(),
  note: z.string(),
})
export type SuggestedCaller = z.infer<typeof SuggestedCaller>

/** A scripted caller who speaks without anybody at the handset. */
export const Scene = z.strictObject({
  /** The name of the script, as `npm run call -- --script` takes it. */
  name: SceneName,
  title: z.string(),
  about: z.string(),
  state: z.enum(['ready', 'playing', 'over', 'failed']),
  /** What it is doing, or why it came to an end; a sentence. */
  says: z.string().optional(),
  /** The calls that it has placed since it was begun. */
  sids: z.array(CallSid),
})
export type Scene = z.infer<typeof Scene>

export const PracticeState = z.strictObject({
  at: Instant,
  numbers: z.array(LineNumber),
  callers: z.array(SuggestedCaller),
  /** Telephones of those who work for a line, and which line that is: texts to them come from a number that all lines share. */
  atWork: z.array(z.strictObject({ number: E164, to: E164 })).default([]),
  /** Calls of handsets: all that live, and the newest that are over. Newest first. */
  calls: z.array(HandsetCall),
  phones: z.array(HandsetPhone),
  scenes: z.array(Scene),
})
export type PracticeState = z.infer<typeof PracticeState>

/** `from`: a number in E.164 or as dialled in Britain (07700 900123), or 'withheld'. Without `to`: the line that knows the caller, or the first. */
export const PlaceCall = z.strictObject({ from: z.string().trim().min(1).max(40), to: E164.optional() })
export type PlaceCall = z.infer<typeof PlaceCall>
export const PressKeys = z.strictObject({ digits: Keys })
export type PressKeys = z.infer<typeof PressKeys>
export const SayWords = z.strictObject({ text: Spoken })
export type SayWords = z.infer<typeof SayWords>
export const SendText = z.strictObject({ from: E164, to: E164, body: z.string().min(1).max(1_600) })
export type SendText = z.infer<typeof SendText>

/** Why the practice line did not do it, in a sentence that says what to do. */
export const PracticeRefusal = z.strictObject({
  code: z.enum(['not-found', 'bad-request', 'not-now', 'not-allowed']),
  message: z.string(),
})
export type PracticeRefusal = z.infer<typeof PracticeRefusal>

/** What the WebSocket of the handset page carries. Apply in order; after a reconnection begin again with the snapshot. */
export const PracticeEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('snapshot'), state: PracticeState }),
  /** A call began or changed; its `heard` is left empty here: lines come as 'heard'. */
  z.strictObject({ type: z.literal('call'), call: HandsetCall }),
  z.strictObject({ type: z.literal('heard'), sid: CallSid, line: HeardLine }),
  z.strictObject({ type: z.literal('phone'), phone: HandsetPhone }),
  z.strictObject({ type: z.literal('message'), phone: z.string(), message: TextMessage }),
  z.strictObject({ type: z.literal('scene'), scene: Scene }),
])
export type PracticeEvent = z.infer<typeof PracticeEvent>
