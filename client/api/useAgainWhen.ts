import { useEffect, useRef } from 'react'
import type { Loaded } from './useLoad.ts'

/** Asks again each time `says` has become another, also where the first answer is still on its way: it may be of before. */
export function useAgainWhen(says: string | number, loaded: Loaded<unknown>): void {
  const again = loaded.kind === 'loading' ? undefined : loaded.again
  const asked = useRef(says)
  useEffect(() => {
    if (!again || asked.current === says) return
    asked.current = says
    again()
  }, [says, again])
}
