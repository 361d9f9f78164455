import { useEffect, useRef } from 'react'

/**
 * Where something was opened from has the focus again when that is closed, if it is still there to be seen. Returns what is called as it is
 * opened by a press.
 */
export function useFocusBack(isOpen: boolean): () => void {
  const pressed = useRef<HTMLElement | null>(null)
  useEffect(() => {
    if (isOpen) return
    const from = pressed.current
    pressed.current = null
    if (from?.isConnected && from.checkVisibility()) from.focus()
  }, [isOpen])
  return () => {
    if (document.activeElement instanceof HTMLElement) pressed.current = document.activeElement
  }
}
