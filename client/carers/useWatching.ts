import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import type { WatchedVisit } from '#shared/carers.ts'
import { routes } from '#shared/routes.ts'
import { nextAsk } from './core/nextAsk.ts'

/** `isUnheard`: the last question got no answer, and what stands there is from before. */
export type Watching = {
  seen: WatchedVisit | null
  isUnheard: boolean
  isAsking: boolean
  ask: (digits?: string) => Promise<void>
}

/**
 * Asks how the visit stands, and again for as long as somebody looks: seldom where the server is not reached, and at once when the page comes
 * back into sight or the telephone is online again. What was seen last stays while nobody answers; what is closed goes.
 */
export function useWatching(token: string): Watching {
  const [seen, setSeen] = useState<WatchedVisit | null>(null)
  const [failures, setFailures] = useState(0)
  const [isAsking, setAsking] = useState(false)
  /** Of two answers the later question's counts. */
  const asked = useRef(0)

  const ask = useCallback(
    async (digits?: string) => {
      asked.current += 1
      const nth = asked.current
      setAsking(true)
      try {
        const answer = await call(routes.watchVisit, { body: { token, ...(digits ? { digits } : {}) } })
        if (nth !== asked.current) return
        setSeen(answer)
        setFailures(0)
      } catch (error) {
        if (!(error instanceof CallFailed)) throw error
        if (nth === asked.current) setFailures(before => before + 1)
      } finally {
        if (nth === asked.current) setAsking(false)
      }
    },
    [token],
  )

  useEffect(() => {
    void ask()
  }, [ask])

  const kind = seen?.kind ?? null
  useEffect(() => {
    if (isAsking) return
    const waitMs = nextAsk(kind, failures)
    const again = () => {
      if (document.visibilityState === 'visible') void ask()
    }
    const turn = waitMs === null ? undefined : setTimeout(again, waitMs)
    const isLive = kind !== 'digits'
    if (isLive) {
      document.addEventListener('visibilitychange', again)
      addEventListener('online', again)
    }
    return () => {
      clearTimeout(turn)
      document.removeEventListener('visibilitychange', again)
      removeEventListener('online', again)
    }
  }, [kind, failures, isAsking, ask])

  return { seen, isUnheard: failures > 0, isAsking, ask }
}
