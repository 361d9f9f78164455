import { deliver, later } from './callbacks.ts'
import { rfc2822 } from './core/dates.ts'
import { speechMs } from './core/speech.ts'
import type { Verb } from './core/twiml.ts'
import { method, words } from './core/twiml.ts'
import type { Callback } from './leg.ts'
import type { World } from './world.ts'
import { forgetOldest, newSid, raiseAlert, trace } from './world.ts'

export type RecordingSource =
  | 'RecordVerb'
  | 'DialVerb'
  | 'Conference'
  | 'StartCallRecordingAPI'
  | 'StartConferenceRecordingAPI'
  | 'OutboundAPI'

/** What was said, as text: a practice line has no sound. */
export type Recording = {
  readonly sid: string
  readonly callSid: string
  readonly conferenceSid?: string | undefined
  readonly source: RecordingSource
  readonly channels: 1 | 2
  readonly startedAt: number
  readonly callback?: Callback | undefined
  status: 'in-progress' | 'paused' | 'completed' | 'absent'
  seconds: number
  spoken: string[]
  updatedAt: number
  errorCode?: 16101 | 16102 | undefined
  add(text: string): void
}
type NewRecording = Pick<Recording, 'callSid' | 'conferenceSid' | 'source' | 'channels' | 'callback'>

/** A file needs a moment before it can be had. */
const PROCESSING_MS = 400

export function startRecording(world: World, given: NewRecording): Recording {
  const now = world.clock.now()
  const recording: Recording = {
    sid: newSid(world, 'RE'),
    startedAt: now,
    updatedAt: now,
    status: 'in-progress',
    seconds: 0,
    spoken: [],
    add(text) {
      if (recording.status === 'in-progress') recording.spoken.push(text)
    },
    ...given,
  }
  world.recordings.set(recording.sid, recording)
  forgetOldest(world.recordings, r => r.status === 'completed' || r.status === 'absent')
  trace(world, 'call', given.callSid, { what: `recording ${recording.sid} in-progress` })
  tellRecording(world, recording, 'in-progress', 0)
  return recording
}

/** Stops it. Nothing said is 'absent': silent (16102), or over before it could begin (16101). */
export function finishRecording(world: World, recording: Recording): void {
  if (recording.status !== 'in-progress' && recording.status !== 'paused') return
  const now = world.clock.now()
  recording.updatedAt = now
  if (recording.spoken.length === 0) {
    recording.status = 'absent'
    recording.errorCode = now - recording.startedAt < 1_000 ? 16101 : 16102
    raiseAlert(world, recording.errorCode, { callSid: recording.callSid })
    tellRecording(world, recording, 'absent', 0)
    return
  }
  const spokenMs = recording.spoken.reduce((ms, text) => ms + speechMs(text), 0)
  const lastedMs = recording.source === 'RecordVerb' ? 0 : now - recording.startedAt
  recording.seconds = Math.max(1, Math.round(Math.max(spokenMs, lastedMs) / 1000))
  recording.status = 'completed'
  tellRecording(world, recording, 'completed', PROCESSING_MS)
}

/** Where the recording can be had; '.json' tells about it, '.txt' is what was said. */
export function recordingUrl(world: World, { sid }: Pick<Recording, 'sid'>): string {
  return `${world.origin}/api/2010-04-01/Accounts/${world.options.accountSid}/Recordings/${sid}`
}

/** The callback a document asks for. */
export function recordingCallback(
  verb: Verb,
  base: string | undefined,
  resolve: (url: string, base: string | undefined) => string,
): Callback | undefined {
  const url = verb.attributes.recordingStatusCallback
  if (url === undefined) return undefined
  return {
    url: resolve(url, base),
    method: method(verb, 'recordingStatusCallbackMethod'),
    events: new Set(words(verb, 'recordingStatusCallbackEvent') ?? ['completed']),
  }
}

function tellRecording(
  world: World,
  recording: Recording,
  status: Recording['status'],
  afterMs: number,
): void {
  const { callback, callSid } = recording
  if (!callback?.events.has(status)) return
  const form = {
    AccountSid: world.options.accountSid,
    CallSid: callSid,
    RecordingSid: recording.sid,
    RecordingUrl: recordingUrl(world, recording),
    RecordingStatus: status,
    RecordingDuration: String(recording.seconds),
    RecordingChannels: String(recording.channels),
    RecordingSource: recording.source,
    RecordingStartTime: rfc2822(recording.startedAt),
    ...(recording.conferenceSid !== undefined && { ConferenceSid: recording.conferenceSid }),
    ...(recording.errorCode !== undefined && { ErrorCode: String(recording.errorCode) }),
  }
  const send = () =>
    deliver(world, { kind: 'recording', url: callback.url, method: callback.method, form, callSid }, 15003)
  if (afterMs === 0) send()
  else later(world, afterMs, send)
}
