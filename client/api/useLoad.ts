import { useCallback, useContext, useEffect, useState } from 'react'
import { CallFailed } from './callFailed.ts'
import { SignInAgain } from './signInAgain.ts'

/**
 * What a page knows of something it asked for. While it asks again, the last answer stays; `missed` says that the server gave
 * no answer to the last question, or that nobody was signed in to be answered, so that what stands there may be old. What got no answer
 * is asked again until it gets one, and what nobody was signed in for as soon as somebody is.
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
/** A page that stays when its session is over keeps what it shows: words are typed around it that are nowhere else. */
const KEEPS: readonly string[] = [...SILENCES, 'not_signed_in']
const RETRY_MS = 3_000

/**
 * Asks when `key` changes, and again on `again()`. A null key asks for nothing.
 * An answer that belongs to an older key is dropped: it may be about another person.
 */
export function useLoad<T>(key: string | null, ask: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [round, setRound] = useState(0)
  const [answer, setAnswer] = useState<Answer<T>>()
  const { times } = useContext(SignInAgain)
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

  const isSignedOut = unanswered?.code === 'not_signed_in'
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time somebody signs in again
  useEffect(() => {
    if (times > 0 && isSignedOut) again()
  }, [times])

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
  const isKept = before?.key === asked.key && 'value' in before && KEEPS.includes(failure.code)
  return isKept ? { ...before, ...asked, missed: failure } : { ...asked, failure }
}
