import { useEffect } from 'react'

/** Something was chosen elsewhere on the page and has just opened: the focus goes to its title, when it was chosen by hand. */
export function useFocusAtFirst(id: string, isAsked: boolean | undefined): void {
  useEffect(() => {
    if (isAsked) document.getElementById(id)?.focus()
  }, [id, isAsked])
}
