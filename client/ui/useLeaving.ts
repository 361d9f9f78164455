import { useEffect } from 'react'

/**
 * Calls `act` when the page may be about to go: it is hidden, reloaded or closed. A browser promises no later moment than
 * these, and what is sent then must be allowed to outlive the page. `act` must keep its identity (useCallback).
 */
export function useLeaving(act: () => void): void {
  useEffect(() => {
    const hidden = () => {
      if (document.visibilityState === 'hidden') act()
    }
    window.addEventListener('pagehide', act)
    document.addEventListener('visibilitychange', hidden)
    return () => {
      window.removeEventListener('pagehide', act)
      document.removeEventListener('visibilitychange', hidden)
    }
  }, [act])
}
