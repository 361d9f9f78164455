import { useEffect } from 'react'
import { isCalling, type OutRow } from './core/outOnVisits.ts'
import { notify } from './notify.ts'
import { helpOnce } from './sound.ts'

const HELP_EVERY_MS = 4_000

/** A colleague calls for help: loud, in mid-call too, again and again until somebody of the line says that they see to it. */
export function useHelpAlarm(outs: readonly OutRow[]): void {
  const isHeard = outs.some(isCalling)
  useEffect(() => {
    if (!isHeard) return
    helpOnce()
    const again = setInterval(helpOnce, HELP_EVERY_MS)
    const note = notify('A colleague calls for help', 'goldthread-help')
    return () => {
      clearInterval(again)
      note?.close()
    }
  }, [isHeard])
}
