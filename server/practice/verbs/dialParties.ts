import type { Bridge } from '../bridge.ts'
import { connect, disconnect } from '../bridge.ts'
import { isFinal } from '../core/callStatus.ts'
import type { Verb } from '../core/twiml.ts'
import { count, flag, method, words } from '../core/twiml.ts'
import type { Deferred } from '../deferred.ts'
import { deferred } from '../deferred.ts'
import type { Context, LoadedDocument } from '../documents.ts'
import { resolveUrl, TwimlFault } from '../documents.ts'
import type { Callback, Leg } from '../leg.ts'
import { answer, createLeg, endLeg, hear } from '../legs.ts'
import { diallingFault, NOBODY, partyAt, refuseDialling, ring } from '../placing.ts'
import { finishRecording, recordingCallback, recordingUrl, startRecording } from '../recordings.ts'
import { background, within } from '../waiting.ts'
import type { World } from '../world.ts'
import { raiseAlert } from '../world.ts'
import type { DialOutcome, DialProgress } from './dial.ts'

type Wanted = { dial: Verb; document: LoadedDocument; limitMs: number }
type Child = {
  leg: Leg
  noun: Verb
  /** What it does for this dialling: over when it has been redirected elsewhere. */
  program: AbortController
  ready: Deferred<boolean>
  bridge: Deferred<Bridge | undefined>
}

/**
 * Rings all at once, or with `sequential` one after another; the first to answer wins and the others are cancelled, even if the
 * one who answered is a voicemail.
 */
export async function dialParties(
  context: Context,
  { dial, document, limitMs }: Wanted,
  progress: DialProgress,
): Promise<DialOutcome> {
  const { world, leg, signal } = context
  const nouns = dial.children.length > 0 ? dial.children : [{ ...dial, name: 'Number', attributes: {} }]
  const rounds = flag(dial, 'sequential', false) ? nouns.map(noun => [noun]) : [nouns]
  const children: Child[] = []
  const ringThese = (some: Verb[]) => {
    const placed = some.map(noun => place(context, dial, noun, document))
    children.push(...placed)
    return firstAnswered(world, placed)
  }
  hear(world, leg, { who: 'sound', text: 'ringing' })
  let bridge: Bridge | undefined
  try {
    const winner = await within(signal, inTurn(rounds, ringThese, signal))
    if (!winner) return nobodyAnswered(children)
    progress.outcome = { status: 'completed', isBridged: false, callSid: winner.leg.sid, seconds: 0 }
    // The whisper document may say no: the other leg then hangs up before the two are connected.
    if (!(await within(signal, winner.ready.promise)))
      return { status: 'completed', isBridged: false, callSid: winner.leg.sid, seconds: 0 }
    answer(world, leg)
    bridge = connect(world, leg, winner.leg, (who, digit) => {
      if (digit === '*' && who === leg && dial.attributes.hangupOnStar === 'true' && bridge)
        disconnect(bridge, leg)
    })
    progress.outcome.isBridged = true
    winner.bridge.resolve(bridge)
    const url = await talk(context, dial, document, bridge, limitMs)
    const seconds = Math.round((world.clock.now() - (winner.leg.answeredAt ?? bridge.since)) / 1000)
    return { status: 'completed', isBridged: true, callSid: winner.leg.sid, seconds, recordingUrl: url }
  } finally {
    if (bridge) disconnect(bridge, leg)
    for (const child of children) {
      child.bridge.resolve(undefined)
      if (!child.program.signal.aborted) cancelLeg(world, child.leg)
    }
  }
}

function place(context: Context, dial: Verb, noun: Verb, document: LoadedDocument): Child {
  const { world, leg } = context
  const identity = noun.children.find(c => c.name === 'Identity')?.text ?? noun.text
  const to = noun.name === 'Client' ? `client:${identity}` : noun.text
  const from = dial.attributes.callerId ?? leg.from
  const params = Object.fromEntries(
    noun.children
      .filter(c => c.name === 'Parameter')
      .map(c => [c.attributes.name ?? '', c.attributes.value ?? '']),
  )
  const placed = createLeg(world, {
    from,
    to,
    direction: 'outbound-dial',
    status: 'queued',
    parentSid: leg.sid,
    party: partyAt(world, to, params) ?? NOBODY,
    callback: callbackOf(noun, document),
  })
  const child: Child = { leg: placed, noun, program: placed.program, ready: deferred(), bridge: deferred() }
  const isOwnFrom = from === leg.from || from === leg.to
  const fault = diallingFault(world, to, from, isOwnFrom)
  background(
    world,
    'dialled leg',
    world.interpreter.supervise(world, child.leg, async () => {
      if (fault !== undefined) return refuseDialling(world, child.leg, fault)
      const answer = await ring(world, child.leg, count(dial, 'timeout', 30))
      if (answer === 'in-progress') await answered(context, child, document)
    }),
  )
  return child
}

