import { type Hearing, hearing } from './core/hearing.ts'
import { useLive } from './LiveProvider.tsx'
import { useNow } from './useNow.ts'

/** Whether what is on the screen may be believed, and nothing be sent that could be lost. */
export function useHearing(): Hearing {
  return hearing(useLive().heardAt, useNow())
}

/** The server's clock in milliseconds, once a second. */
export function useServerNow(): number {
  const { clockAheadMs } = useLive()
  return useNow() + clockAheadMs
}
