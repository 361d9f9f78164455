import { useEffect } from 'react'
import { useShortcutsOn } from '#client/ui/Shortcuts.tsx'

/** The keyboard's digits, star and hash, wherever nobody is typing; off together with all other keys (WCAG 2.1.4). */
export function useDigitKeys(onKey: ((key: string) => void) | undefined): boolean {
  const isOn = useShortcutsOn()
  useEffect(() => {
    if (!isOn || !onKey) return
    const pressed = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.repeat || isTakenBy(event.target)) return
      if (/^[0-9*#]$/.test(event.key)) onKey(event.key)
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [isOn, onKey])
  return isOn
}

function isTakenBy(target: EventTarget | null): boolean {
  const takers = 'input:not([type=radio]), textarea, select, dialog'
  return target instanceof HTMLElement && target.closest(takers) !== null
}
