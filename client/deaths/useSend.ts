import { useState } from 'react'
import { CallFailed } from '#client/api/callFailed.ts'

/** Sends once at a time. Returns whether it was done; what was refused is said, and everything typed stays. */
export function useSend() {
  const [isBusy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  async function send(ask: () => Promise<{ kind: string; because?: string }>): Promise<boolean> {
    setBusy(true)
    setRefused(null)
    try {
      const reply = await ask()
      if (reply.kind === 'refused') setRefused(reply.because ?? '')
      return reply.kind !== 'refused'
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setRefused(
        error.code === 'unreachable'
          ? 'We could not reach the server. What you wrote is kept on this screen; try again.'
          : error.message,
      )
      return false
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, refused, forget: () => setRefused(null), send }
}
