import { useCallback, useRef } from 'react'
import { useShortcut } from './Shortcuts.tsx'

/** Alt X saves the form that is on the screen. Put the returned ref on it. */
export function useSubmitKey(says: string, isActive: boolean) {
  const form = useRef<HTMLFormElement>(null)
  const submit = useCallback(() => form.current?.requestSubmit(), [])
  useShortcut('X', says, isActive ? submit : null)
  return form
}
