import { useEffect, useRef } from 'react'

/** Keeps a list at its end as it grows, unless somebody scrolled up to read. */
export function useStickToEnd(newest: number | undefined) {
  const list = useRef<HTMLOListElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the newest line is why it scrolls
  useEffect(() => {
    const box = list.current
    if (!box) return
    const isNearEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 80
    if (isNearEnd) box.scrollTop = box.scrollHeight
  }, [newest])
  return list
}
