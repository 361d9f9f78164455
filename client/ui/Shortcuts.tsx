import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { readSetting, writeSetting } from './settings.ts'

type Act = { says: string; run: () => void }
type Shortcuts = {
  isOn: boolean
  switchOn: (isOn: boolean) => void
  /** Which key does what at this moment. The last one that asked for a key has it. */
  acts: Map<string, Act[]>
}

const ShortcutsContext = createContext<Shortcuts | null>(null)

/**
 * Keys for every common act: always Alt and a letter, with Shift where the letter alone is a neighbour's, so that they work while typing
 * notes and never instead of typing (WCAG 2.1.4); `?` alone opens the list, outside of text. All can be switched off.
 */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const [isOn, setIsOn] = useState(() => readSetting('shortcuts') !== 'off')
  const acts = useRef(new Map<string, Act[]>())
  const switchOn = useCallback((on: boolean) => {
    writeSetting('shortcuts', on ? 'on' : 'off')
    setIsOn(on)
  }, [])
  useEffect(() => {
    if (!isOn) return
    const pressed = (event: KeyboardEvent) => {
      // With Shift, whoever meant the letter alone has it where nothing else does.
      const key = keysOf(event).find(one => acts.current.get(one)?.length)
      const act = key === undefined ? undefined : acts.current.get(key)?.at(-1)
      if (!act || isCovered() || (isUnderDialog() && !OVER_DIALOGS.includes(key ?? ''))) return
      event.preventDefault()
      act.run()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [isOn])
  const shared = useMemo(() => ({ isOn, switchOn, acts: acts.current }), [isOn, switchOn])
  return <ShortcutsContext value={shared}>{children}</ShortcutsContext>
}

export function useShortcuts(): Shortcuts {
  const shortcuts = useContext(ShortcutsContext)
  if (!shortcuts) throw new Error('this page is outside of ShortcutsProvider')
  return shortcuts
}

/** Whether keys are shown: false outside of the console. */
export function useShortcutsOn(): boolean {
  return useContext(ShortcutsContext)?.isOn ?? false
}

/** Gives a key to an act while this component is on the screen. A null act leaves the key alone. */
export function useShortcut(key: string, says: string, run: (() => void) | null): void {
  const { acts } = useShortcuts()
  useEffect(() => {
    if (!run) return
    const act = { says, run }
    acts.set(key, [...(acts.get(key) ?? []), act])
    return () => {
      acts.set(
        key,
        (acts.get(key) ?? []).filter(each => each !== act),
      )
    }
  }, [acts, key, says, run])
}

/** Taking, hanging up, joining again and muting do not wait for a window over the page; nothing else reaches under it. */
const OVER_DIALOGS: readonly string[] = ['A', 'H', 'J', 'M']

/** Whoever sits here has said that they are somebody else: nothing of the page is theirs to press, their colleague’s microphone least of all. */
function isCovered(): boolean {
  return document.querySelector('.app-dialog--alone') !== null
}

/** Whether a window stands over the page. */
export function isUnderDialog(): boolean {
  return document.querySelector('dialog[open]') !== null
}

function keysOf(event: KeyboardEvent): string[] {
  if (event.ctrlKey || event.metaKey || event.repeat) return []
  // By place on the keyboard: with Alt, a Mac would give 'å' for A.
  const letter = event.altKey ? /^Key([A-Z])$/.exec(event.code)?.[1] : undefined
  if (letter) return event.shiftKey ? [`Shift ${letter}`, letter] : [letter]
  return event.key === '?' && !event.altKey && !isTyping(event.target) ? ['?'] : []
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  )
}
