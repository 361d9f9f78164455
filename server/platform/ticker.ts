import type { Instant } from '#shared/time.ts'
import type { Database } from './database.ts'
import { errorFields, type Logger } from './logger.ts'
import { giveUp, keep, noteFailure, putOff, type Taken, takeDue } from './promiseStore.ts'
import type { TakenPromise } from './promises.ts'

/** What became of a promise: kept, found needless because the world has moved on, or to be looked at again then. */
export type Keeping = 'kept' | 'needless' | { againAt: Instant }
export type PromiseHandlers = Readonly<Record<string, (promise: TakenPromise) => Promise<Keeping>>>

export type Ticker = {
  /** Something was just promised for now: do not sleep over it. */
  wake(): void
  /** Takes nothing new, and waits for what is under way. */
  stop(): Promise<void>
}

type Options = {
  db: Database
  handlers: PromiseHandlers
  clock: () => Instant
  log: Logger
  leaseMs?: number
  idleMs?: number
  maxOfAKind?: number
  maxFailures?: number
  random?: () => number
}

const BACK_OFF_FIRST_MS = 250
const BACK_OFF_CAP_MS = 60_000

/**
 * Keeps promises: takes due rows, at most once per lease, and hands each to the handler of its kind. Every process runs
 * one; any of them may keep any promise. A promise whose handler fails or hangs holds up none of the others, and many that
 * hang, because the carrier does, hold up none of another kind: an offer needs no carrier.
 */
export function startTicker({
  db,
  handlers,
  clock,
  log,
  leaseMs = 15_000,
  idleMs = 1_000,
  maxOfAKind = 12,
  maxFailures = 25,
  random = Math.random,
}: Options): Ticker {
  const underWay = new Map<Promise<void>, string>()
  const isRoomFor = (kind: string) => countOf(kind) < maxOfAKind
  const countOf = (kind: string) => [...underWay.values()].filter(one => one === kind).length
  let timer: NodeJS.Timeout | undefined
  let ticking: Promise<void> | undefined
  let isWoken = false
  let isStopped = false

  function tick(): void {
    clearTimeout(timer)
    isWoken = true
    if (ticking || isStopped) return
    ticking = takeUntilQuiet().then(sleepMs => {
      ticking = undefined
      if (!isStopped) timer = setTimeout(tick, isWoken ? 0 : sleepMs)
    })
  }

  async function takeUntilQuiet(): Promise<number> {
    let sleepMs = idleMs
    try {
      while (isWoken && !isStopped) {
        isWoken = false
        const kinds = Object.keys(handlers).filter(isRoomFor)
        if (kinds.length === 0) return idleMs // the first to finish wakes us
        const { taken, nextMs } = await takeDue(db, {
          kinds,
          at: clock(),
          leaseMs,
          limit: maxOfAKind,
          within: idleMs,
        })
        for (const promise of taken) begin(promise)
        if (taken.length === maxOfAKind) isWoken = true
        sleepMs = nextMs
      }
      return sleepMs
    } catch (error) {
      log.warn('ticker.not_looked', errorFields(error))
      return idleMs
    }
  }

  function begin(promise: Taken): void {
    const work = attempt(promise).finally(() => {
      underWay.delete(work)
      if (countOf(promise.kind) === maxOfAKind - 1) tick()
    })
    underWay.set(work, promise.kind)
  }

  async function attempt(promise: Taken): Promise<void> {
    try {
      const keeping = await withinLease(promise)
      if (keeping === 'kept' || keeping === 'needless') await keep(db, promise, keeping)
      else await putOff(db, promise, keeping.againAt)
      log.debug('promise.kept', { kind: promise.kind, key: promise.key, attempts: promise.attempts })
    } catch (error) {
      await failed(promise, error)
    }
  }

  /** A handler that outlives its lease has lost the promise to the next taker: what it still does must be harmless. */
  async function withinLease(promise: Taken): Promise<Keeping> {
    const handler = handlers[promise.kind]
    if (!handler) throw new Error('a kind that nobody here keeps was taken')
    let late: NodeJS.Timeout | undefined
    const lease = new Promise<never>((_, reject) => {
      late = setTimeout(() => reject(new TooSlow()), leaseMs)
    })
    try {
      return await Promise.race([handler(promise), lease])
    } finally {
      clearTimeout(late)
    }
  }

  async function failed(promise: Taken, error: unknown): Promise<void> {
    const told = { kind: promise.kind, key: promise.key, attempts: promise.attempts, ...errorFields(error) }
    const reason = `${told.error}${told.code ? ` ${told.code}` : ''}`
    const isLast = promise.failures + 1 >= maxFailures
    if (isLast) log.error('promise.given_up', told)
    else log.warn('promise.failed', told)
    try {
      if (isLast) await giveUp(db, promise, reason)
      else await noteFailure(db, promise, backOffMs(promise.failures, random()), reason)
    } catch (unkept) {
      // The lease runs out by itself; then somebody tries again.
      log.warn('promise.failure_not_noted', { key: promise.key, ...errorFields(unkept) })
    }
  }

  tick()
  return {
    wake: tick,
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      await ticking
      await Promise.all(underWay.keys())
    },
  }
}

class TooSlow extends Error {
  constructor() {
    super('the handler did not finish within its lease')
    this.name = 'TooSlow'
  }
}

/** Milliseconds before the next try: doubling from a quarter of a second to a minute, spread by a quarter either way. */
export function backOffMs(failures: number, random: number): number {
  const whole = Math.min(BACK_OFF_CAP_MS, BACK_OFF_FIRST_MS * 2 ** Math.min(failures, 20))
  return Math.round(whole * (0.75 + random / 2))
}
