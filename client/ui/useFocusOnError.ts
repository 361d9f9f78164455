import { useEffect, useRef } from 'react'

type Errors = readonly { id: string }[]

/**
 * A short form that was sent with something wrong: the focus goes to the first field to mend, whose error is read with it.
 * While she mends one after the other it stays where she types.
 */
export function useFocusOnError(errors: Errors): void {
  const known = useRef<Errors>([])
  useEffect(() => {
    const isNews = errors.some(error => !known.current.includes(error))
    known.current = errors
    const first = errors.find(({ id }) => id !== '')
    if (!isNews || !first) return
    const control = document.getElementById(first.id)
    control?.focus({ preventScroll: true })
    control?.closest('.app-field')?.scrollIntoView({ block: 'nearest' })
  }, [errors])
}
