import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { nameOfEdit } from './edit.ts'
import type { Draft, Drafts } from './useDrafts.ts'

type Props = { drafts: Drafts; onOpen: (draft: Draft) => void }

/** What was begun and not saved, in sight for as long as it waits. */
export function HalfWritten({ drafts, onOpen }: Props) {
  return drafts.halfWritten.map((draft, place) => {
    const title = nameOfEdit(draft.edit)
    return (
      <Notice
        key={`${draft.edit.section} ${draft.edit.item?.itemId ?? ''}`}
        tone="caution"
        title={`Half-written, not on the record: ${title}`}
        actions={
          <>
            <Button
              size="small"
              {...(place === 0 ? { id: 'half-written' } : {})}
              aria-label={`Go on writing: ${title}`}
              onClick={() => onOpen(draft)}
            >
              Go on
            </Button>
            <Button
              look="quiet"
              size="small"
              aria-label={`Throw away: ${title}`}
              onClick={() => drafts.drop(draft.edit)}
            >
              Throw away
            </Button>
          </>
        }
      />
    )
  })
}
