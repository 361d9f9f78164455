import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { whosePage } from '#client/api/whosePage.ts'
import { useLeaving } from '#client/ui/useLeaving.ts'
import { useUnsaved } from '#client/ui/useUnsaved.ts'
import type { CallId } from '#shared/ids.ts'
import type { OutcomeInProgress } from '#shared/outcomes.ts'
import { routes } from '#shared/routes.ts'
import { unkept } from './core/unkept.ts'

/** At most this long between a change in a field and its way to the server. */
const KEEPS_AFTER_MS = 800

type Ways = {
  canSend: boolean
  /** Whether the outcome itself is saved, when what is under way has been answered: then nothing of it is lost. */
  hasSaved: () => Promise<boolean>
  /** What the server did not take when the call went from the screen, because a colleague has it by then. */
  onLost: (words: string) => void
}

/**
 * The outcome's fields, kept on the server as they are written, so that a reload in mid-call loses none of them. Keeping is
 * a help and not a promise: the outcome itself is saved by its own button, and says so. While nothing can be sent the page
 * warns before it is left.
 */
export function useKeptOutcome(
  callId: CallId,
  initial: OutcomeInProgress,
  ways: Ways,
): [OutcomeInProgress, (change: Partial<OutcomeInProgress>) => void] {
  const [form, setForm] = useState(initial)
  const { canSend } = ways
  const sent = useRef(initial)
  const kept = useRef(initial)
  const sending = useRef<Promise<void>>(Promise.resolve())
  const [typedBy] = useState(whosePage)
  const newest = useRef({ form, ways })
  newest.current = { form, ways }

  const send = useCallback(
    (fields: OutcomeInProgress, isLeaving: boolean) => {
      sent.current = fields
      sending.current = call(routes.keepOutcomeDraft, {
        params: { callId },
        body: fields,
        keepalive: isLeaving,
      }).then(
        () => {
          kept.current = fields
        },
        error => {
          if (!(error instanceof CallFailed)) throw error
          sent.current = kept.current // the next change, or the server's return, sends it all again
        },
      )
      return sending.current
    },
    [callId],
  )
  const keep = useCallback(
    (isLeaving: boolean) => {
      if (canSend && form !== sent.current) void send(form, isLeaving)
    },
    [form, canSend, send],
  )
  useEffect(() => {
    const timer = setTimeout(() => keep(false), KEEPS_AFTER_MS)
    return () => clearTimeout(timer)
  }, [keep])
  useLeaving(useCallback(() => keep(true), [keep]))
  useUnsaved(useCallback(() => !canSend && form !== kept.current, [form, canSend]))
  // The form goes from the screen: with its outcome saved, or because the call is not hers any more.
  useEffect(() => {
    const leave = async () => {
      await sending.current
      const { form: last, ways: by } = newest.current
      if (last === kept.current || (await by.hasSaved())) return
      // She was signed out, and another signed in here: it would go into what is theirs to write.
      if (whosePage() !== typedBy) return
      await send(last, false)
      const words = last === kept.current ? '' : unkept(last, kept.current)
      if (words) by.onLost(words)
    }
    return () => void leave()
  }, [send, typedBy])

  const change = useCallback(
    (given: Partial<OutcomeInProgress>) => setForm(before => ({ ...before, ...given })),
    [],
  )
  return [form, change]
}
