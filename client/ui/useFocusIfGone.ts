import { useEffect } from 'react'

/** What had the focus last, with all that it stood in, from the inside out. */
let had: readonly EventTarget[] = []
globalThis.document?.addEventListener('focusin', event => {
  had = event.composedPath()
})

/**
 * When what had the focus has gone from the page, because it was pressed or stood beside what was, the focus goes on to `id`: to the
 * nearest one that is in the same part. `part` is that part, as a selector of what `id` stands in. It is looked at each time the page
 * is drawn there: what comes by itself takes nothing from anybody, and whoever has put the focus nowhere, to read, is left alone.
 */
export function useFocusIfGone(id: string, part = 'section'): void {
  useEffect(() => {
    const [last] = had
    const isNowhere = document.activeElement === null || document.activeElement === document.body
    if (!isNowhere || !(last instanceof Element)) return
    if (last.isConnected && last.checkVisibility()) return
    const next = document.getElementById(id)
    const around = next?.closest(part)
    if (around && had.includes(around)) next?.focus({ preventScroll: true })
  })
}
