import { useEffect, useLayoutEffect } from 'react'

/** Something was chosen elsewhere on the page and has just opened: the focus goes to its title, when it was chosen by hand. */
export function useFocusAtFirst(id: string, isAsked: boolean | undefined): void {
  // With the page that it came with: a letter that is typed as it comes is not lost.
  useLayoutEffect(() => {
    if (isAsked) document.getElementById(id)?.focus()
  }, [id, isAsked])
  // What came together with a window of its own takes no focus before that window is open.
  useEffect(() => {
    if (isAsked) document.getElementById(id)?.focus()
  }, [id, isAsked])
}
