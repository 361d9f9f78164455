import { useEffect, useState } from 'react'

/** As long as a press that was on its way when something else stood here. */
const SETTLES_MS = 700

/** False for a moment after something took the place of another: a press that was meant for what stood there does nothing. */
export function useSettled(tookAPlace: boolean): boolean {
  const [isSettled, settle] = useState(!tookAPlace)
  useEffect(() => {
    const timer = setTimeout(() => settle(true), SETTLES_MS)
    return () => clearTimeout(timer)
  }, [])
  return isSettled
}
