import { useCallback, useEffect, useLayoutEffect, useRef } from 'react'

/**
 * Signed in again she goes on where she was: in the field in which she wrote, or at what had the focus, or else at the title of what is in
 * the middle. What she pressed to sign in goes from the page, and would leave the focus nowhere. `times` counts the sign-ins. Returns what
 * notes how the window came: by a press, or by itself.
 */
export function useFocusWhereSheWas(isAsking: boolean, times: number): (isPressed: boolean) => void {
  const field = useRef<HTMLElement | null>(null)
  /** What had the focus, the newest first. */
  const had = useRef<readonly HTMLElement[]>([])
  const pressed = useRef<Element | null>(null)
  // Before the window takes the focus to what is in it.
  useLayoutEffect(() => {
    if (isAsking) return
    const note = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return
      if (isField(target)) field.current = target
      had.current = [target, ...had.current].slice(0, 2)
    }
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [isAsking])
  useEffect(() => {
    const now = document.activeElement
    if (times === 0) return
    // A field to which the closed window gave the focus back has no caret in Chromium: what is typed would be lost.
    if (isField(now)) {
      now.blur()
      return now.focus({ preventScroll: true })
    }
    // Nowhere, or at what is about to go; whatever else has the focus keeps it.
    if (now && now !== document.body && now !== pressed.current) return
    const were = had.current.filter(one => one !== pressed.current)
    ;[field.current, ...were, titleInTheMiddle()].some(takesFocus)
  }, [times])
  return useCallback(
    (isPressed: boolean) => {
      if (!isAsking) pressed.current = isPressed ? document.activeElement : null
    },
    [isAsking],
  )
}

/** What letters go into. */
export const isField = (element: unknown): element is HTMLElement =>
  element instanceof HTMLElement && element.matches('input, textarea, select')

function takesFocus(element: HTMLElement | null | undefined): boolean {
  if (!element?.isConnected || !element.checkVisibility()) return false
  element.focus({ preventScroll: true })
  return document.activeElement === element
}

/** Of a window that is open over the page, or else of the page. */
function titleInTheMiddle(): HTMLElement | null {
  const title =
    [...document.querySelectorAll<HTMLElement>('dialog[open] .app-dialog__title')].at(-1) ??
    [...document.querySelectorAll<HTMLElement>('main :is(h1, h2)')].find(each => each.checkVisibility())
  if (title && !title.hasAttribute('tabindex')) title.tabIndex = -1
  return title ?? null
}
