import { type RefObject, type UIEventHandler, useEffect, useRef } from 'react'

type AtEnd = { ref: RefObject<HTMLDivElement | null>; onScroll: UIEventHandler<HTMLDivElement> }

/** Keeps a list at its end as it grows or is made smaller, however tall the newest line, until somebody scrolls up to read. */
export function useAtEnd(newest: number | undefined): AtEnd {
  const ref = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  /** The heights at the last scroll of ours: a scroll at other heights is the browser making room, not a person. */
  const heights = useRef('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the newest line is why it scrolls
  useEffect(() => {
    const box = ref.current
    if (!box) return
    const toEnd = () => {
      if (isAtEnd.current) box.scrollTop = box.scrollHeight
      heights.current = heightsOf(box)
    }
    toEnd()
    const resized = new ResizeObserver(toEnd)
    resized.observe(box)
    return () => resized.disconnect()
  }, [newest])
  return {
    ref,
    onScroll({ currentTarget: box }) {
      if (heights.current !== heightsOf(box)) return
      isAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 40
    },
  }
}

function heightsOf(box: HTMLElement): string {
  return `${box.clientHeight}/${box.scrollHeight}`
}
