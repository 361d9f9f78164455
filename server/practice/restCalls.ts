import { isFinal } from './core/callStatus.ts'
import type { Leg } from './leg.ts'
import { endLeg, finishLeg } from './legs.ts'
import { ring } from './placing.ts'
import { background, Interrupted, pause } from './waiting.ts'
import type { World } from './world.ts'
import { raiseAlert } from './world.ts'

type Placing = {
  timeoutSeconds: number
  limitMs: number
  /** What the call does once it is answered. */
  answered: () => Promise<void>
  /** It was never answered. */
  failed?: () => void
}

/** Places a call for the REST API: when its turn comes (calls per second), and not at all if it is cancelled before. */
export function placeByRest(
  world: World,
  leg: Leg,
  { timeoutSeconds, limitMs, answered, failed }: Placing,
): void {
  const now = world.clock.now()
  const starts = Math.max(now, world.nextCallSlot)
  world.nextCallSlot = starts + 1000 / (world.options.callsPerSecond ?? 1)
  leg.queuedMs = starts - now
  background(world, 'call made by REST', place())

  async function place(): Promise<void> {
    try {
      await pause(world, leg.program.signal, starts - now)
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error
      failed?.()
      // Cancelled while it waited for its turn: nobody is told anything.
      return finishLeg(world, leg, true)
    }
    let stopTimer = () => {}
    await world.interpreter.supervise(world, leg, async () => {
      const answer = await ring(world, leg, timeoutSeconds)
      if (answer !== 'in-progress') return failed?.()
      stopTimer = world.clock.after(limitMs, () => {
        if (isFinal(leg.status)) return
        raiseAlert(world, 32015, { callSid: leg.sid })
        endLeg(world, leg, 'rest')
      })
      await answered()
    })
    stopTimer()
  }
}
