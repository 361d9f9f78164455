import { useSyncExternalStore } from 'react'

const watchers = new Set<() => void>()
let ticker: ReturnType<typeof setInterval> | undefined
let present = Date.now()

function watch(watcher: () => void) {
  watchers.add(watcher)
  present = Date.now()
  ticker ??= setInterval(() => {
    present = Date.now()
    for (const each of watchers) each()
  }, 1_000)
  return () => {
    watchers.delete(watcher)
    if (watchers.size > 0) return
    clearInterval(ticker)
    ticker = undefined
  }
}

/** This machine's clock in milliseconds, once a second; all clocks on the screen step together. */
export function useNow(): number {
  return useSyncExternalStore(watch, () => present)
}
