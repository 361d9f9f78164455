import { safetyKinds } from '#shared/record/home.ts'
import { known } from '#shared/record/knownState.ts'
import type { Body } from '#shared/record/sections.ts'
import type { LocalDate } from '#shared/time.ts'
import { sectorOf } from './soughtPostcode.ts'
import { postcodeOn } from './whereabouts.ts'

export type KnownItem =
  | { section: 'addresses'; itemId: string; body: Body<'addresses'> }
  | { section: 'currentLocation'; itemId: string; body: Body<'currentLocation'> }
  | { section: 'safetyFlags'; itemId: string; body: Body<'safetyFlags'> }

/** What whoever is asked to go is told before they say yes: roughly where, and what to beware of. */
export type BeforeGoing = {
  /** 'WZ3'; null where it is not known, or the place is protected. */
  district: string | null
  beware: string[]
}

/**
 * Of a flag its kind is told and that two are to go, and not why: that stands in the record, which opens with a yes. A flag whose time
 * for review is over is told too, and that it is old: it was a reason to be careful once. Source: domain guide 4.5.
 */
export function beforeGoing(items: readonly KnownItem[], isProtected: boolean, day: LocalDate): BeforeGoing {
  const addresses = items.flatMap(item => (item.section === 'addresses' ? [item] : []))
  const [now] = items.flatMap(item => (item.section === 'currentLocation' ? [item.body] : []))
  const flags = items.flatMap(item => (item.section === 'safetyFlags' ? [item.body] : []))
  const postcode = isProtected ? undefined : postcodeOn(addresses, now, day)
  return {
    district: (postcode && sectorOf(postcode)?.split(' ')[0]) || null,
    beware: [
      ...new Set(flags.map(flag => words(flag, day))),
      ...(flags.some(flag => known(flag.needsTwoPeople)) ? ['Two people go'] : []),
      ...(isProtected ? ['The place is protected: tell nobody where it is'] : []),
    ],
  }
}

function words({ kind, reviewBy }: Body<'safetyFlags'>, day: LocalDate): string {
  return reviewBy < day ? `${safetyKinds[kind].text} (not looked at again in time)` : safetyKinds[kind].text
}
