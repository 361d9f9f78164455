import { isFinal } from './core/callStatus.ts'
import { forbiddenVerb } from './core/twiml.ts'
import type { Context, Ending, Flow, LoadedDocument, VerbRunner } from './documents.ts'
import { loadDocument, NEXT, TwimlFault } from './documents.ts'
import type { Leg, Source } from './leg.ts'
import { answer, endLeg, finishLeg, hear, step } from './legs.ts'
import { dial } from './verbs/dial.ts'
import { enqueue } from './verbs/enqueue.ts'
import { gather } from './verbs/gather.ts'
import { record } from './verbs/record.ts'
import { redirect, refer, reject } from './verbs/simple.ts'
import { pauseVerb, play, say } from './verbs/speech.ts'
import { start, stop } from './verbs/startStop.ts'
import { Interrupted } from './waiting.ts'
import type { World } from './world.ts'
import { raiseAlert } from './world.ts'

const RUNNERS: Record<string, VerbRunner> = {
  Say: say,
  Play: play,
  Pause: pauseVerb,
  Gather: gather,
  Enqueue: enqueue,
  Dial: dial,
  Record: record,
  Redirect: redirect,
  Reject: reject,
  Refer: refer,
  Start: start,
  Stop: stop,
  Hangup: async ({ world, leg }) => {
    answer(world, leg)
    return { kind: 'hangUp' }
  },
  // Outside a wait document there is no queue to leave: the call goes on.
  Leave: async ({ mode }) => (mode === 'queueWait' ? { kind: 'leave' } : NEXT),
}

/** Carries out a document and all it leads to, until it runs out of instructions or one of them ends it. */
export async function runSource(context: Context, source: Source, onLoaded?: () => void): Promise<Ending> {
  let next: Source | undefined = source
  while (next) {
    const document: LoadedDocument = await loadDocument(context, next)
    onLoaded?.()
    checkMode(context, document, next)
    next = undefined
    for (const [position, verb] of document.verbs.entries()) {
      step(context.world, context.leg)
      context.signal.throwIfAborted()
      const flow: Flow = await (RUNNERS[verb.name] ?? (async () => NEXT))(context, verb, document, position)
      if (flow.kind === 'hangUp' || flow.kind === 'leave') return flow.kind
      if (flow.kind === 'goto') {
        next = flow.source
        break
      }
    }
  }
  return 'end'
}

/** A leg's whole life by instructions, with the fallback URL behind them. Returns when the leg should be hung up. */
export async function runCall(world: World, leg: Leg, source: Source): Promise<void> {
  const { signal } = leg.program
  const context: Context = { world, leg, signal, mode: 'main' }
  let current: { source: Source; isFallback: boolean } = { source, isFallback: false }
  for (;;) {
    let documents = 0
    try {
      await runSource(context, current.source, () => documents++)
      answer(world, leg)
      return
    } catch (fault) {
      if (!(fault instanceof TwimlFault)) throw fault
      raiseAlert(world, fault.code, { callSid: leg.sid, url: fault.url })
      // A fallback that fails by itself is the end; one whose own next document fails may be tried again.
      if (!leg.fallback || (current.isFallback && documents <= 1)) {
        applicationError(world, leg)
        return
      }
      const form = { ErrorCode: String(fault.code), ErrorUrl: fault.url }
      current = { source: { kind: 'url', ...leg.fallback, form }, isFallback: true }
    }
  }
}

/** Runs what a leg does until it is over or sent elsewhere, as often as it is sent elsewhere; then finishes it. */
export async function supervise(world: World, leg: Leg, first: () => Promise<void>): Promise<void> {
  let work = first
  for (;;) {
    try {
      await work()
      break
    } catch (error) {
      if (!(error instanceof Interrupted)) {
        finishLeg(world, leg)
        throw error
      }
      const source = leg.redirecting
      leg.redirecting = undefined
      if (isFinal(leg.status) || !source) break
      leg.program = new AbortController()
      leg.ear = undefined
      work = () => runCall(world, leg, source)
    }
  }
  finishLeg(world, leg)
}

function applicationError(world: World, leg: Leg): void {
  answer(world, leg)
  hear(world, leg, {
    who: 'line',
    name: undefined,
    text: 'We are sorry, an application error has occurred. Goodbye.',
  })
  endLeg(world, leg, 'document')
}

function checkMode({ mode }: Context, document: LoadedDocument, source: Source): void {
  if (mode === 'main' || mode === 'whisper') return
  const url = source.kind === 'url' ? source.url : ''
  if (forbiddenVerb(document.verbs, mode) === undefined) return
  throw new TwimlFault(mode === 'conference' ? 13238 : 12200, url)
}
