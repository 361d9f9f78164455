import { useEffect } from 'react'
import { notify } from './notify.ts'
import { ringOnce } from './sound.ts'

const RING_EVERY_MS = 3_000

/**
 * Rings until `callId` is answered, taken or gone: by sound and, where it was allowed, by a notification.
 */
export function useAlarm(callId: string | undefined): void {
  useEffect(() => {
    if (!callId) return
    ringOnce()
    const again = setInterval(ringOnce, RING_EVERY_MS)
    const note = notify('A call is waiting', 'goldthread-call')
    return () => {
      clearInterval(again)
      note?.close()
    }
  }, [callId])
}
