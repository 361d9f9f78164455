import type { CallId } from '#shared/ids.ts'
import type { Voice } from '#shared/softphone.ts'

/** One thing heard on the line, as words. A real telephone has none of these: its sound goes to the ear. */
export type HeardWords = { n: number; who: Voice; name: string | null; text: string }

export type LineState =
  /** Nothing is connected, or the last call is over. */
  | { kind: 'idle' }
  | { kind: 'connecting' }
  | { kind: 'talking'; isMuted: boolean }
  /** The line is being mended; it may still come back by itself. */
  | { kind: 'reconnecting' }
  /** The nurse's own line has ended, for the caller may still be there. `at` is this machine's clock. */
  | { kind: 'ended'; at: number }
  | { kind: 'failed'; says: string }

export type SoftphoneView = {
  readonly callId: CallId | null
  readonly line: LineState
  readonly heard: readonly HeardWords[]
}

/**
 * The browser's telephone. One call at a time. Commands never throw: what goes wrong is a state, in words.
 * The practice line's adapter is practiceSoftphone.ts; another carrier is another adapter of this type.
 */
export type Softphone = {
  get(): SoftphoneView
  watch(watcher: () => void): () => void
  /** Says that a call is about to be connected, so that nobody takes the silence for a lost line. */
  expect(callId: CallId): void
  /** Makes the nurse's own leg of this call. */
  connect(callId: CallId): Promise<void>
  mute(isMuted: boolean): void
  digits(digits: string): void
  disconnect(): void
  /** Speaks on a line that carries words instead of sound; undefined where a microphone does it. */
  say?: (text: string) => void
  /** Fetches what was heard on her earlier lines to this call, which a page that was reloaded knows nothing of. */
  recall?: (callId: CallId) => Promise<void>
  /** Ends everything: the page is being left. */
  close(): void
}
