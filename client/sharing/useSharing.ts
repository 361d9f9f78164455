import { useState } from 'react'
import { CallFailed } from '#client/api/callFailed.ts'
import { useLoad } from '#client/api/useLoad.ts'
import type { SharingChange, SharingSaved } from '#shared/sharing.ts'
import type { SharingWay } from './sharingWay.ts'

/** How sharing stands for this person: asked for when somebody wants to talk about it, and again after each change. */
export function useSharing(way: SharingWay) {
  return useLoad(`sharing ${way.key}`, signal => way.view(signal))
}

/** One change of mind on its way: what it came to, or why it is not saved. What was typed stays with whoever asks. */
export function useChange(onSaved: () => void, again: () => void) {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [change, setChange] = useState<SharingChange | null>(null)

  /** Whether there was an answer: without one the same is asked again, by the same command. */
  async function send(ask: () => Promise<SharingSaved>): Promise<boolean> {
    setBusy(true)
    setProblem(null)
    try {
      const saved = await ask()
      again()
      if (saved.kind === 'saved') {
        setChange(saved.change)
        onSaved()
      } else setProblem(quicker(saved.by))
      return true
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setProblem(error.message)
      return false
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, problem, change, send, setProblem }
}

function quicker(names: readonly string[]): string {
  const who = names.join(' and ') || 'A colleague'
  return `${who} changed this after you opened it. Nothing of yours was saved: it is shown here as it is now. Look, then save again.`
}
