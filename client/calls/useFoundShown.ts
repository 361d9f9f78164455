import { useEffect } from 'react'
import { useShown } from '#client/ui/useShown.ts'

/** Less than there is between two rows. */
const AIR_PX = 4

/**
 * Brings who fits into sight, below the fields that found them. A field whose label would then be cut off at the top goes out of
 * sight altogether: an input without its label is filled with the wrong thing.
 */
export function useFoundShown(found: unknown) {
  const list = useShown<HTMLElement>(found)
  // biome-ignore lint/correctness/useExhaustiveDependencies: again for each answer
  useEffect(() => {
    const below = list.current?.closest('.app-workspace__below')
    if (!list.current || !below) return
    list.current.style.paddingBottom = ''
    const top = below.getBoundingClientRect().top
    const ends = [...below.querySelectorAll('.app-identity__grid > *')]
      .map(field => field.getBoundingClientRect())
      .filter(field => field.top < top - 1 && field.bottom > top + 1)
      .map(field => field.bottom)
    if (ends.length === 0) return
    const further = Math.max(...ends) + AIR_PX - top
    const room = below.scrollHeight - below.clientHeight - below.scrollTop
    if (further > room) list.current.style.paddingBottom = `${further - room}px`
    below.scrollBy(0, further)
  }, [found])
  return list
}
