import type { OutcomeForm } from '#client/outcomes/core/outcomeForm.ts'
import type { OpenedForCall } from '#shared/openedForCall.ts'
import { pointersOf } from './core/pointers.ts'

/** What the record that is open says about how soon. Nothing is asked for it, and nothing is ticked by it. */
export function PointedOut({
  opened,
  reason,
}: {
  opened: OpenedForCall | null
  reason: OutcomeForm['reason']
}) {
  const pointers = opened ? pointersOf(opened, reason, opened.record.asOf) : []
  if (pointers.length === 0) return null
  return (
    <ul className="app-prompts__pointed" aria-label="Pointed out from the record">
      {pointers.map(({ key, words }) => (
        <li key={key}>
          <span aria-hidden="true">△</span> {words}
        </li>
      ))}
    </ul>
  )
}
