import { type Hearing, hearing } from './core/hearing.ts'
import { useClockAhead, useLive } from './LiveProvider.tsx'
import { useNow } from './useNow.ts'

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
