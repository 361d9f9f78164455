import type { Verb } from '../core/twiml.ts'
import { count, flag, method, words } from '../core/twiml.ts'
import { deferred } from '../deferred.ts'
import type { Context, VerbRunner } from '../documents.ts'
import { NEXT, resolveUrl } from '../documents.ts'
import type { Input } from '../leg.ts'
import { answer, step } from '../legs.ts'
import { pause, Stopped, within } from '../waiting.ts'
import { pauseVerb, play, say } from './speech.ts'

type Gathered = { digits: string } | { speech: string }
const PROMPTS = { Say: say, Play: play, Pause: pauseVerb }

/** Prompts, then listens. Silence falls through, unless the document wants to hear of it too. */
export const gather: VerbRunner = async (context, verb, document) => {
  answer(context.world, context.leg)
  const gathered = await listen(context, verb)
  step(context.world, context.leg)
  context.signal.throwIfAborted()
  const isEmpty = 'digits' in gathered && gathered.digits === ''
  if (isEmpty && !flag(verb, 'actionOnEmptyResult', false)) return NEXT
  // Without an action the same document is asked for again: the loop the documentation warns of.
  const url = verb.attributes.action ?? document.base
  if (url === undefined) return NEXT
  const form =
    'digits' in gathered ? { Digits: gathered.digits } : { SpeechResult: gathered.speech, Confidence: '0.91' }
  return {
    kind: 'goto',
    source: { kind: 'url', url: resolveUrl(url, document.base), method: method(verb, 'method'), form },
  }
}

async function listen(context: Context, verb: Verb): Promise<Gathered> {
  const { world, leg, signal } = context
  const inputs = words(verb, 'input') ?? ['dtmf']
  const most = count(verb, 'numDigits', Number.POSITIVE_INFINITY, 1)
  const finishKey = verb.attributes.finishOnKey ?? '#'
  const timeoutMs = count(verb, 'timeout', 5) * 1000
  const done = deferred<Gathered>()
  const prompts = new AbortController()
  let digits = ''
  let cancelTimer = () => {}
  const restartTimer = () => {
    cancelTimer()
    cancelTimer = world.clock.after(timeoutMs, () => done.resolve({ digits }))
  }
  const before = leg.ear
  leg.ear = (input: Input) => {
    if (input.kind === 'said' && inputs.includes('speech')) {
      prompts.abort(new Stopped())
      if (digits === '') done.resolve({ speech: input.text })
    }
    if (input.kind !== 'pressed' || !inputs.includes('dtmf')) return
    prompts.abort(new Stopped())
    if (finishKey !== '' && finishKey.includes(input.digit)) return done.resolve({ digits })
    digits += input.digit
    if (digits.length >= most) done.resolve({ digits })
    else restartTimer()
  }
  try {
    await speakPrompts({ ...context, signal: AbortSignal.any([signal, prompts.signal]) }, verb)
    if (digits === '') restartTimer()
    return await within(signal, done.promise)
  } finally {
    cancelTimer()
    leg.ear = before
  }
}

/** The prompts, until somebody presses a key or speaks. */
async function speakPrompts(context: Context, verb: Verb): Promise<void> {
  try {
    for (const child of verb.children) {
      const run = PROMPTS[child.name as keyof typeof PROMPTS] // an unknown name gives undefined, and is skipped
      if (run) await run(context, child, { verbs: [], base: undefined, method: 'POST' }, 1)
    }
    await pause(context.world, context.signal, 0)
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
  }
}
