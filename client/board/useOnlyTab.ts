import { useCallback, useEffect, useRef, useState } from 'react'

type Word = 'anyone' | 'here' | 'taking-over'

/**
 * One console in one tab: two tabs would be two patients side by side (threat T-09).
 * A second tab only looks on, until the nurse takes over there; then the first looks on.
 */
export function useOnlyTab(): { isOnlooker: boolean; takeOver: () => void } {
  const [isOnlooker, setOnlooker] = useState(false)
  const channel = useRef<BroadcastChannel | null>(null)
  const isHolder = useRef(true)

  useEffect(() => {
    const open = new BroadcastChannel('goldthread-console')
    const say = (word: Word) => open.postMessage(word)
    const become = (onlooker: boolean) => {
      isHolder.current = !onlooker
      setOnlooker(onlooker)
    }
    open.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data === 'anyone' && isHolder.current) say('here')
      if (data === 'here' || data === 'taking-over') become(true)
    }
    channel.current = open
    say('anyone')
    return () => {
      channel.current = null
      open.close()
    }
  }, [])

  const takeOver = useCallback(() => {
    channel.current?.postMessage('taking-over' satisfies Word)
    isHolder.current = true
    setOnlooker(false)
  }, [])
  return { isOnlooker, takeOver }
}
