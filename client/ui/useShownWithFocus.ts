import { useEffect } from 'react'

/**
 * What the focus waits at has become another thing, longer than before: all of it comes into sight, from its beginning. Whoever has gone
 * on to something else is not moved. `of` says what it is by now.
 */
export function useShownWithFocus(id: string, of: unknown): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: again for each of them
  useEffect(() => {
    const shown = document.getElementById(id)
    // In braces: newer browsers return a promise from it, which React would take for a cleanup.
    if (shown && shown === document.activeElement) shown.scrollIntoView({ block: 'start' })
  }, [id, of])
}
