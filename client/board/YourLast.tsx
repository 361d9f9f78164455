import { useState } from 'react'
import { MoveCall } from '#client/outcomes/MoveCall.tsx'
import type { Moved } from '#client/outcomes/useMoveCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { showMoment } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import type { AboutNobody } from '#shared/movedOutcome.ts'
import type { Instant } from '#shared/time.ts'
import { showFrom } from './core/words.ts'

type Last = NonNullable<AboutNobody['yourLast']>
type Props = { last: Last; now: Instant; isStale: boolean; onMoved: (call: Last, moved: Moved) => void }

/** What she saved last, after a reload and when she comes back to her desk: it may still turn out to be about somebody else. */
export function YourLast({ last, now, isStale, onMoved }: Props) {
  const [isMoving, setMoving] = useState(false)
  const about = `Saved ${showMoment(last.at, now)} · ${showFrom(last.from)}`
  const title = last.movedAt
    ? `Your last call was moved at ${showMoment(last.movedAt, now)}.`
    : 'Your last call is saved.'
  return (
    <>
      <Notice
        tone="plain"
        title={title}
        actions={
          <Button look="quiet" size="small" disabled={isStale} onClick={() => setMoving(true)}>
            This call was about somebody else…
          </Button>
        }
      >
        {about}
        {last.movedAt ? ' · It is on the record that it was moved to.' : null}
      </Notice>
      {isMoving ? (
        <MoveCall
          saved={{ callId: last.callId, epoch: last.epoch, about }}
          isStale={isStale}
          onClose={moved => {
            setMoving(false)
            if (moved) onMoved(last, moved)
          }}
        />
      ) : null}
    </>
  )
}
