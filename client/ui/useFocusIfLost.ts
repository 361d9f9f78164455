import { useEffect } from 'react'

/**
 * When what had the focus has gone with its part of the page, the focus goes on to where the work goes on: a keyboard must not
 * begin again at the top. Takes nothing from anybody: while something has the focus, it stays there, and
 * nothing is scrolled that somebody reads.
 */
export function useFocusIfLost(id: string, isWanted: boolean): void {
  useEffect(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body
    if (isWanted && isLost) document.getElementById(id)?.focus({ preventScroll: true })
  }, [id, isWanted])
}
