import { useCallback, useRef } from 'react'
import { useShortcut } from './Shortcuts.tsx'

/** Alt X presses the button that saves the form on the screen, if it can be pressed. Put the returned ref on the form. */
export function useSubmitKey(says: string, isActive: boolean) {
  const form = useRef<HTMLFormElement>(null)
  const submit = useCallback(() => form.current?.querySelector<HTMLElement>('[type=submit]')?.click(), [])
  useShortcut('X', says, isActive ? submit : null)
  return form
}
