import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import type { CallId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'

/** Whom the number suggests. */
export function useCandidates(callId: CallId) {
  return useLoad(`candidates ${callId}`, signal => call(routes.candidates, { params: { callId }, signal }))
}
