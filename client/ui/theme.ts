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

/** Whether the page is dark at this moment, by the switch or by the machine. */
export function isNight(theme: Theme): boolean {
  return theme === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'night'
}
