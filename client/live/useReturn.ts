import { useEffect, useRef } from 'react'
import { useHearing } from './useHearing.ts'
import { useInSight } from './useInSight.ts'

/** Calls `again` when the server is heard again after a silence, and when the page comes back into sight (hazard H06). */
export function useReturn(again: (() => void) | undefined): void {
  const hearing = useHearing()
  const before = useRef(hearing)
  useEffect(() => {
    if (before.current === 'stale' && hearing === 'fresh') again?.()
    before.current = hearing
  }, [hearing, again])
  useInSight(again)
}
