import { useState, useSyncExternalStore } from 'react'
import { Button } from './Button.tsx'
import { chooseTheme, isDark, onDark, readTheme } from './theme.ts'

/** Day or night, whatever the machine prefers. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState(readTheme)
  const machineIsDark = useSyncExternalStore(onDark, isDark)
  const night = theme === 'system' ? machineIsDark : theme === 'night'
  function turn() {
    const next = night ? 'day' : 'night'
    chooseTheme(next)
    setTheme(next)
  }
  return (
    <Button look="quiet" size="small" onClick={turn} aria-label={night ? 'Day colours' : 'Night colours'}>
      <svg viewBox="0 0 16 16" width="16" height="16" fill="currentColor" aria-hidden="true">
        {night ? (
          <path d="M8 4.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7M7.25 0h1.5v3h-1.5zm0 13h1.5v3h-1.5zM0 7.25h3v1.5H0zm13 0h3v1.5h-3zM1.8 2.9l1.1-1.1L5 3.9 3.9 5zm9.2 9.2 1.1-1.1 2.1 2.1-1.1 1.1zm-9.2 1L3.9 11 5 12.1l-2.1 2.1zm9.2-9.2 2.1-2.1 1.1 1.1L12.1 5z" />
        ) : (
          <path d="M6.2 1.1a7 7 0 1 0 8.7 8.7A5.6 5.6 0 0 1 6.2 1.1" />
        )}
      </svg>
    </Button>
  )
}
