import { useShortcut } from '#client/ui/Shortcuts.tsx'

/** The key that takes the call that rings: of the card in the centre, or of the bar above what she looks at; never of both. */
export function useTakeKey(press: (() => void) | null): void {
  useShortcut('A', 'Take the call', press)
}
