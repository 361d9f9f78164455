/** What may go wrong on purpose. Probabilities from 0 to 1; everything is chosen from the line's seed, so it repeats. */
export type FaultPlan = {
  statusCallbacks?: {
    /** Each of up to three extra copies. */
    duplicate?: number
    /** The mean of an exponential delay. */
    delayMs?: number
    /** Held back until the next one has gone. */
    reorder?: number
    drop?: number
  }
  rest?: {
    /** 500 after the work was done. */
    errorAfterWork?: number
    /** No answer after the work was done. */
    timeoutAfterWork?: number
    /** 429 (20429), nothing done. */
    tooMany?: number
  }
  /** An inbound caller hangs up at this step of the call: 1 is the first thing the line does for it. */
  hangUpAtStep?: number
  /** A caller's early hang-up in a queue shows as 'system-error' instead of 'hangup'. */
  hangUpShowsAsSystemError?: number
}
