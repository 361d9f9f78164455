import { itemsOf } from '#client/patients/core/itemsOf.ts'
import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import { otherPracticeOf } from './core/otherPractice.ts'

type Props = { record: RecordAtAGlance; organisation: string; isStale: boolean; onLeave: () => void }

/** The record names another practice than the one that reads it: asked, and left to whoever knows. */
export function OtherPractice({ record, organisation, isStale, onLeave }: Props) {
  const other = otherPracticeOf(itemsOf(record), organisation)
  if (other === null) return null
  return (
    <Notice
      tone="plain"
      title={`Their record names another practice: ${other}.`}
      actions={
        <Button disabled={isStale} onClick={onLeave}>
          We no longer look after them…
        </Button>
      }
    >
      If they have moved to it, take them off your list: until then their record stays open to all of yours.
    </Notice>
  )
}
