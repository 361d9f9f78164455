/** How this machine likes the console. Nothing about a person is ever kept in the browser. */
type Setting = 'theme' | 'answersBy' | 'shortcuts' | 'tellsWhere'

const key = (setting: Setting) => `goldthread.${setting}`

export function readSetting(setting: Setting): string | null {
  try {
    return localStorage.getItem(key(setting))
  } catch {
    return null // storage is switched off on this machine: the default serves
  }
}

export function writeSetting(setting: Setting, value: string): void {
  try {
    localStorage.setItem(key(setting), value)
  } catch {
    // Storage is switched off on this machine: the choice lasts until the page is closed.
    return
  }
}
