import { useCallback, useEffect } from 'react'
import { call } from '#client/api/call.ts'
import { useLoad } from '#client/api/useLoad.ts'
import type { VisitLink } from '#shared/carers.ts'
import type { CallId } from '#shared/ids.ts'
import { routes } from '#shared/routes.ts'
import { isToLookAt } from './core/linkAsking.ts'

const LOOK_MS = 5_000

/** The links that were sent in a call; looked at again while there is news to come of one. */
export function useLinks(callId: CallId | null): { links: readonly VisitLink[]; again: () => void } {
  const sent = useLoad(callId && `visit links ${callId}`, signal =>
    call(routes.visitLinks, { params: { callId: callId ?? '' }, signal }),
  )
  const links = sent.kind === 'here' ? sent.value.links : []
  const askAgain = sent.kind === 'loading' ? null : sent.again
  const again = useCallback(() => askAgain?.(), [askAgain])
  const isLooking = links.some(isToLookAt)
  useEffect(() => {
    if (!isLooking) return
    const turns = setInterval(again, LOOK_MS)
    return () => clearInterval(turns)
  }, [isLooking, again])
  return { links, again }
}
