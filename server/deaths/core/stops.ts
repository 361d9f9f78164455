import type { BoardTask } from '#shared/dispatch.ts'
import type { E164 } from '#shared/phoneNumber.ts'

/** Whose telephones are on the record, and the number from which the death was reported. */
export type Numbers = { own: ReadonlySet<string>; family: ReadonlySet<string>; reportedFrom: E164 | null }

/**
 * Why an open task about the person stops when their death is reported, or null when it stays. A call back that was promised
 * stops where it would ask for them, or would ring whoever has just told us. Another promise stays, with other words: somebody
 * waits for it, and may not know yet. Whoever rang in vain is rung, always: it may be about the death (hazard H16: inbound
 * stays welcome).
 */
export function stopsBecause(
  { kind, from }: BoardTask,
  { own, family, reportedFrom }: Numbers,
): string | null {
  // Nobody asked for it: with a death there is no reason for it any more.
  if (kind === 'after_visit') return 'The call would have asked how the person is after a visit'
  if (kind === 'ring_round') return 'The ring-round would have asked after the person'
  if (kind !== 'call_back_promised') return null
  if (from !== null && from === reportedFrom) return 'Whoever was to be rung back has told us of the death'
  if (from !== null && own.has(from) && !family.has(from))
    return 'The call back would have asked for the person'
  return null
}
