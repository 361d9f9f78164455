import { readSetting, writeSetting } from './settings.ts'

/** `system` follows the machine; the other two are the switch on the strip. */
export type Theme = 'system' | 'day' | 'night'

export function readTheme(): Theme {
  const kept = readSetting('theme')
  return kept === 'day' || kept === 'night' ? kept : 'system'
}

export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

export function chooseTheme(theme: Theme): void {
  writeSetting('theme', theme)
  applyTheme(theme)
}

const dark = () => matchMedia('(prefers-color-scheme: dark)')

/** Whether the machine prefers the night at this moment. */
export function isDark(): boolean {
  return dark().matches
}

/** Tells when the machine turns, as many do at dusk. Answers how to stop listening. */
export function onDark(turned: () => void): () => void {
  const machine = dark()
  machine.addEventListener('change', turned)
  return () => machine.removeEventListener('change', turned)
}
