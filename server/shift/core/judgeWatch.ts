import { LONGEST_WATCH_HOURS } from '#shared/shift.ts'
import { isReason } from '#shared/text.ts'
import { type Instant, plusSeconds } from '#shared/time.ts'

/** Why somebody cannot be put on the watch list so; undefined where they can. Hours, and not days: the clocks may change within them. */
export function whyNotWatch(
  { because, until }: { because: string; until: Instant },
  at: Instant,
): string | undefined {
  if (!isReason(because, 3)) return 'Say in a few words what to look for, or why.'
  // Spelled anew: of two spellings of one moment the later must not come before.
  const end = new Date(until).toISOString()
  if (end <= at) return 'Choose a time that is still to come.'
  if (end > plusSeconds(at, LONGEST_WATCH_HOURS * 3_600))
    return `Choose a time within the next ${LONGEST_WATCH_HOURS / 24} days. Whoever needs watching for longer is looked at anew by then.`
  return undefined
}
