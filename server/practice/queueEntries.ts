import type { Bridge } from './bridge.ts'
import type { Queue } from './core/queue.ts'
import { joinQueue, leaveQueue, newQueue } from './core/queue.ts'
import type { Deferred } from './deferred.ts'
import { deferred } from './deferred.ts'
import type { Leg } from './leg.ts'
import type { World } from './world.ts'
import { forgetOldest, newSid, trace } from './world.ts'

/** Who takes a caller out of a queue by dialling it. `whisper` is played to the caller first. */
export type Taking = {
  by: Leg
  whisper?: { url: string; method: 'GET' | 'POST' } | undefined
  /** Resolves when the two can talk, or with undefined when the caller did not get that far. */
  bridged: Deferred<Bridge | undefined>
}
export type QueueEntry = { leg: Leg; queueSid: string; since: number; taken: Deferred<Taking> }

export function findQueue(world: World, nameOrSid: string): Queue | undefined {
  return world.queues.get(nameOrSid) ?? [...world.queues.values()].find(queue => queue.name === nameOrSid)
}

export function createQueue(world: World, name: string, maxSize?: number): Queue {
  const queue = newQueue(newSid(world, 'QU'), name, world.clock.now(), maxSize)
  world.queues.set(queue.sid, queue)
  forgetOldest(world.queues, q => q.waiting.length === 0 && q.sid !== queue.sid)
  trace(world, 'queue', undefined, { what: 'created', queue: name })
  return queue
}

/** A leg joins the end of a queue; undefined when it is full. */
export function enterQueue(world: World, leg: Leg, queue: Queue): QueueEntry | undefined {
  const joined = joinQueue(queue, leg.sid, world.clock.now())
  if (!joined) return undefined
  world.queues.set(queue.sid, joined)
  const entry: QueueEntry = { leg, queueSid: queue.sid, since: world.clock.now(), taken: deferred() }
  world.queueEntries.set(leg.sid, entry)
  trace(world, 'queue', leg.sid, { what: 'joined', queue: queue.name, position: joined.waiting.length })
  for (const arrived of world.queueArrivals.get(queue.sid) ?? []) arrived()
  return entry
}

/** A leg leaves its queue, for whatever reason; leaving twice changes nothing. */
export function exitQueue(world: World, leg: Leg, result: string): void {
  const entry = world.queueEntries.get(leg.sid)
  if (!entry) return
  world.queueEntries.delete(leg.sid)
  const queue = world.queues.get(entry.queueSid)
  if (queue) world.queues.set(queue.sid, leaveQueue(queue, leg.sid, world.clock.now()))
  trace(world, 'queue', leg.sid, { what: 'left', queue: queue?.name, result })
}

/** Takes the first who waits; undefined when nobody does. */
export function takeFirst(world: World, queueSid: string, taking: Taking): QueueEntry | undefined {
  const first = world.queues.get(queueSid)?.waiting[0]
  const entry = first && world.queueEntries.get(first.callSid)
  if (!entry) return undefined
  exitQueue(world, entry.leg, 'dialled')
  entry.taken.resolve(taking)
  return entry
}
