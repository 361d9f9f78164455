import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '#client/api/call.ts'
import { useLeaving } from '#client/ui/useLeaving.ts'
import type { CallId } from '#shared/ids.ts'
import type { OutcomeInProgress } from '#shared/outcomes.ts'
import { routes } from '#shared/routes.ts'

/** At most this long between a change in a field and its way to the server. */
const KEEPS_AFTER_MS = 800

/**
 * The outcome's fields, kept on the server as they are written, so that a reload in mid-call loses none of them. Keeping is
 * a help and not a promise: the outcome itself is saved by its own button, and says so. While nothing can be sent the page
 * warns before it is left.
 */
export function useKeptOutcome(
  callId: CallId,
  initial: OutcomeInProgress,
  canSend: boolean,
): [OutcomeInProgress, (change: Partial<OutcomeInProgress>) => void] {
  const [form, setForm] = useState(initial)
  const kept = useRef(initial)

  const keep = useCallback(
    (isLeaving: boolean) => {
      if (!canSend || form === kept.current) return
      kept.current = form
      call(routes.keepOutcomeDraft, { params: { callId }, body: form, keepalive: isLeaving }).catch(() => {
        kept.current = initial // not kept: the next change, or the server's return, sends it all again
      })
    },
    [callId, form, canSend, initial],
  )
  useEffect(() => {
    const timer = setTimeout(() => keep(false), KEEPS_AFTER_MS)
    return () => clearTimeout(timer)
  }, [keep])
  useLeaving(useCallback(() => keep(true), [keep]))
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      if (!canSend && form !== kept.current) event.preventDefault()
    }
    window.addEventListener('beforeunload', leaving)
    return () => window.removeEventListener('beforeunload', leaving)
  }, [form, canSend])

  const change = useCallback(
    (given: Partial<OutcomeInProgress>) => setForm(before => ({ ...before, ...given })),
    [],
  )
  return [form, change]
}
