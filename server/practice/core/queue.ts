/** A caller who waits. Times in milliseconds. */
export type Waiting = { callSid: string; since: number }

export type Queue = {
  sid: string
  name: string
  maxSize: number
  createdAt: number
  updatedAt: number
  waiting: Waiting[]
  /** Of those who have left, for the average. */
  left: number
  waitedMs: number
}

const DEFAULT_QUEUE_SIZE = 1_000

export function newQueue(sid: string, name: string, at: number, maxSize = DEFAULT_QUEUE_SIZE): Queue {
  return { sid, name, maxSize, createdAt: at, updatedAt: at, waiting: [], left: 0, waitedMs: 0 }
}

/** The queue with one more at its end, or undefined when it is full (queue-full). */
export function joinQueue(queue: Queue, callSid: string, at: number): Queue | undefined {
  if (queue.waiting.length >= queue.maxSize) return undefined
  return { ...queue, updatedAt: at, waiting: [...queue.waiting, { callSid, since: at }] }
}

export function leaveQueue(queue: Queue, callSid: string, at: number): Queue {
  const gone = queue.waiting.find(w => w.callSid === callSid)
  if (!gone) return queue
  return {
    ...queue,
    updatedAt: at,
    waiting: queue.waiting.filter(w => w !== gone),
    left: queue.left + 1,
    waitedMs: queue.waitedMs + (at - gone.since),
  }
}

export function positionOf(queue: Queue, callSid: string): number | undefined {
  const index = queue.waiting.findIndex(w => w.callSid === callSid)
  return index < 0 ? undefined : index + 1
}

/** Whole seconds: of those who have left, or of those who still wait when nobody has. */
export function averageWaitSeconds(queue: Queue, at: number): number {
  if (queue.left > 0) return Math.round(queue.waitedMs / queue.left / 1000)
  if (queue.waiting.length === 0) return 0
  const total = queue.waiting.reduce((sum, w) => sum + (at - w.since), 0)
  return Math.round(total / queue.waiting.length / 1000)
}

/** What the wait document is told. */
export function waitForm(queue: Queue, callSid: string, at: number): Record<string, string> {
  const since = queue.waiting.find(w => w.callSid === callSid)?.since ?? at
  return {
    QueueSid: queue.sid,
    QueuePosition: String(positionOf(queue, callSid) ?? 0),
    QueueTime: String(Math.floor((at - since) / 1000)),
    AvgQueueTime: String(averageWaitSeconds(queue, at)),
    CurrentQueueSize: String(queue.waiting.length),
    MaxQueueSize: String(queue.maxSize),
  }
}
