import { type SafetyEvent, safetyAfter } from './loneWork.ts'
import type { TeamTaskMove } from './teamTask.ts'
import type { TeamTaskFacts } from './teamTaskFacts.ts'

/** By who goes, the last time they went; by the ladder or a nurse, the time that is meant. */
export function safety(facts: TeamTaskFacts, event: SafetyEvent): TeamTaskMove {
  const { takings } = facts
  const nth =
    'taking' in event
      ? event.taking - 1
      : takings.findLastIndex(
          ({ by, second }) => by.staffId === event.by.staffId || second?.by.staffId === event.by.staffId,
        )
  const taking = takings[nth]
  if (!taking) return { kind: 'ignored', because: 'it was never with them' }
  // Of two who go one may call for both; that they are safe is said by whoever has it, and not by one for the other.
  const isSecond = 'by' in event && !('taking' in event) && taking.by.staffId !== event.by.staffId
  if (isSecond && event.kind !== 'help_pressed' && event.kind !== 'help_mistaken')
    return { kind: 'ignored', because: 'whoever has it says so' }
  const move = safetyAfter(taking.out, event, facts.kind)
  if (move.kind === 'ignored') return move
  return {
    kind: 'moved',
    facts: { ...facts, takings: takings.with(nth, { ...taking, out: move.out }) },
  }
}
