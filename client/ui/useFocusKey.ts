import { useCallback } from 'react'
import { useShortcut } from './Shortcuts.tsx'

/** A key that leads to the control with this id, wherever it is on the page. */
export function useFocusKey(key: string, says: string, id: string): void {
  const go = useCallback(() => document.getElementById(id)?.focus(), [id])
  useShortcut(key, says, go)
}
