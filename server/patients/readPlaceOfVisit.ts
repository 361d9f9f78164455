import { dayInBritain } from '#shared/days.ts'
import type { Instant } from '#shared/time.ts'
import { addressLinesOn } from './core/whereabouts.ts'
import { ToldBeforeGoing } from './readBeforeGoing.ts'

/** The address to which a visit goes, of what `beforeGoingOf` read; of a protected place none: it is shown by the record's own door. */
export function placeOfVisit(told: unknown, at: Instant): { address: string[]; isProtected: boolean } {
  const { isProtected, items } = ToldBeforeGoing.parse(told)
  if (isProtected) return { address: [], isProtected }
  const addresses = items.flatMap(item => (item.section === 'addresses' ? [item] : []))
  const [now] = items.flatMap(item => (item.section === 'currentLocation' ? [item.body] : []))
  return { address: addressLinesOn(addresses, now, dayInBritain(at)), isProtected }
}
