import { z } from 'zod'
import { dayInBritain } from '#shared/days.ts'
import { sections } from '#shared/record/sections.ts'
import type { Instant } from '#shared/time.ts'
import { type BeforeGoing, beforeGoing } from './core/beforeGoing.ts'

const itemOf = <Name extends string, Body extends z.ZodType>(section: Name, body: Body) =>
  z.object({ section: z.literal(section), itemId: z.string(), body })
export const ToldBeforeGoing = z.object({
  isProtected: z.boolean(),
  items: z.array(
    z.discriminatedUnion('section', [
      itemOf('addresses', sections.addresses.schema),
      itemOf('currentLocation', sections.currentLocation.schema),
      itemOf('safetyFlags', sections.safetyFlags.schema),
    ]),
  ),
})

/** What `beforeGoingOf` read, as whoever is asked to go may know it. */
export function readBeforeGoing(told: unknown, at: Instant): BeforeGoing {
  const { isProtected, items } = ToldBeforeGoing.parse(told)
  return beforeGoing(items, isProtected, dayInBritain(at))
}
