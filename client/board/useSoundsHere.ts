import { useEffect, useState } from 'react'

const SOUNDS = 'goldthread-sounds'

/**
 * Of the pages of one browser that would sound for the same thing one does: the console, and a page beside it where no console can. The console
 * takes it from whoever has it and is never silent for another; a page beside it waits. `isWanted`: this page can be heard.
 */
export function useSoundsHere(isWanted: boolean, isConsole: boolean): boolean {
  const [isOurs, setOurs] = useState(false)
  const isAlone = !('locks' in navigator) // a browser that cannot ask the other pages sounds in each
  useEffect(() => {
    if (isAlone || !isWanted) return
    const over = new AbortController()
    let release = () => {}
    const hold = () => {
      if (over.signal.aborted) return undefined
      setOurs(true)
      return new Promise<void>(resolve => {
        release = resolve
      })
    }
    const ask = () => {
      const asked = isConsole
        ? navigator.locks.request(SOUNDS, { steal: true }, hold)
        : navigator.locks.request(SOUNDS, { signal: over.signal }, hold)
      asked.catch((error: unknown) => {
        if (!(error instanceof DOMException)) throw error
        if (over.signal.aborted) return
        // A console has taken it: when that is closed it is this page's again.
        setOurs(false)
        if (!isConsole) ask()
      })
    }
    ask()
    return () => {
      over.abort()
      release()
      setOurs(false)
    }
  }, [isAlone, isWanted, isConsole])
  return isConsole || isAlone || isOurs
}
