import { useCallback, useEffect, useState } from 'react'
import { CallFailed } from './callFailed.ts'

/** What a page knows of something it asked for. While it asks again, the last answer stays. */
export type Loaded<T> =
  | { kind: 'loading' }
  | { kind: 'here'; value: T; again: () => void }
  | { kind: 'failed'; failure: CallFailed; again: () => void }

/**
 * Asks when `key` changes, and again on `again()`. A null key asks for nothing.
 * An answer that belongs to an older key is dropped: it may be about another person.
 */
export function useLoad<T>(key: string | null, ask: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [round, setRound] = useState(0)
  const [answer, setAnswer] = useState<{ key: string; value: T } | { key: string; failure: CallFailed }>()
  const again = useCallback(() => setRound(n => n + 1), [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for what `ask` closes over; `round` asks again
  useEffect(() => {
    if (key === null) return
    const stop = new AbortController()
    ask(stop.signal).then(
      value => {
        if (!stop.signal.aborted) setAnswer({ key, value })
      },
      (error: unknown) => {
        if (stop.signal.aborted) return
        if (!(error instanceof CallFailed)) throw error
        setAnswer({ key, failure: error })
      },
    )
    return () => stop.abort()
  }, [key, round])

  if (key === null || answer === undefined || answer.key !== key) return { kind: 'loading' }
  return 'value' in answer
    ? { kind: 'here', value: answer.value, again }
    : { kind: 'failed', failure: answer.failure, again }
}
