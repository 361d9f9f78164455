import { useSyncExternalStore } from 'react'
import { type Hearing, hearing } from './core/hearing.ts'
import { useClockAhead, useLive } from './LiveProvider.tsx'
import { readNow, useNow, watchNow } from './useNow.ts'

/** Whether what is on the screen may be believed, and nothing be sent that could be lost: nothing is taken from whoever is signed out. */
export function useHearing(): Hearing {
  const { heardAt, signedOut } = useLive()
  const heard = hearing(heardAt, useNow())
  return signedOut ? 'stale' : heard
}

/** The server's clock in milliseconds, once a second. */
export function useServerNow(): number {
  return useNow() + useClockAhead()
}

/** The same in steps of so many milliseconds: for what need not be drawn with every second. */
export function useServerStep(ms: number): number {
  return useSyncExternalStore(watchNow, () => Math.floor(readNow() / ms) * ms) + useClockAhead()
}
