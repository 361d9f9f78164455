import { useEffect } from 'react'
import type { Loaded } from '#client/api/useLoad.ts'
import { useInSight } from '#client/live/useInSight.ts'

/** Lists that another person decides about meanwhile: asked for again when the page is seen again or taken into the hand. */
export function useLookAgain(loaded: Loaded<unknown>): void {
  const again = loaded.kind === 'loading' ? undefined : loaded.again
  useInSight(again)
  useEffect(() => {
    if (!again) return
    window.addEventListener('focus', again)
    return () => window.removeEventListener('focus', again)
  }, [again])
}
