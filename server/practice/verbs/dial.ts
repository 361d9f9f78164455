import { voiceForm } from '../core/callbackForms.ts'
import type { Verb } from '../core/twiml.ts'
import { count, method } from '../core/twiml.ts'
import type { Flow, LoadedDocument, VerbRunner } from '../documents.ts'
import { NEXT, resolveUrl } from '../documents.ts'
import { answer, factsOf, step } from '../legs.ts'
import { background, Interrupted } from '../waiting.ts'
import { sendWebhook } from '../webhooks.ts'
import { raiseAlert } from '../world.ts'
import { dialConference } from './dialConference.ts'
import { dialParties } from './dialParties.ts'
import { dialQueue } from './dialQueue.ts'

/** What dialling came to. A conference has neither a leg of its own nor a duration. */
export type DialOutcome = {
  status: 'completed' | 'answered' | 'busy' | 'no-answer' | 'failed' | 'canceled'
  isBridged: boolean
  callSid?: string | undefined
  seconds?: number | undefined
  recordingUrl?: string | undefined
}
/** Filled while dialling goes on, for the case that the caller goes first. */
export type DialProgress = { outcome: DialOutcome }

/** Connects the caller with somebody. With an action that takes the call over, whatever came of it; without, the next instruction follows. */
export const dial: VerbRunner = async (context, verb, document, position) => {
  const { world, leg, signal } = context
  if (context.mode === 'whisper') {
    raiseAlert(world, 13201, { callSid: leg.sid })
    return NEXT
  }
  const isRingingKept = verb.attributes.answerOnBridge === 'true' && position === 0
  if (!isRingingKept) answer(world, leg)
  const progress: DialProgress = { outcome: { status: 'no-answer', isBridged: false } }
  try {
    const limitMs = count(verb, 'timeLimit', 14_400, 1) * 1000
    const noun = verb.children.find(child => child.name === 'Conference' || child.name === 'Queue')
    if (noun?.name === 'Conference')
      progress.outcome = await dialConference(context, { dial: verb, noun, document, limitMs })
    else if (noun)
      progress.outcome = await dialQueue(context, { dial: verb, noun, document, limitMs }, progress)
    else progress.outcome = await dialParties(context, { dial: verb, document, limitMs }, progress)
  } catch (error) {
    const hasHungUp = error instanceof Interrupted && error.why.kind === 'ended'
    if (hasHungUp && verb.attributes.action !== undefined) {
      // The caller hung up: the action is told, but nobody is left to hear its answer.
      const form = { ...voiceForm(factsOf(world, leg)), ...formOf(progress.outcome) }
      const url = resolveUrl(verb.attributes.action, document.base)
      const told = { kind: 'voice', url, method: method(verb, 'method'), form, callSid: leg.sid }
      background(world, 'dial action', sendWebhook(world, told))
    }
    throw error
  }
  step(world, leg)
  signal.throwIfAborted()
  return after(verb, document, progress.outcome)
}

function after(verb: Verb, document: LoadedDocument, outcome: DialOutcome): Flow {
  const { action } = verb.attributes
  if (action === undefined) return NEXT
  const url = resolveUrl(action, document.base)
  return { kind: 'goto', source: { kind: 'url', url, method: method(verb, 'method'), form: formOf(outcome) } }
}

function formOf(outcome: DialOutcome): Record<string, string> {
  return {
    DialCallStatus: outcome.status,
    DialBridged: String(outcome.isBridged),
    ...(outcome.callSid !== undefined && { DialCallSid: outcome.callSid }),
    ...(outcome.seconds !== undefined && { DialCallDuration: String(outcome.seconds) }),
    ...(outcome.recordingUrl !== undefined && { RecordingUrl: outcome.recordingUrl }),
  }
}
