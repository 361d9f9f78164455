import { useEffect } from 'react'
import { ringOnce } from './sound.ts'

const RING_EVERY_MS = 3_000

/**
 * Rings until `callId` is answered, taken or gone: by sound and, where it was allowed, by a notification.
 * The notification names nobody: it may be read over a shoulder.
 */
export function useAlarm(callId: string | undefined): void {
  useEffect(() => {
    if (!callId) return
    ringOnce()
    const again = setInterval(ringOnce, RING_EVERY_MS)
    const note = notify()
    return () => {
      clearInterval(again)
      note?.close()
    }
  }, [callId])
}

function notify(): Notification | undefined {
  if (!('Notification' in window) || Notification.permission !== 'granted') return undefined
  if (document.visibilityState === 'visible') return undefined
  const note = new Notification('A call is waiting', { tag: 'goldthread-call', requireInteraction: true })
  note.onclick = () => {
    window.focus()
    note.close()
  }
  return note
}
