import { useMemo, useState } from 'react'
import { CallFailed } from './callFailed.ts'

/** Sends once at a time. Returns whether it was done; what was refused is said, and everything typed stays. */
export function useSend() {
  const [isBusy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  async function send(ask: () => Promise<unknown>): Promise<boolean> {
    setBusy(true)
    setRefused(null)
    try {
      const because = refusalIn(await ask())
      setRefused(because)
      return because === null
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setRefused(failureIn(error))
      return false
    } finally {
      setBusy(false)
    }
  }
  /** As a line of the summary over a form. */
  const refusals = useMemo(() => (refused === null ? [] : [{ id: '', says: refused }]), [refused])
  return { isBusy, refused, refusals, forget: () => setRefused(null), send }
}

/** Why it did not arrive or was not taken; what is wrong with a field says more than that something is. */
function failureIn({ code, fields, message }: CallFailed): string {
  if (code === 'unreachable')
    return 'We could not reach the server. What you typed is kept on this screen; try again.'
  return Object.values(fields)[0] ?? message
}

/** Why a rule said no, in a reply that is an answer all the same; null where it was done. */
function refusalIn(reply: unknown): string | null {
  const isRefused = typeof reply === 'object' && reply !== null && 'kind' in reply && reply.kind === 'refused'
  if (!isRefused) return null
  return 'because' in reply ? String(reply.because) : ''
}
