import { Receipt } from '#client/sharing/Receipt.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import type { Standing } from '#shared/access.ts'

type Props = {
  standing: Standing
  /** What they said was saved from this page. */
  hasSettled: boolean
}

/** What the person said to whoever reads this, by which the record closed: said outside of it. */
export function ClosedByThem({ standing, hasSettled }: Props) {
  const closedBy = standing.kind === 'not_shared' ? standing.closedBy : undefined
  if (closedBy)
    return (
      <Notice tone="well" role="status" title={closedBy.says}>
        <p>What they said is saved, and in force. It closed this record to you as well.</p>
        <Receipt change={closedBy.change} />
      </Notice>
    )
  if (!hasSettled) return null
  return (
    <Notice tone="well" role="status" title="What they said is saved, and in force.">
      It closed this record to you as well. The line can read you what it came to.
    </Notice>
  )
}
