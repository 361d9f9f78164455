import { useCallback, useContext, useEffect, useState } from 'react'
import { CallFailed } from './callFailed.ts'
import { SessionOver } from './sessionOver.ts'

/**
 * What a page knows of something it asked for. While it asks again, the last answer stays; `missed` says that the server gave
 * no answer to the last question, so that what stands there may be old. What got no answer is asked again until it gets one.
 * `isAsking`: a newer answer is on its way; what is sent until then is sent against the older one.
 */
export type Loaded<T> =
  | { kind: 'loading' }
  | { kind: 'here'; value: T; missed: CallFailed | null; isAsking: boolean; again: () => void }
  | { kind: 'failed'; failure: CallFailed; again: () => void }

type Answer<T> = { key: string; round: number } & (
  | { value: T; missed: CallFailed | null }
  | { failure: CallFailed }
)

/** Silences, not refusals: a server that says "no" is believed at once, and what it no longer shows is taken away. */
const SILENCES: readonly string[] = ['unreachable', 'broken', 'database_unavailable', 'too_many']
const RETRY_MS = 3_000

/**
 * Asks when `key` changes, and again on `again()`. A null key asks for nothing.
 * An answer that belongs to an older key is dropped: it may be about another person.
 */
export function useLoad<T>(key: string | null, ask: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [round, setRound] = useState(0)
  const [answer, setAnswer] = useState<Answer<T>>()
  const sessionOver = useContext(SessionOver)
  const again = useCallback(() => setRound(n => n + 1), [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for what `ask` closes over; `round` asks again
  useEffect(() => {
    if (key === null) return
    const stop = new AbortController()
    ask(stop.signal).then(
      value => {
        if (!stop.signal.aborted) setAnswer({ key, round, value, missed: null })
      },
      (error: unknown) => {
        if (stop.signal.aborted) return
        if (!(error instanceof CallFailed)) throw error
        if (error.code === 'not_signed_in') sessionOver?.()
        setAnswer(before => afterFailure(before, { key, round }, error))
      },
    )
    return () => stop.abort()
  }, [key, round])

  const unanswered = answer && 'missed' in answer ? answer.missed : answer?.failure
  useEffect(() => {
    if (!unanswered || !SILENCES.includes(unanswered.code)) return
    const retry = setTimeout(again, RETRY_MS)
    return () => clearTimeout(retry)
  }, [unanswered, again])

  if (key === null || answer === undefined || answer.key !== key) return { kind: 'loading' }
  return 'value' in answer
    ? { kind: 'here', value: answer.value, missed: answer.missed, isAsking: answer.round !== round, again }
    : { kind: 'failed', failure: answer.failure, again }
}

function afterFailure<T>(
  before: Answer<T> | undefined,
  asked: Pick<Answer<T>, 'key' | 'round'>,
  failure: CallFailed,
): Answer<T> {
  const isKept = before?.key === asked.key && 'value' in before && SILENCES.includes(failure.code)
  return isKept ? { ...before, ...asked, missed: failure } : { ...asked, failure }
}
