import { type SafetyEvent, safetyAfter } from './loneWork.ts'
import type { TeamTaskMove } from './teamTask.ts'
import type { TeamTaskFacts } from './teamTaskFacts.ts'
import { watchOf, watchOfWho, withOut } from './watches.ts'

/** By who goes, of the two each for themselves, the last time they went; by the ladder or a nurse, the one that is meant. */
export function safety(facts: TeamTaskFacts, event: SafetyEvent): TeamTaskMove {
  const watch = 'taking' in event ? watchOf(facts, event.taking) : watchOfWho(facts, event.by.staffId)
  if (!watch) return { kind: 'ignored', because: 'it was never with them' }
  const move = safetyAfter(watch.out, event, facts.kind)
  if (move.kind === 'ignored') return move
  return { kind: 'moved', facts: withOut(facts, watch.number, move.out) }
}
