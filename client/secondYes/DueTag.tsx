import { showWhen } from '#client/lists/ListsTaken.tsx'
import { Tag } from '#client/ui/Tag.tsx'

/** By when an answer is due, and whether it is late. */
export function DueTag({ dueAt }: { dueAt: string }) {
  const isLate = Date.parse(dueAt) < Date.now()
  return (
    <Tag tone={isLate ? 'danger' : 'plain'}>
      {isLate ? '■ late: was due' : 'due'} {showWhen(dueAt)}
    </Tag>
  )
}
