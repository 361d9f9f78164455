import { useEffect, useRef } from 'react'

/** What was scrolled to look for the person is another thing than the record that takes its place: that begins at its top. */
export function useTopWhenChanged(what: boolean) {
  const top = useRef<HTMLElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const before = useRef(what)
  useEffect(() => {
    if (before.current === what) return
    before.current = what
    scroller.current?.scrollTo(0, 0)
    top.current?.scrollIntoView({ block: 'start' })
  }, [what])
  return { top, scroller }
}
