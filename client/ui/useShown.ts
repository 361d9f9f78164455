import { useEffect, useRef } from 'react'

/** Brings what the nurse just asked for into sight, without moving the focus. `of` changes when there is something new; while it is 0 there is nothing. */
export function useShown<Element extends HTMLElement>(of: unknown) {
  const shown = useRef<Element>(null)
  useEffect(() => {
    // In braces: newer browsers return a promise from it, which React would take for a cleanup.
    if (of !== 0) shown.current?.scrollIntoView({ block: 'nearest' })
  }, [of])
  return shown
}
