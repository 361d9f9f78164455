import { useLayoutEffect, useRef } from 'react'

/**
 * What somebody opened by a press, and had to wait for, has come: the focus goes on to `id`. Until then it is at `meanwhile`, where what
 * was pressed has gone. Once, and takes nothing from whoever has gone on to something else.
 */
export function useFocusWhenCome(id: string | null, meanwhile: string): void {
  const pressed = useRef<Element | null>(null)
  const isDone = useRef(false)
  useLayoutEffect(() => {
    pressed.current = document.activeElement
  }, [])
  // With the page that it came with: whoever presses next is not moved afterwards.
  useLayoutEffect(() => {
    if (isDone.current) return
    const now = document.activeElement
    const waits = document.getElementById(meanwhile)
    const isNowhere = now === null || now === document.body || !now.checkVisibility()
    if (id === null) {
      if (isNowhere) waits?.focus()
      return
    }
    isDone.current = true
    if (isNowhere || now === pressed.current || now === waits) document.getElementById(id)?.focus()
  })
}
