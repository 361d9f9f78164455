const TICK_MS = 20
/** How late a tick may be on a machine that is only busy. */
const LATE_MS = 30

/**
 * For how long, all in all, this machine gave this process no turn: on a machine with too much to do that may be seconds at a time. What
 * the house promises within a time is measured without it.
 */
export function watchStandstill(): { stoodMs: () => number; stop: () => void } {
  let stood = 0
  let tickedAt = performance.now()
  const sinceTick = () => Math.max(0, performance.now() - tickedAt - TICK_MS - LATE_MS)
  const timer = setInterval(() => {
    stood += sinceTick()
    tickedAt = performance.now()
  }, TICK_MS)
  return { stoodMs: () => stood + sinceTick(), stop: () => clearInterval(timer) }
}

/** How long an act took, without what the machine stood still meanwhile. */
export function stopwatch(machine: ReturnType<typeof watchStandstill>): () => number {
  const [startedAt, stood] = [performance.now(), machine.stoodMs()]
  return () => performance.now() - startedAt - (machine.stoodMs() - stood)
}
