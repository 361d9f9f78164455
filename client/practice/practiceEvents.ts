import { PRACTICE_EVENTS, PracticeEvent } from '#shared/practice.ts'

type Listener = {
  hear: (event: PracticeEvent) => void
  /** The line is gone; it is tried again by itself. */
  away: () => void
}

const FIRST_RETRY_MS = 500
const LAST_RETRY_MS = 4_000

/** Listens to the practice line, again and again until it is told to stop. Returns how to stop. */
export function listen({ hear, away }: Listener): () => void {
  let socket: WebSocket | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let patience = FIRST_RETRY_MS
  let isStopped = false

  function open() {
    clearTimeout(retry)
    const address = new URL(PRACTICE_EVENTS, location.href)
    address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:'
    const opened = new WebSocket(address)
    socket = opened
    opened.onmessage = ({ data }: MessageEvent<string>) => {
      if (socket !== opened) return
      patience = FIRST_RETRY_MS
      hear(PracticeEvent.parse(JSON.parse(data)))
    }
    opened.onclose = () => {
      if (socket !== opened || isStopped) return
      socket = undefined
      away()
      retry = setTimeout(open, patience)
      patience = Math.min(patience * 2, LAST_RETRY_MS)
    }
  }
  /** A machine that woke up, a tab that came back: no waiting for the next try. */
  function woke() {
    if (document.visibilityState !== 'hidden' && !socket) open()
  }

  window.addEventListener('online', woke)
  document.addEventListener('visibilitychange', woke)
  open()
  return () => {
    isStopped = true
    clearTimeout(retry)
    window.removeEventListener('online', woke)
    document.removeEventListener('visibilitychange', woke)
    socket?.close()
  }
}
