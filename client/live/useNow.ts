import { useSyncExternalStore } from 'react'

const watchers = new Set<() => void>()
let ticker: ReturnType<typeof setInterval> | undefined
let present = Date.now()

function step() {
  present = Date.now()
  for (const each of watchers) each()
}

export function watchNow(watcher: () => void) {
  watchers.add(watcher)
  present = Date.now()
  if (watchers.size === 1) {
    ticker = setInterval(step, 1_000)
    // A page that was hidden ticks as rarely as its browser likes: what it shows when it comes back must be true at once.
    globalThis.document?.addEventListener('visibilitychange', step)
  }
  return () => {
    watchers.delete(watcher)
    if (watchers.size > 0) return
    clearInterval(ticker)
    globalThis.document?.removeEventListener('visibilitychange', step)
  }
}

export const readNow = () => present

/** This machine's clock in milliseconds, once a second; all clocks on the screen step together. */
export function useNow(): number {
  return useSyncExternalStore(watchNow, readNow)
}

/** The clock steps at this moment too, and not only with its next second. Returns how to have it not do so. */
export function stepAt(moment: number): () => void {
  const timer = setTimeout(step, Math.max(0, moment - Date.now()))
  return () => clearTimeout(timer)
}
