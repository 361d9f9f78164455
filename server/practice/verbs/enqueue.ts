import { setImmediate as nextTurn } from 'node:timers/promises'
import { connect, disconnect } from '../bridge.ts'
import { voiceForm } from '../core/callbackForms.ts'
import { waitForm } from '../core/queue.ts'
import { chance } from '../core/random.ts'
import type { Verb } from '../core/twiml.ts'
import { count, method } from '../core/twiml.ts'
import type { Context, Flow, LoadedDocument, VerbRunner } from '../documents.ts'
import { NEXT, resolveUrl, TwimlFault } from '../documents.ts'
import type { Leg, Source } from '../leg.ts'
import { answer, factsOf, hear, note, step } from '../legs.ts'
import type { QueueEntry, Taking } from '../queueEntries.ts'
import { createQueue, enterQueue, exitQueue, findQueue } from '../queueEntries.ts'
import { background, Interrupted, pause, Stopped, within } from '../waiting.ts'
import { sendWebhook } from '../webhooks.ts'
import { counted, raiseAlert } from '../world.ts'

type Result = 'bridged' | 'bridging-in-process' | 'error' | 'leave' | 'queue-full' | 'system-error'
type Outcome = { kind: 'taken'; taking: Taking } | { kind: 'result'; result: Result } | { kind: 'hangUp' }

/** Waits in a queue. With an action the call goes there afterwards; without one, on to the next instruction. */
export const enqueue: VerbRunner = async (context, verb, document) => {
  const { world, leg } = context
  answer(world, leg)
  const name = verb.text.slice(0, 64)
  const queue = findQueue(world, name) ?? createQueue(world, name)
  const isFull = queue.waiting.length >= count(verb, 'maxQueueSize', queue.maxSize, 1)
  const entry = isFull ? undefined : enterQueue(world, leg, queue)
  if (!entry) return after(verb, document, { QueueResult: 'queue-full' })
  note(world, leg, `queued in ${name}`)
  step(world, leg)
  const sofar = { wasBridged: false }
  const waited = () => ({
    QueueSid: entry.queueSid,
    QueueTime: String(Math.round(((sofar.wasBridged ? bridgedAt : world.clock.now()) - entry.since) / 1000)),
  })
  let bridgedAt = 0
  try {
    const outcome = await waitOrBeTaken(context, verb, document, entry)
    if (outcome.kind === 'hangUp') return { kind: 'hangUp' }
    if (outcome.kind === 'result') {
      exitQueue(world, leg, outcome.result)
      return after(verb, document, { QueueResult: outcome.result, ...waited() })
    }
    bridgedAt = world.clock.now()
    sofar.wasBridged = true
    const result = await talk(context, outcome.taking, entry)
    return after(verb, document, { QueueResult: result, ...waited() })
  } catch (error) {
    if (error instanceof Interrupted)
      await tellInterrupted(context, verb, document, error, sofar.wasBridged, waited())
    throw error
  } finally {
    exitQueue(world, leg, 'left')
  }
}

/** The wait document, again and again, until somebody takes the call or the document lets it go. */
async function waitOrBeTaken(
  context: Context,
  verb: Verb,
  document: LoadedDocument,
  entry: QueueEntry,
): Promise<Outcome> {
  const { world, signal } = context
  const stop = new AbortController()
  const inner: Context = { ...context, mode: 'queueWait', signal: AbortSignal.any([signal, stop.signal]) }
  const taken = entry.taken.promise.then((taking): Outcome => ({ kind: 'taken', taking }))
  const waiting = runWaitDocument(inner, verb, document, entry)
  waiting.catch(() => {}) // Stopped by being taken: whoever took the call goes on with it.
  try {
    return await within(signal, Promise.race([taken, waiting]))
  } catch (fault) {
    if (!(fault instanceof TwimlFault)) throw fault
    raiseAlert(world, fault.code, { callSid: entry.leg.sid, url: fault.url })
    return { kind: 'result', result: 'error' }
  } finally {
    stop.abort(new Stopped())
    entry.leg.ear = undefined
  }
}

