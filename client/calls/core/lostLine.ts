import type { BoardCall, CallState } from '#shared/calls.ts'

type View = {
  callId: string | null
  line:
    | { kind: 'idle' | 'connecting' | 'talking' | 'reconnecting' | 'failed' }
    | { kind: 'ended'; at: number }
}

const WANTS_A_LINE: readonly CallState[] = ['claimed', 'connecting', 'talking', 'reconnecting']
/** When the caller hangs up, the line ends a moment before the board says so. Milliseconds. */
export const ENDING_MS = 2_500

/** Whether the call is going on but this browser has no line to it. `now` in milliseconds of this machine's clock. */
export function isLineLost(view: View, call: Pick<BoardCall, 'callId' | 'state'>, now: number): boolean {
  if (!WANTS_A_LINE.includes(call.state)) return false
  if (view.callId !== call.callId) return true
  switch (view.line.kind) {
    case 'connecting':
    case 'talking':
    case 'reconnecting':
      return false
    case 'idle':
    case 'failed':
      return true
    case 'ended':
      return now - view.line.at > ENDING_MS
    default:
      return view.line satisfies never
  }
}
