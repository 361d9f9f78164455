import './Key.css'
import { useShortcutsOn } from './Shortcuts.tsx'

/** The key that does this, as a small cap. Silent for screen readers: aria-keyshortcuts says it to them. */
export function Key({ name }: { name: string }) {
  const isOn = useShortcutsOn()
  if (!isOn) return null
  return (
    <span className="app-key" aria-hidden="true">
      {name === '?' ? '?' : `Alt ${name}`}
    </span>
  )
}
