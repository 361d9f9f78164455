import { type RefObject, useEffect, useRef } from 'react'

/**
 * Comes into sight when it is taken in hand. A handset whose controls go away (the call ended) keeps the focus that was in it: it would fall back to the top of the page.
 * Nobody's focus is taken from elsewhere. Put the returned ref on the handset.
 */
export function useHandsetBox(stage: string, isInHand: boolean): RefObject<HTMLElement | null> {
  const box = useRef<HTMLElement>(null)
  const hadFocus = useRef(false)
  useEffect(() => {
    const handset = box.current
    const enter = () => {
      hadFocus.current = true
    }
    const leave = (event: FocusEvent) => {
      // Without a next place, the focused control was taken away, or the window was left: both are no choice to leave.
      if (event.relatedTarget instanceof Node && !handset?.contains(event.relatedTarget))
        hadFocus.current = false
    }
    handset?.addEventListener('focusin', enter)
    handset?.addEventListener('focusout', leave)
    return () => {
      handset?.removeEventListener('focusin', enter)
      handset?.removeEventListener('focusout', leave)
    }
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the change of stage is what takes controls away
  useEffect(() => {
    if (hadFocus.current && document.activeElement === document.body)
      box.current?.focus({ preventScroll: true })
  }, [stage])
  useEffect(() => {
    if (isInHand) box.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [isInHand])
  return box
}
