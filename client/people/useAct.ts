import { useState } from 'react'
import { CallFailed } from '#client/api/callFailed.ts'

type Answer = { kind: string; because?: string }

/** One act that a page asks for: while it is under way, and what came back when it was not done. */
export function useAct(onDone: () => void) {
  const [isBusy, setBusy] = useState(false)
  const [says, setSays] = useState<string | null>(null)
  async function act(work: () => Promise<Answer>) {
    setBusy(true)
    setSays(null)
    try {
      const answer = await work()
      if (answer.kind === 'refused') setSays(answer.because ?? '')
      else onDone()
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setSays(Object.values(error.fields ?? {})[0] ?? error.message)
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, says, act }
}
