import { useContext, useEffect, useRef, useState } from 'react'
import { call } from '#client/api/call.ts'
import { SignInAgain } from '#client/api/signInAgain.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { connectRecord } from '#client/live/connectRecord.ts'
import { hearing } from '#client/live/core/hearing.ts'
import { useNow } from '#client/live/useNow.ts'
import { OneSocket } from '#client/live/usePageSocket.ts'
import type { PatientId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'

/**
 * One record without a call, and whether this page may be believed. It is asked for again whenever it changed, the page was away,
 * or the time is over for which it was opened: what the server no longer shows is taken off the screen.
 */
export function useSharedRecord(patientId: PatientId, hasAsked: boolean) {
  const loaded = useLoad(`shared ${patientId} ${hasAsked}`, signal =>
    call(routes.openShared, {
      params: { patientId },
      query: hasAsked ? { asked: 'yes' } : {},
      signal,
    }),
  )
  const page = useContext(OneSocket)
  const { times, isSignedOut } = useContext(SignInAgain)
  const listen = page?.listen
  const [heardAt, setHeardAt] = useState<number | null>(null)
  const again = useRef<(() => void) | undefined>(undefined)
  const shown = useRef<number | null>(null)
  again.current = loaded.kind === 'loading' ? undefined : loaded.again
  shown.current = loaded.kind === 'here' ? (loaded.value.record?.version ?? null) : null
  const standing = loaded.kind === 'here' ? loaded.value.standing : null
  const heeds = standing?.kind === 'open' ? 'record' : standing?.kind === 'not_shared' ? 'awaits' : null
  const until = standing?.kind === 'open' ? standing.until : null

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was cut with her session is connected anew for each `times`
  useEffect(() => {
    const look = () => again.current?.()
    const seen = () => {
      if (document.visibilityState === 'visible') look()
    }
    // Only who may see the record is told of it, or hears when they may; the others hear that the server is there.
    const about =
      heeds === 'record' ? { record: patientId } : heeds === 'awaits' ? { awaits: patientId } : null
    const changed = (version: number | null) => {
      // It may be seen from now on: whoever looks at this page looks at it, and nobody else is said to have looked.
      if (heeds === 'awaits') seen()
      else if (version === null || version !== shown.current) look()
    }
    // Beside the console there is no page that listens; the console itself is told when the session is over.
    const stop = listen
      ? listen(about, changed)
      : connectRecord(about, {
          heard: () => setHeardAt(Date.now()),
          changed,
          listsTurned: () => undefined,
          signedOut: () => undefined,
        })
    document.addEventListener('visibilitychange', seen)
    window.addEventListener('pageshow', seen)
    return () => {
      stop()
      document.removeEventListener('visibilitychange', seen)
      window.removeEventListener('pageshow', seen)
    }
  }, [patientId, heeds, listen, times])

  useEffect(() => {
    if (until === null) return
    const end = setTimeout(() => again.current?.(), Math.max(0, Date.parse(until) - Date.now()) + 500)
    return () => clearTimeout(end)
  }, [until])

  const heard = hearing(page ? page.heardAt : heardAt, useNow())
  return { loaded, isStale: isSignedOut || heard === 'stale' }
}
