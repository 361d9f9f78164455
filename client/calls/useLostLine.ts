import { useCallback, useState } from 'react'
import { call as ask } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { useLive } from '#client/live/LiveProvider.tsx'
import { useHearing } from '#client/live/useHearing.ts'
import { useNow } from '#client/live/useNow.ts'
import { useSoftphone, useSoftphoneView } from '#client/softphone/SoftphoneProvider.tsx'
import { useShortcut } from '#client/ui/Shortcuts.tsx'
import { useUnheard } from '#client/ui/useUnheard.ts'
import type { BoardCall } from '#shared/calls.ts'
import { routes } from '#shared/routes.ts'
import type { AnswersBy } from '#shared/staff.ts'
import { type LostLine, lostLine } from './core/lostLine.ts'

/** The nurse's own line to the caller is gone; what she may do about it, in words. */
export type Lost = LostLine & {
  says: string
  /** Null while the server is not heard: it would only look as if it were done. */
  rejoin: (() => void) | null
}

/** Whether the line of her call is lost, after a reload or a crash, and the one press that makes it again. */
export function useLostLine(call: BoardCall, answersBy: AnswersBy, isOnlooker: boolean): Lost | null {
  const softphone = useSoftphone()
  const view = useSoftphoneView()
  const now = useNow()
  const { clockAheadMs } = useLive()
  const isStale = useHearing() === 'stale'
  const unheard = useUnheard()
  const [problem, setProblem] = useState<string | null>(null)
  const lost =
    answersBy === 'browser'
      ? lostLine(view, call, { now, clockAheadMs })
      : call.state === 'reconnecting'
        ? { since: call.lostSince }
        : null
  const isLost = lost !== null && !isOnlooker

  const rejoin = useCallback(async () => {
    setProblem(null)
    try {
      await ask(routes.rejoinCall, { params: { callId: call.callId }, body: { answersBy } })
      if (answersBy === 'browser') await softphone.connect(call.callId)
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setProblem(error.message)
    }
  }, [call.callId, answersBy, softphone])
  useShortcut('J', 'Join the caller again', isLost && !isStale ? rejoin : null)

  if (!lost || isOnlooker) return null
  const failed = problem ?? (view.line.kind === 'failed' ? view.line.says : null)
  return {
    ...lost,
    says: isStale ? unheard.rejoin : (failed ?? 'Press Rejoin: the caller may still be there.'),
    rejoin: isStale ? null : () => void rejoin(),
  }
}
