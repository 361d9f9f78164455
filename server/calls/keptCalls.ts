import type { CallId } from '#shared/ids.ts'
import type { StoredCall } from './storedCall.ts'

/** Calls as this process wrote them last. */
export type KeptCalls = {
  of(callId: CallId): StoredCall | undefined
  keep(call: StoredCall): void
  /** It was not what the database has: it is read anew. The second time somebody else moves this call as well, and it is read each time. */
  outrun(callId: CallId): void
}

/** Once may have been this process itself: two of its own words at one moment. */
const OUTRUNS = 2

/**
 * Spares reading a call before each of its fifteen webhooks. Never an answer by itself: what is decided on a kept call is written only
 * if the database still has that version, and whatever is not written is decided again on the call as it is read.
 */
export function keptCalls(most = 500): KeptCalls {
  const kept = new Map<CallId, { call: StoredCall | undefined; outruns: number }>()
  const put = (callId: CallId, call: StoredCall | undefined, outruns: number) => {
    kept.delete(callId)
    kept.set(callId, { call, outruns })
    const oldest = kept.keys().next()
    if (kept.size > most && !oldest.done) kept.delete(oldest.value)
  }
  return {
    of: callId => kept.get(callId)?.call,
    keep: call => {
      const { call: before, outruns = 0 } = kept.get(call.id) ?? {}
      if (outruns < OUTRUNS && (before?.version ?? 0) <= call.version) put(call.id, call, outruns)
    },
    outrun: callId => put(callId, undefined, (kept.get(callId)?.outruns ?? 0) + 1),
  }
}
