import { Lately } from '#client/patients/Lately.tsx'
import type { SharedCalls } from '#shared/outcomes.ts'
import type { Instant } from '#shared/time.ts'

type Props = { lastCalls: SharedCalls | null; now: Instant; hasDied: boolean; isStale: boolean }

/** The last calls, and what was asked of teams, without a call in hand: as in one, as far as this reader is told of them. */
export function LastCalls({ lastCalls, now, hasDied, isStale }: Props) {
  if (lastCalls === null) return null
  return (
    <Lately
      {...lastCalls}
      now={now}
      hasDied={hasDied}
      nothing={`No call about this person ${hasDied ? 'was written down' : 'has been written down yet'}.`}
      canMove={{ isStale }}
    />
  )
}
