import type { ListTaken } from '#shared/lists.ts'
import type { Instant } from '#shared/time.ts'

type Row = {
  decision: 'allowed' | 'refused' | null
  decidedName: string | null
  decisionBecause: string | null
  decidedAt: Instant | null
}

/** The second person's word, where it was said: the table has all of it or nothing. */
export function decisionOf({
  decision,
  decidedName,
  decisionBecause,
  decidedAt,
}: Row): ListTaken['decision'] {
  if (decision === null || decidedName === null || decisionBecause === null || decidedAt === null) return null
  return { says: decision, by: decidedName, because: decisionBecause, at: decidedAt }
}
