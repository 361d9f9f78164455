import { useState } from 'react'
import { CallFailed } from '#client/api/callFailed.ts'
import { useLoad } from '#client/api/useLoad.ts'
import type { SharingChange, SharingSaved } from '#shared/sharing.ts'
import type { SharingWay } from './sharingWay.ts'

/** How sharing stands for this person: asked for when somebody wants to talk about it, and again after each change. */
export function useSharing(way: SharingWay) {
  return useLoad(`sharing ${way.key}`, signal => way.view(signal))
}

/**
 * `saved`: it is done. `not_saved`: something else holds; what was typed is kept, and is sent as a change of its own. `unanswered`: the same
 * is asked again, by the same command.
 */
export type Sent = 'saved' | 'not_saved' | 'unanswered'

/** One change of mind on its way: what it came to, or why it is not saved. What was typed stays with whoever asks. */
export function useChange(way: SharingWay, onSaved: () => void, again: () => void) {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [change, setChange] = useState<SharingChange | null>(null)

  async function send(ask: () => Promise<SharingSaved>): Promise<Sent> {
    setBusy(true)
    setProblem(null)
    try {
      const saved = await ask()
      again()
      if (saved.kind === 'saved') {
        setChange(saved.change)
        onSaved()
        return 'saved'
      }
      setProblem(quicker(saved.by))
      return 'not_saved'
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setProblem(error.message)
      if (error.code !== 'saved_otherwise') return 'unanswered'
      await showWhatHolds(way, again)
      return 'not_saved'
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

/** What was saved first may have closed this very door: then what was typed stays, and is not taken away with what is shown no more. */
async function showWhatHolds(way: SharingWay, again: () => void): Promise<void> {
  try {
    await way.view(new AbortController().signal)
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error
    return
  }
  again()
}
