import { useEffect } from 'react'

/** Calls `seen` when the page comes back into sight, or out of the browser's memory. `seen` must keep its identity. */
export function useInSight(seen: (() => void) | undefined): void {
  useEffect(() => {
    const turned = () => {
      if (document.visibilityState === 'visible') seen?.()
    }
    document.addEventListener('visibilitychange', turned)
    window.addEventListener('pageshow', turned)
    return () => {
      document.removeEventListener('visibilitychange', turned)
      window.removeEventListener('pageshow', turned)
    }
  }, [seen])
}
