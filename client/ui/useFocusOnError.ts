import { useEffect } from 'react'

/** A short form that was sent with something wrong: the focus goes to the first field to mend, whose error is read with it. */
export function useFocusOnError(errors: readonly { id: string }[]): void {
  useEffect(() => {
    const first = errors.find(({ id }) => id !== '')
    if (!first) return
    const control = document.getElementById(first.id)
    control?.focus({ preventScroll: true })
    control?.closest('.app-field')?.scrollIntoView({ block: 'nearest' })
  }, [errors])
}
