import type { StaffId } from '#shared/ids.ts'
import type { BoardNurse } from '#shared/staff.ts'
import { hasEverTalked } from './call.ts'
import type { CallFacts } from './facts.ts'

/**
 * Whose console rings. First the nurse who has been ready longest; after twenty seconds, and at once for a caller who was
 * cut off, everybody who is ready. Nobody ready: everybody of the line is shown the caller, and the offer is to nobody.
 */
export function offerTo(nurses: readonly BoardNurse[], offer: number, facts: CallFacts): StaffId[] {
  const ready = nurses
    .filter(nurse => nurse.state === 'ready' && nurse.heard)
    .toSorted((a, b) => a.since.localeCompare(b.since) || a.staffId.localeCompare(b.staffId))
  const isFirst = offer === 1 && !hasEverTalked(facts)
  return (isFirst ? ready.slice(0, 1) : ready).map(nurse => nurse.staffId)
}
