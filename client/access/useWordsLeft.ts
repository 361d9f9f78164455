import { useCallback, useRef, useState } from 'react'
import type { WordsLeft } from '#client/ui/core/typedOver.ts'
import { useUnsaved } from '#client/ui/useUnsaved.ts'

/** The words that were being typed on a record as it closed by itself. They are of this page alone, and the page says so before it is left. */
export function useWordsLeft() {
  const [words, setWords] = useState<readonly WordsLeft[]>([])
  const isLeft = words.length > 0
  const isByHand = useRef(false)
  useUnsaved(useCallback(() => isLeft, [isLeft]))
  return {
    words,
    leave: useCallback((more: readonly WordsLeft[]) => {
      if (more.length > 0 && !isByHand.current) setWords(before => [...before, ...more])
    }, []),
    /** It is being closed by a press, or opened: what was half-written waits for whoever closes it, and comes back with the record. */
    closesByHand: useCallback((now: boolean) => {
      isByHand.current = now
    }, []),
    forget: useCallback(() => setWords([]), []),
  }
}
