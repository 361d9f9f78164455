import type { VisitLinkState } from '#shared/carers.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'

/** The longest that a link lives. */
export const LINK_HOURS = 48
/** So long after the last visit is over the page can be read again; then it closes. */
const AFTER_HOURS = 3

type Link = {
  expiresAt: Instant
  stoppedAt: Instant | null
  /** The carer may be told now, and the call is about the same person still. */
  mayWatch: boolean
}

/** Where a link stands. `endedAt`: of each of its visits when it was over, null where it is not; empty where none is there any more. */
export function linkState(link: Link, endedAt: readonly (Instant | null)[], at: Instant): VisitLinkState {
  if (!link.mayWatch) return 'not_told'
  if (link.stoppedAt) return 'stopped'
  return at >= closesAt(link, endedAt) ? 'over' : 'open'
}

/** When it closes by itself, as far as is known now. */
export function closesAt(
  { expiresAt }: Pick<Link, 'expiresAt'>,
  endedAt: readonly (Instant | null)[],
): Instant {
  const ends = endedAt.filter(one => one !== null)
  if (ends.length < endedAt.length || ends.length === 0) return expiresAt
  const [last] = ends.toSorted().slice(-1)
  const after = plusSeconds(last ?? expiresAt, AFTER_HOURS * 3_600)
  return after < expiresAt ? after : expiresAt
}
