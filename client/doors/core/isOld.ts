import { dayInBritain } from '#shared/days.ts'
import { DOOR_STALE_DAYS, type DoorKept } from '#shared/doors.ts'
import type { Instant } from '#shared/time.ts'

const DAY_MS = 86_400_000

/** Whether a code should be tried or asked for again: counted from the day it last opened, or else from when it was written. */
export function isOld({ verifiedOn, at }: Pick<DoorKept, 'verifiedOn' | 'at'>, now: Instant): boolean {
  const since = Date.parse(verifiedOn ?? dayInBritain(at))
  return (Date.parse(dayInBritain(now)) - since) / DAY_MS > DOOR_STALE_DAYS
}
