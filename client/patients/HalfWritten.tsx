import { Button } from '#client/ui/Button.tsx'
import { showMoment } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import type { Instant } from '#shared/time.ts'
import { HALF_WRITTEN } from './core/stillHalfWritten.ts'
import { type Draft, keyOf } from './draft.ts'
import { nameOfEdit } from './edit.ts'
import type { Drafts } from './useDrafts.ts'

type Props = { drafts: Drafts; now: Instant; onOpen: (draft: Draft) => void }

/** What was begun and not saved, in sight for as long as it waits. */
export function HalfWritten({ drafts, now, onOpen }: Props) {
  return drafts.halfWritten.map((draft, place) => {
    const title = nameOfEdit(draft)
    return (
      <Notice
        key={keyOf(draft)}
        tone="caution"
        title={`Half-written, not on the record: ${title}`}
        actions={
          <>
            <Button
              size="small"
              {...(place === 0 ? { id: HALF_WRITTEN } : {})}
              aria-label={`Go on writing: ${title}`}
              onClick={() => onOpen(draft)}
            >
              Go on
            </Button>
            <Button
              look="quiet"
              size="small"
              aria-label={`Throw away: ${title}`}
              onClick={() => drafts.drop(draft)}
            >
              Throw away
            </Button>
          </>
        }
      >
        Last written in at {showMoment(draft.typedAt, now)}. Nobody else can see it.
      </Notice>
    )
  })
}
