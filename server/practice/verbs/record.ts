import { voiceForm } from '../core/callbackForms.ts'
import { speechMs } from '../core/speech.ts'
import type { Verb } from '../core/twiml.ts'
import { count, flag, method } from '../core/twiml.ts'
import { deferred } from '../deferred.ts'
import type { Context, VerbRunner } from '../documents.ts'
import { NEXT, resolveUrl } from '../documents.ts'
import { answer, factsOf, hear, step } from '../legs.ts'
import type { Recording } from '../recordings.ts'
import { finishRecording, recordingCallback, recordingUrl, startRecording } from '../recordings.ts'
import { background, within } from '../waiting.ts'
import { sendWebhook } from '../webhooks.ts'

/**
 * Records what the far end says. What follows in the document is only reached by an empty recording;
 * without an action the same document is asked for again. Source: the Record page, "There is one exception".
 */
export const record: VerbRunner = async (context, verb, document) => {
  const { world, leg, signal } = context
  answer(world, leg)
  if (flag(verb, 'playBeep', true)) hear(world, leg, { who: 'sound', text: 'beep' })
  const callback = recordingCallback(verb, document.base, resolveUrl)
  const recording = startRecording(world, { callSid: leg.sid, source: 'RecordVerb', channels: 1, callback })
  const address = verb.attributes.action ?? document.base
  const action = address === undefined ? undefined : resolveUrl(address, document.base)
  const form = (digits?: string) => ({
    RecordingUrl: recordingUrl(world, recording),
    RecordingSid: recording.sid,
    RecordingDuration: String(recording.seconds),
    ...(digits !== undefined && { Digits: digits }),
  })
  let key: string | undefined
  try {
    key = await listen(context, verb, recording)
  } catch (error) {
    finishRecording(world, recording)
    // The caller has hung up: the action is still told, but what it answers has nobody left to hear it.
    if (leg.status === 'completed' && recording.status === 'completed' && action !== undefined) {
      const full = { ...voiceForm(factsOf(world, leg)), ...form('hangup') }
      const told = {
        kind: 'voice',
        url: action,
        method: method(verb, 'method'),
        form: full,
        callSid: leg.sid,
      }
      background(world, 'record action', sendWebhook(world, told))
    }
    throw error
  }
  finishRecording(world, recording)
  step(world, leg)
  signal.throwIfAborted()
  if (recording.status === 'absent' || action === undefined) return NEXT
  return {
    kind: 'goto',
    source: { kind: 'url', url: action, method: method(verb, 'method'), form: form(key) },
  }
}

/** Until a finishing key, silence, or the longest length. Answers the key. */
async function listen(
  { world, leg, signal }: Context,
  verb: Verb,
  recording: Recording,
): Promise<string | undefined> {
  const finishKeys = verb.attributes.finishOnKey ?? '1234567890*#'
  const silenceMs = count(verb, 'timeout', 5, 1) * 1000
  const done = deferred<string | undefined>()
  let cancelSilence = world.clock.after(silenceMs, () => done.resolve(undefined))
  const cancelLongest = world.clock.after(count(verb, 'maxLength', 3600, 1) * 1000, () =>
    done.resolve(undefined),
  )
  const before = leg.ear
  leg.ear = input => {
    if (input.kind === 'pressed') {
      if (finishKeys.includes(input.digit)) done.resolve(input.digit)
      return
    }
    recording.add(input.text)
    cancelSilence()
    const speaking = speechMs(input.text, world.speechRate)
    cancelSilence = world.clock.after(speaking + silenceMs, () => done.resolve(undefined))
  }
  try {
    return await within(signal, done.promise)
  } finally {
    cancelSilence()
    cancelLongest()
    leg.ear = before
  }
}
