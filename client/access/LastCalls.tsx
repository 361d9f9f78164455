import { PastCalls } from '#client/patients/PastCalls.tsx'
import type { SharedCalls } from '#shared/outcomes.ts'
import type { Instant } from '#shared/time.ts'

type Props = { lastCalls: SharedCalls | null; now: Instant; hasDied: boolean; isStale: boolean }

/** The last calls without one in hand: as in a call, as far as this reader is told of them. */
export function LastCalls({ lastCalls, now, hasDied, isStale }: Props) {
  if (lastCalls === null) return null
  return (
    <PastCalls
      calls={lastCalls.calls}
      now={now}
      hasDied={hasDied}
      nothing={`No call about this person ${hasDied ? 'was written down' : 'has been written down yet'}.`}
      leftOut={lastCalls.leftOut}
      canMove={{ isStale }}
    />
  )
}
