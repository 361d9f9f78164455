import { useCallback, useRef } from 'react'
import { useShortcut } from './Shortcuts.tsx'

/** A control that a key leads to. Put the returned ref on it. */
export function useFocusWish<Control extends HTMLElement>(key: string, says: string) {
  const control = useRef<Control>(null)
  const go = useCallback(() => control.current?.focus(), [])
  useShortcut(key, says, go)
  return control
}
