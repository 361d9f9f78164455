import { useState } from 'react'
import { CallFailed } from '#client/api/callFailed.ts'
import { useShortSight } from './useShortSight.ts'

type Shown = { kind: 'shown' }
type Reply<What extends Shown> = What | { kind: 'type_password' } | { kind: 'not_shown'; because: string }

/**
 * Something that is asked for, each time, and then shown for a short while; for the password first, where it was typed too long ago.
 * `notShown`: why it was not.
 */
export function useReveal<What extends Shown>(seconds: number, options?: { staysOnBlur?: boolean }) {
  const sight = useShortSight<What>(seconds, options)
  const [notShown, setNotShown] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [asksPassword, setAsksPassword] = useState(false)

  async function ask(reveal: () => Promise<Reply<What>>) {
    setNotShown(null)
    setBusy(true)
    try {
      const reply = await reveal()
      setAsksPassword(reply.kind === 'type_password')
      if (reply.kind === 'not_shown') setNotShown(reply.because)
      else if (reply.kind === 'shown') sight.show(reply)
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setNotShown(error.message)
    } finally {
      setBusy(false)
    }
  }

  return { ...sight, notShown, isBusy, asksPassword, ask, leavePassword: () => setAsksPassword(false) }
}
