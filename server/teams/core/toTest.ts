import { type Instant, plusSeconds } from '#shared/time.ts'
import { type Duty, dutiesIn, type Rota } from './rota.ts'

/** How far ahead tests are promised, and how far back a duty may have begun while no process of ours ran. Seconds. */
export const AHEAD_SECONDS = 5_400
export const BEHIND_SECONDS = 1_800

/** The duties of a team that begin about now: each is tested once, at its beginning, whatever the clocks of that night do. */
export function dutiesToTest(rota: Omit<Rota, 'leave'>, at: Instant): Duty[] {
  const time = { from: plusSeconds(at, -BEHIND_SECONDS), until: plusSeconds(at, AHEAD_SECONDS) }
  return dutiesIn(rota, time).filter(duty => duty.from >= time.from && duty.from < time.until)
}
