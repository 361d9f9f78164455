import { createContext, useContext, useLayoutEffect, useRef } from 'react'
import { typedOver, type WordsLeft } from './core/typedOver.ts'

/** Who takes the words that were being typed where a part of the page goes by itself: it says what became of them. */
export const LeaveWords = createContext<(words: readonly WordsLeft[]) => void>(() => undefined)

type Typed = HTMLInputElement | HTMLTextAreaElement

/**
 * Hands on what was typed in the fields of a part of the page, and of the windows over it, as that part goes. `part` is a selector. Not what says of itself that it is no word to be repeated (`data-not-repeated`), nor a form that hands its own on.
 */
export function useTypedHere(part: string): void {
  const leave = useContext(LeaveWords)
  const leaving = useRef(leave)
  leaving.current = leave
  // A layout effect ends while the fields are still on the page.
  useLayoutEffect(() => {
    /** What each field held when it was first come to. */
    const starts = new Map<Typed, string>()
    const come = ({ target }: FocusEvent) => {
      if (isTyped(target) && target.closest(part) && !starts.has(target)) starts.set(target, target.value)
    }
    document.addEventListener('focusin', come)
    return () => {
      document.removeEventListener('focusin', come)
      leaving.current([...starts].flatMap(([field, start]) => wordsIn(field, start)))
    }
  }, [part])
}

function isTyped(target: EventTarget | null): target is Typed {
  return target instanceof Element && target.matches('textarea, input:not([type]), input[type=text]')
}

function wordsIn(field: Typed, start: string): WordsLeft[] {
  if (!field.isConnected || field.readOnly || field.closest('[data-not-repeated]')) return []
  const says = typedOver(start, field.value)
  if (says === '') return []
  const where = field.closest('dialog')?.querySelector('.app-dialog__title')?.textContent ?? ''
  return [{ where, label: field.labels?.[0]?.textContent ?? '', says }]
}
