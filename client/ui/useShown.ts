import { useEffect, useRef } from 'react'

/** Brings what the nurse just asked for into sight, without moving the focus. `of` changes when there is something new. */
export function useShown<Element extends HTMLElement>(of: unknown) {
  const shown = useRef<Element>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown is why it scrolls
  useEffect(() => {
    // In braces: newer browsers return a promise from it, which React would take for a cleanup.
    shown.current?.scrollIntoView({ block: 'nearest' })
  }, [of])
  return shown
}
