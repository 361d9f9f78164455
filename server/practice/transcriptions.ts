import { deliver } from './callbacks.ts'
import type { Leg } from './leg.ts'
import type { World } from './world.ts'
import { forgetOldest, newSid, raiseAlert } from './world.ts'

/** What is said on a call, told as it is said. Off unless a document or the REST API starts it. */
export type Transcription = {
  readonly sid: string
  readonly callSid: string
  readonly name: string | undefined
  status: 'in-progress' | 'stopped'
  updatedAt: number
  stop(): void
}
type Wanted = {
  name?: string | undefined
  track?: string | undefined
  engine?: string | undefined
  languageCode?: string | undefined
  url?: string | undefined
  method?: 'GET' | 'POST' | undefined
  inboundLabel?: string | undefined
  outboundLabel?: string | undefined
  partialResults?: string | undefined
}

export function startTranscription(world: World, leg: Leg, wanted: Wanted): Transcription {
  const sid = newSid(world, 'GT')
  const track = wanted.track ?? 'both_tracks'
  const languageCode = wanted.languageCode ?? 'en-US'
  const engine = wanted.engine ?? 'google'
  let sequence = 0

  const send = (event: string, fields: Record<string, string>) => {
    if (wanted.url === undefined) return
    const form = {
      AccountSid: world.options.accountSid,
      CallSid: leg.sid,
      TranscriptionSid: sid,
      // ISO with microseconds, unlike every other callback of a call.
      Timestamp: new Date(world.clock.now()).toISOString().replace('Z', '000Z'),
      SequenceId: String(++sequence),
      TranscriptionEvent: `transcription-${event}`,
      ...fields,
    }
    const { url, method = 'POST' } = wanted
    deliver(world, { kind: 'transcription', url, method, form, callSid: leg.sid }, 15003)
  }
  const hearTrack = (heardOn: 'inbound' | 'outbound', text: string) => {
    if (track !== 'both_tracks' && track !== `${heardOn}_track`) return
    send('content', {
      LanguageCode: languageCode,
      Track: `${heardOn}_track`,
      TranscriptionData: JSON.stringify({ transcript: text, confidence: 0.97 }),
      Final: 'true',
    })
  }
  const transcription: Transcription = {
    sid,
    callSid: leg.sid,
    name: wanted.name,
    status: 'in-progress',
    updatedAt: world.clock.now(),
    stop() {
      if (transcription.status === 'stopped') return
      transcription.status = 'stopped'
      transcription.updatedAt = world.clock.now()
      leg.taps.delete(hearTrack)
      send('stopped', {})
    },
  }
  world.transcriptions.set(sid, transcription)
  forgetOldest(world.transcriptions, t => t.status === 'stopped')
  // An engine that does not exist gives silence; the call goes on.
  if (engine !== 'google' && engine !== 'deepgram') {
    raiseAlert(world, 32650, { callSid: leg.sid })
    return transcription
  }
  send('started', {
    LanguageCode: languageCode,
    TranscriptionEngine: engine,
    ProviderConfiguration: JSON.stringify({ speechModel: 'telephony' }),
    Name: wanted.name ?? sid,
    Track: track,
    InboundTrackLabel: wanted.inboundLabel ?? '',
    OutboundTrackLabel: wanted.outboundLabel ?? '',
    PartialResults: wanted.partialResults ?? 'false',
  })
  leg.taps.add(hearTrack)
  void leg.done.promise.then(() => transcription.stop())
  return transcription
}
