import type { BoardCall, CallState } from '#shared/calls.ts'
import type { Instant } from '#shared/time.ts'

type View = {
  callId: string | null
  line:
    | { kind: 'idle' | 'connecting' | 'talking' | 'reconnecting' | 'failed' }
    | { kind: 'ended'; at: number }
}

const WANTS_A_LINE: readonly CallState[] = ['claimed', 'connecting', 'talking', 'reconnecting']
/** When the caller hangs up, the line ends a moment before the board says so. Milliseconds. */
export const ENDING_MS = 2_500

/** This machine's clock and how far the server's is ahead of it, in milliseconds. */
type Clocks = { now: number; clockAheadMs: number }

/** A call that goes on while this browser has no line to it. `since` is the server's clock; null when it is not known here. */
export type LostLine = { since: Instant | null }

export function lostLine(
  view: View,
  call: Pick<BoardCall, 'callId' | 'state' | 'lostSince'>,
  { now, clockAheadMs }: Clocks,
): LostLine | null {
  if (!WANTS_A_LINE.includes(call.state)) return null
  // After a reload this page knows nothing of the line it had; the server will say when it was lost.
  if (view.callId !== call.callId) return { since: call.lostSince }
  const { line } = view
  switch (line.kind) {
    case 'connecting':
    case 'talking':
    case 'reconnecting':
      return null
    case 'idle':
    case 'failed':
      return { since: call.lostSince }
    case 'ended':
      return now - line.at > ENDING_MS
        ? { since: call.lostSince ?? new Date(line.at + clockAheadMs).toISOString() }
        : null
    default:
      return line satisfies never
  }
}
