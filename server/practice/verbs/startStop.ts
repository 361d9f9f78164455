import { method } from '../core/twiml.ts'
import type { VerbRunner } from '../documents.ts'
import { NEXT, resolveUrl, TwimlFault } from '../documents.ts'
import { note } from '../legs.ts'
import { finishRecording, recordingCallback, startRecording } from '../recordings.ts'
import { startTranscription } from '../transcriptions.ts'

/** Begins something beside the call: a recording, a transcription; a raw stream is only noted, there is no sound to send. */
export const start: VerbRunner = async ({ world, leg }, verb) => {
  for (const child of verb.children) {
    const { attributes } = child
    if (child.name === 'Transcription') {
      startTranscription(world, leg, {
        name: attributes.name,
        track: attributes.track,
        engine: attributes.transcriptionEngine,
        languageCode: attributes.languageCode,
        url: absolute(attributes.statusCallbackUrl),
        method: method(child, 'statusCallbackMethod'),
        inboundLabel: attributes.inboundTrackLabel,
        outboundLabel: attributes.outboundTrackLabel,
        partialResults: attributes.partialResults,
      })
    } else if (child.name === 'Recording') {
      absolute(attributes.recordingStatusCallback)
      const recording = startRecording(world, {
        callSid: leg.sid,
        source: 'StartCallRecordingAPI',
        channels: attributes.channels === 'mono' ? 1 : 2,
        callback: recordingCallback(child, undefined, resolveUrl),
      })
      leg.taps.add((_track, text) => recording.add(text))
      void leg.done.promise.then(() => finishRecording(world, recording))
    } else {
      note(world, leg, `started ${child.name}`)
    }
  }
  return NEXT
}

export const stop: VerbRunner = async ({ world, leg }, verb) => {
  for (const child of verb.children) {
    for (const transcription of world.transcriptions.values()) {
      const isMeant = child.attributes.name === undefined || child.attributes.name === transcription.name
      if (child.name === 'Transcription' && transcription.callSid === leg.sid && isMeant) transcription.stop()
    }
  }
  return NEXT
}

/** What is started beside a call needs absolute addresses, however the document came. */
function absolute(url: string | undefined): string | undefined {
  if (url !== undefined && !/^https?:\/\//i.test(url)) throw new TwimlFault(11100, url)
  return url
}
