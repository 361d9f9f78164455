import type { CallReason, Disposition, OutcomeDraft } from '#shared/outcomes.ts'

const HARD_REASONS: readonly CallReason[] = [
  'death_reported',
  'bleeding',
  'seizure',
  'carer_distress',
  'bereavement',
]
const HARD_ENDS: readonly Disposition[] = ['death_reported', 'ambulance_999']

/** After such a call a pause is offered. Which calls those are is for the house to judge; nobody is counted by it. Source: peers guide B16. */
export function isHard({
  reason,
  disposition,
  whereAfter,
}: Pick<OutcomeDraft, 'reason' | 'disposition' | 'whereAfter'>): boolean {
  return HARD_REASONS.includes(reason) || HARD_ENDS.includes(disposition) || whereAfter === 'died'
}
