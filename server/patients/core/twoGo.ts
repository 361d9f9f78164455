import { showTime } from '#shared/days.ts'
import type { TwoBecause } from '#shared/loneWork.ts'
import { known } from '#shared/record/knownState.ts'
import type { Body } from '#shared/record/sections.ts'
import type { Instant } from '#shared/time.ts'

/** What of “Safety of those who visit” could harm who goes; the other kinds are about the person. */
const FLAGGED: readonly Body<'safetyFlags'>['kind'][] = ['violence', 'abusive', 'not_alone', 'visiting']

/** The hours in which a visit that is flagged is two people's without anybody asking, by the clocks in Britain: those of the night shift. */
const NIGHT = { from: '20:00', until: '08:00' } as const

/**
 * Why nobody goes alone: the record says that two go; or a visit that is flagged falls into the night, of which one of these moments is. A
 * flag whose review is over counts: it was a reason once. Source: domain guide 4.5.
 */
export function whyTwoGo(
  flags: readonly Pick<Body<'safetyFlags'>, 'kind' | 'needsTwoPeople'>[],
  moments: readonly Instant[],
): TwoBecause | null {
  if (flags.some(({ kind, needsTwoPeople }) => known(needsTwoPeople) === true || kind === 'not_alone'))
    return 'flag'
  const isFlagged = flags.some(({ kind }) => FLAGGED.includes(kind))
  return isFlagged && moments.some(isAtNight) ? 'night' : null
}

function isAtNight(at: Instant): boolean {
  const clock = showTime(at).slice(0, 5)
  return clock >= NIGHT.from || clock < NIGHT.until
}
