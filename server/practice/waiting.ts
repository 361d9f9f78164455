import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Interruption } from './leg.ts'
import type { World } from './world.ts'

/** What a leg was doing is over: it has ended, or has been sent elsewhere. Not a mistake: it unwinds the instructions. */
export class Interrupted extends Error {
  readonly why: Interruption
  constructor(why: Interruption) {
    super(`interrupted: ${why.kind}`)
    this.why = why
  }
}

/** A nested activity (a wait document, a prompt) was stopped by the one around it. */
export class Stopped extends Error {}

/** Waits for a promise unless the signal comes first: then throws what the signal carries. */
export async function within<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  // Whoever is stopped waits no longer: what the promise comes to after that concerns nobody.
  promise.catch(() => {})
  signal.throwIfAborted()
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const onAbort = () => reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

/** Lets `ms` of the line's time go by. */
export async function pause(world: World, signal: AbortSignal, ms: number): Promise<void> {
  signal.throwIfAborted()
  if (ms <= 0) return
  const { promise, resolve } = Promise.withResolvers<void>()
  const cancel = world.clock.after(ms, resolve)
  try {
    await within(signal, promise)
  } finally {
    cancel()
  }
}

/** Work nobody waits for. What goes wrong in it is a fault of the line itself and shows in `checkInvariants`. */
export function background(world: World, what: string, work: Promise<unknown>): void {
  work.catch(error => {
    if (error instanceof Interrupted || error instanceof Stopped) return
    world.broken.push(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  })
}

/** Resolves when nothing is under way and everything that could follow at once has followed. */
export async function settled(world: World, isDelayedIncluded: boolean): Promise<void> {
  let quietTurns = 0
  while (quietTurns < 3) {
    await nextTurn()
    const isBusy = world.inFlight > 0 || (isDelayedIncluded && world.delayed > 0)
    quietTurns = isBusy ? 0 : quietTurns + 1
    if (isBusy) await new Promise(resolve => setTimeout(resolve, 1))
  }
}
