import type { CallId } from '#shared/ids.ts'
import type { StoredCall } from './storedCall.ts'

/** Calls as this process wrote them last. */
export type KeptCalls = {
  of(callId: CallId): StoredCall | undefined
  keep(call: StoredCall): void
  /** It was not what the database has: somebody else moves this call as well, and it is read each time from now on. */
  outrun(callId: CallId): void
}

/**
 * Spares reading a call before each of its fifteen webhooks. Never an answer by itself: what is decided on a kept call is written only
 * if the database still has that version, and whatever is not written is decided again on the call as it is read.
 */
export function keptCalls(most = 500): KeptCalls {
  const kept = new Map<CallId, StoredCall | 'outrun'>()
  const put = (callId: CallId, value: StoredCall | 'outrun') => {
    kept.delete(callId)
    kept.set(callId, value)
    const oldest = kept.keys().next()
    if (kept.size > most && !oldest.done) kept.delete(oldest.value)
  }
  return {
    of: callId => {
      const call = kept.get(callId)
      return call === 'outrun' ? undefined : call
    },
    keep: call => {
      if (kept.get(call.id) !== 'outrun') put(call.id, call)
    },
    outrun: callId => put(callId, 'outrun'),
  }
}
