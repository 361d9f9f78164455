import { z } from 'zod'

/**
 * The forms Twilio posts, as far as we read them. Loose: it adds fields without notice. A field that comes twice is read
 * by its first value. Source of the names: twilio.com/docs/voice/twiml and the pages of each verb.
 */
const one = z.preprocess(value => (Array.isArray(value) ? value[0] : value), z.string().max(4_000).optional())
const sid = (prefix: string) =>
  z.preprocess(
    value => (Array.isArray(value) ? value[0] : value),
    z.string().regex(new RegExp(`^${prefix}[0-9a-f]{32}$`)),
  )

const voice = {
  CallSid: sid('CA'),
  AccountSid: sid('AC'),
  From: one,
  To: one,
  Direction: one,
  CallStatus: one,
  Timestamp: one,
}

export const VoiceForm = z.looseObject(voice)
export const FallbackForm = z.looseObject({ ...voice, ErrorCode: one, ErrorUrl: one })
export const StatusForm = z.looseObject({
  ...voice,
  CallDuration: one,
  SequenceNumber: one,
  CallbackSource: one,
})
export const WaitForm = z.looseObject({
  ...voice,
  QueueResult: one,
  QueueSid: one,
  QueuePosition: one,
  QueueTime: one,
})
export const ChosenForm = z.looseObject({ ...voice, Digits: one, SpeechResult: one })
export const DialForm = z.looseObject({ ...voice, DialCallStatus: one, DialBridged: one })
export const RecordForm = z.looseObject({
  ...voice,
  RecordingUrl: one,
  RecordingSid: one,
  RecordingDuration: one,
  Digits: one,
})
export const RecordingForm = z.looseObject({
  AccountSid: sid('AC'),
  CallSid: sid('CA'),
  RecordingSid: sid('RE'),
  RecordingStatus: one,
  RecordingDuration: one,
})
export const SoftphoneForm = z.looseObject({ ...voice, callId: one })
export const ConferenceForm = z.looseObject({
  AccountSid: sid('AC'),
  ConferenceSid: sid('CF'),
  FriendlyName: one,
  SequenceNumber: one,
  StatusCallbackEvent: one,
  CallSid: one,
  ParticipantLabel: one,
  Timestamp: one,
})

export type VoiceForm = z.infer<typeof VoiceForm>
export type StatusForm = z.infer<typeof StatusForm>
export type ConferenceForm = z.infer<typeof ConferenceForm>
/** A text that came in. `OptOutType`: only of a number with the carrier's advanced opt-out. */
export const TextForm = z.looseObject({
  AccountSid: sid('AC'),
  MessageSid: sid('(SM|MM)'),
  From: one,
  To: one,
  Body: one,
  OptOutType: one,
})
export const ReceiptForm = z.looseObject({
  AccountSid: sid('AC'),
  MessageSid: one,
  MessageStatus: one,
  ErrorCode: one,
})
/** Transcriptions: kept, not used. */
export const AnyForm = z.looseObject({
  AccountSid: sid('AC'),
  MessageSid: one,
  MessageStatus: one,
  TranscriptionSid: one,
  SequenceId: one,
  TranscriptionEvent: one,
  CallSid: one,
})
