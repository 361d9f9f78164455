import { useState } from 'react'
import { Button } from './Button.tsx'
import { chooseTheme, isNight, readTheme } from './theme.ts'

/** Day or night, whatever the machine prefers. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState(readTheme)
  const night = isNight(theme)
  function turn() {
    const next = night ? 'day' : 'night'
    chooseTheme(next)
    setTheme(next)
  }
  return (
    <Button look="quiet" size="small" onClick={turn} aria-label={night ? 'Day colours' : 'Night colours'}>
      <span aria-hidden="true">{night ? '☀' : '☾'}</span>
    </Button>
  )
}