async function runWaitDocument(
  context: Context,
  verb: Verb,
  document: LoadedDocument,
  entry: QueueEntry,
): Promise<Outcome> {
  const { world, leg, signal } = context
  const { waitUrl } = verb.attributes
  if (waitUrl === undefined || waitUrl === '') {
    if (waitUrl === undefined) hear(world, leg, { who: 'sound', text: 'hold music' })
    return within(signal, new Promise<Outcome>(() => {}))
  }
  const url = resolveUrl(waitUrl, document.base)
  for (;;) {
    const began = world.clock.now()
    const queue = world.queues.get(entry.queueSid)
    const form = queue ? waitForm(queue, leg.sid, began) : {}
    const source: Source = { kind: 'url', url, method: method(verb, 'waitUrlMethod'), form }
    const ending = await world.interpreter.runSource(context, source)
    if (ending === 'leave') return { kind: 'result', result: 'leave' }
    if (ending === 'hangUp') return { kind: 'hangUp' }
    // A document without sound would be asked for without end.
    await pause(world, signal, 1_000 - (world.clock.now() - began))
  }
}

/** The caller has been taken out by somebody who dialled the queue. */
async function talk(context: Context, taking: Taking, entry: QueueEntry): Promise<Result> {
  const { world, leg, signal } = context
  try {
    if (taking.whisper) {
      const form = {
        QueueSid: entry.queueSid,
        QueueTime: String(Math.round((world.clock.now() - entry.since) / 1000)),
        DequeingCallSid: taking.by.sid,
      }
      const stop = AbortSignal.any([signal, taking.by.program.signal])
      const inner: Context = { ...context, mode: 'queueWhisper', signal: stop }
      await world.interpreter.runSource(inner, { kind: 'url', ...taking.whisper, form })
    }
  } catch (error) {
    taking.bridged.resolve(undefined)
    if (signal.aborted) throw error
    if (error instanceof TwimlFault) raiseAlert(world, error.code, { callSid: leg.sid, url: error.url })
    return error instanceof TwimlFault ? 'error' : 'bridging-in-process'
  }
  const bridge = connect(world, taking.by, leg)
  taking.bridged.resolve(bridge)
  try {
    await within(signal, bridge.over.promise)
    return 'bridged'
  } finally {
    disconnect(bridge, leg)
  }
}

/** The waiting (or talking) caller hung up or was redirected: the action is told; its answer has nobody to hear it. */
async function tellInterrupted(
  context: Context,
  verb: Verb,
  document: LoadedDocument,
  { why }: Interrupted,
  wasBridged: boolean,
  waited: Record<string, string>,
): Promise<void> {
  const { world, leg } = context
  const isRedirect = why.kind === 'redirected'
  exitQueue(world, leg, isRedirect ? 'redirected' : 'hangup')
  if (verb.attributes.action === undefined) return
  const redirected = wasBridged ? 'redirected-from-bridged' : 'redirected'
  const hungUp = wasBridged ? 'bridged' : showsAsError(context) ? 'system-error' : 'hangup'
  // Which of the two requests comes first is not documented, so it can be chosen.
  const isUrlFirst = isRedirect && world.options.redirectOrder === 'url-first'
  const telling = (isUrlFirst ? nextTurn() : Promise.resolve()).then(() =>
    tellAction(context, verb, document, {
      QueueResult: isRedirect ? redirected : hungUp,
      ...waited,
    }),
  )
  if (isRedirect && !isUrlFirst) await telling
  else background(world, 'enqueue action', counted(world, telling))
}

/** What the action answers is of no use any more. */
async function tellAction(
  { world, leg }: Context,
  verb: Verb,
  document: LoadedDocument,
  form: Record<string, string>,
): Promise<void> {
  await sendWebhook(world, {
    kind: 'voice',
    url: resolveUrl(verb.attributes.action ?? '', document.base),
    method: method(verb, 'method'),
    form: { ...voiceForm(factsOf(world, leg)), ...form },
    callSid: leg.sid,
    cookies: leg.cookies,
  })
}

function showsAsError({ world, leg }: { world: Context['world']; leg: Leg }): boolean {
  return chance(world.seed, `system-error:${leg.sid}`) < (world.faults.hangUpShowsAsSystemError ?? 0)
}

function after(verb: Verb, document: LoadedDocument, form: Record<string, string>): Flow {
  const { action } = verb.attributes
  if (action === undefined) return NEXT
  const url = resolveUrl(action, document.base)
  return { kind: 'goto', source: { kind: 'url', url, method: method(verb, 'method'), form } }
}
