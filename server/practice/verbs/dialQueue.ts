import { disconnect } from '../bridge.ts'
import type { Verb } from '../core/twiml.ts'
import { count, method } from '../core/twiml.ts'
import { deferred } from '../deferred.ts'
import type { Context, LoadedDocument } from '../documents.ts'
import { resolveUrl } from '../documents.ts'
import { hear } from '../legs.ts'
import type { Taking } from '../queueEntries.ts'
import { findQueue, takeFirst } from '../queueEntries.ts'
import { within } from '../waiting.ts'
import type { DialOutcome, DialProgress } from './dial.ts'

type Wanted = { dial: Verb; noun: Verb; document: LoadedDocument; limitMs: number }

/** Takes the first who waits; an empty queue is waited at until the time-out, one that does not exist fails. */
export async function dialQueue(
  context: Context,
  { dial, noun, document, limitMs }: Wanted,
  progress: DialProgress,
): Promise<DialOutcome> {
  const { world, leg, signal } = context
  const queue = findQueue(world, noun.text)
  if (!queue) return { status: 'failed', isBridged: false }
  const { url } = noun.attributes
  const whisper =
    url === undefined ? undefined : { url: resolveUrl(url, document.base), method: method(noun, 'method') }
  const taking: Taking = { by: leg, whisper, bridged: deferred() }
  hear(world, leg, { who: 'sound', text: 'ringing' })
  const isTaken = await takeOrWait(context, queue.sid, taking, count(dial, 'timeout', 30) * 1000)
  if (!isTaken) return { status: 'no-answer', isBridged: false }
  const bridge = await within(signal, taking.bridged.promise)
  if (!bridge) return { status: 'failed', isBridged: false }
  progress.outcome = { status: 'completed', isBridged: true }
  const stopTimer = world.clock.after(limitMs, () => disconnect(bridge, leg))
  const before = leg.ear
  if (dial.attributes.hangupOnStar === 'true')
    leg.ear = input => {
      if (input.kind === 'pressed' && input.digit === '*') disconnect(bridge, leg)
      else before?.(input)
    }
  try {
    await within(signal, bridge.over.promise)
  } finally {
    stopTimer()
    disconnect(bridge, leg)
  }
  return { status: 'completed', isBridged: true }
}

async function takeOrWait(
  { world, signal }: Context,
  queueSid: string,
  taking: Taking,
  timeoutMs: number,
): Promise<boolean> {
  if (takeFirst(world, queueSid, taking)) return true
  const arrived = deferred<boolean>()
  const arrivals = world.queueArrivals.get(queueSid) ?? new Set()
  world.queueArrivals.set(queueSid, arrivals)
  const onArrival = () => {
    // After the one who arrives has sat down.
    queueMicrotask(() => {
      if (!signal.aborted && takeFirst(world, queueSid, taking)) arrived.resolve(true)
    })
  }
  arrivals.add(onArrival)
  const stopTimer = world.clock.after(timeoutMs, () => arrived.resolve(false))
  try {
    return await within(signal, arrived.promise)
  } finally {
    stopTimer()
    arrivals.delete(onArrival)
  }
}
