import { useEffect, useRef, useState } from 'react'
import { useNow } from '#client/live/useNow.ts'

type Sight<What> = { what: What; until: number }
/** Why it is not on the screen any more. */
export type Hidden = 'by_time' | 'by_leaving' | null

/**
 * Something that is on the screen for a short while only: it goes with the time, when the tab is left for another or, unless it
 * `staysOnBlur`, this window for another, and with the page. Before and after it is nowhere, not even hidden in the page.
 */
export function useShortSight<What>(seconds: number, { staysOnBlur = false } = {}) {
  const [sight, setSight] = useState<Sight<What> | null>(null)
  const [hidden, setHidden] = useState<Hidden>(null)
  const now = useNow()
  const isShown = sight !== null
  const end = useRef<(because: Hidden) => void>(() => {})
  end.current = because => {
    setSight(null)
    setHidden(because)
  }

  useEffect(() => {
    if (!isShown) return
    const left = () => end.current('by_leaving')
    const turned = () => {
      if (document.visibilityState === 'hidden') left()
    }
    if (!staysOnBlur) window.addEventListener('blur', left)
    window.addEventListener('pagehide', left)
    document.addEventListener('visibilitychange', turned)
    return () => {
      window.removeEventListener('blur', left)
      window.removeEventListener('pagehide', left)
      document.removeEventListener('visibilitychange', turned)
    }
  }, [isShown, staysOnBlur])

  const until = sight?.until
  useEffect(() => {
    if (until === undefined) return
    const over = setTimeout(() => end.current('by_time'), Math.max(0, until - Date.now()))
    return () => clearTimeout(over)
  }, [until])

  return {
    shown: sight?.what ?? null,
    secondsLeft: until === undefined ? 0 : Math.min(seconds, Math.max(0, Math.ceil((until - now) / 1000))),
    hidden,
    show: (what: What) => {
      setHidden(null)
      // Away already while the server answered: then nobody is there to read it.
      if (document.visibilityState === 'hidden') return setHidden('by_leaving')
      setSight({ what, until: Date.now() + seconds * 1000 })
    },
    hide: () => end.current(null),
  }
}
