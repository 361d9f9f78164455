import type { Logger } from '#server/platform/logger.ts'
import { CarrierUnavailable } from '#server/platform/problems.ts'
import { plusSeconds } from '#shared/time.ts'
import { type CallDeps, changeCall } from './changeCall.ts'
import { LOOK_BACK_SECONDS, wentUnanswered } from './core/follows.ts'
import { type Seen, seenAfterwards } from './core/seenAfterwards.ts'
import type { PhoneLine } from './phoneLine.ts'
import type { StoredCall } from './storedCall.ts'

type Deps = CallDeps & { phoneLine: PhoneLine; log: Logger }
type Kept = 'kept' | 'needless' | { againAt: string }

/**
 * Asks the carrier what became of the caller whom, as far as we know, nobody answered: who talked to her while none of us was
 * there, and what she left. A carrier that is away is asked again, however long that is: she was told that a message is with the nurses.
 */
export async function lookBack(deps: Deps, call: StoredCall): Promise<Kept> {
  const { callSid } = call.facts
  if (!callSid || !wentUnanswered(call.facts)) return 'needless'
  const seen = await look(deps.phoneLine, callSid)
  if (!seen) return { againAt: plusSeconds(deps.clock(), LOOK_BACK_SECONDS) }
  for (const { key, event } of seenAfterwards(call.facts, seen, deps.clock())) {
    const sourceKey = `reconciled/${key}`
    await changeCall(deps, { callId: call.id, lineId: call.lineId }, () => ({
      kind: 'event',
      sourceKey,
      event,
    }))
    deps.log.warn('call.reconciled', { callId: call.id, kind: event.kind })
  }
  return 'kept'
}

/** Null: the carrier is away. */
async function look(phoneLine: PhoneLine, callSid: string): Promise<Seen | null> {
  try {
    const pickedUp = await phoneLine.pickedUpFor(callSid)
    return { pickedUp, messages: await phoneLine.messagesOf(callSid) }
  } catch (error) {
    if (error instanceof CarrierUnavailable) return null
    throw error
  }
}