/** What the one who answered hears first; then the talk, until one of the two has enough. */
async function answered({ world }: Context, child: Child, document: LoadedDocument): Promise<void> {
  const { leg, noun, ready } = child
  const { signal } = leg.program
  try {
    const { url } = noun.attributes
    if (url !== undefined) {
      const source = {
        kind: 'url',
        url: resolveUrl(url, document.base),
        method: method(noun, 'method'),
      } as const
      const ending = await world.interpreter.runSource({ world, leg, signal, mode: 'whisper' }, source)
      if (ending === 'hangUp') return
    }
    ready.resolve(true)
    const bridge = await within(signal, child.bridge.promise)
    if (bridge) await within(signal, bridge.over.promise).finally(() => disconnect(bridge, leg))
  } catch (error) {
    if (!(error instanceof TwimlFault)) throw error
    raiseAlert(world, error.code, { callSid: leg.sid, url: error.url })
  } finally {
    ready.resolve(false)
  }
}

/** The first to answer, the rest being cancelled at that moment; undefined when none does. */
async function firstAnswered(world: World, children: Child[]): Promise<Child | undefined> {
  const winner = deferred<Child | undefined>()
  const outcomes = children.map(async child => {
    if ((await child.leg.answered.promise) === 'in-progress') winner.resolve(child)
  })
  void Promise.all(outcomes).then(() => winner.resolve(undefined))
  const first = await winner.promise
  for (const child of children) if (child !== first) cancelLeg(world, child.leg)
  return first
}

/** Whoever answers in the first round in which somebody does. */
async function inTurn(
  rounds: Verb[][],
  ringThese: (some: Verb[]) => Promise<Child | undefined>,
  signal: AbortSignal,
): Promise<Child | undefined> {
  for (const round of rounds) {
    const winner = await ringThese(round)
    if (winner || signal.aborted) return winner
  }
  return undefined
}

function cancelLeg(world: World, leg: Leg): void {
  if (!isFinal(leg.status)) endLeg(world, leg, leg.status === 'in-progress' ? 'farEnd' : 'rest')
}

async function talk(
  { world, leg, signal }: Context,
  dial: Verb,
  document: LoadedDocument,
  bridge: Bridge,
  limitMs: number,
): Promise<string | undefined> {
  const isRecorded = dial.attributes.record?.startsWith('record-from') ?? false
  const callback = recordingCallback(dial, document.base, resolveUrl)
  const recording = isRecorded
    ? startRecording(world, { callSid: leg.sid, source: 'DialVerb', channels: 2, callback })
    : undefined
  const tap = (_track: 'inbound' | 'outbound', text: string) => recording?.add(text)
  leg.taps.add(tap)
  const stopTimer = world.clock.after(limitMs, () => {
    raiseAlert(world, 32015, { callSid: leg.sid })
    disconnect(bridge, leg)
  })
  try {
    await within(signal, bridge.over.promise)
  } finally {
    stopTimer()
    leg.taps.delete(tap)
    if (recording) finishRecording(world, recording)
  }
  return recording?.status === 'completed' ? recordingUrl(world, recording) : undefined
}

function nobodyAnswered(children: Child[]): DialOutcome {
  const statuses = children.map(child => child.leg.status)
  const told = (['busy', 'no-answer', 'canceled'] as const).find(status => statuses.includes(status))
  return { status: told ?? 'failed', isBridged: false, callSid: children[0]?.leg.sid, seconds: 0 }
}

function callbackOf(noun: Verb, document: LoadedDocument): Callback | undefined {
  const url = noun.attributes.statusCallback
  if (url === undefined) return undefined
  return {
    url: resolveUrl(url, document.base),
    method: method(noun, 'statusCallbackMethod'),
    events: new Set(words(noun, 'statusCallbackEvent') ?? ['completed']),
  }
}
