import { bodiesOf, type Entry, knownEntries } from '#shared/record/entry.ts'
import type { Body } from '#shared/record/sections.ts'
import type { LocalDate } from '#shared/time.ts'
import { sectorOf } from './soughtPostcode.ts'

/** Where somebody is, as coarse as areas of teams are cut; null where it is not known, or must not be used. */
export type Whereabouts = {
  /** 'WZ3 7'. */
  sector: string | null
  /** 'WZ3'. */
  district: string | null
  /** The code of their GP practice. */
  practice: string | null
}

export const NOWHERE_KNOWN: Whereabouts = { sector: null, district: null, practice: null }

/**
 * Where a visit would go on a day: where the person is said to be now, else where they are for the time being, else where they live. Said
 * to be somewhere that has no address here, it is not known: their home would be the wrong area. Of a protected place no more than the
 * sector is used.
 */
export function whereaboutsOf(entries: readonly Entry[], day: LocalDate, isProtected: boolean): Whereabouts {
  const postcode = postcodeOn(
    knownEntries(entries, 'addresses'),
    bodiesOf(entries, 'currentLocation')[0],
    day,
  )
  const practice = bodiesOf(entries, 'gpPractice')[0]?.odsCode
  const sector = postcode ? sectorOf(postcode) : null
  return {
    sector,
    district: sector?.split(' ')[0] ?? null,
    practice: isProtected ? null : (practice ?? null),
  }
}

/** Where they are on a day, a line each, by the same rule as their area; empty where it is not known. */
export function addressLinesOn(
  addresses: readonly { itemId: string; body: Body<'addresses'> }[],
  now: Body<'currentLocation'> | undefined,
  day: LocalDate,
): string[] {
  const said = now && (now.expectedUntil === undefined || now.expectedUntil >= day) ? now : undefined
  if (said?.text !== undefined && said.addressItem === undefined) return [said.text]
  const address =
    said?.addressItem === undefined
      ? addressOn(addresses, day)
      : addresses.find(one => one.itemId === said.addressItem)?.body
  return address ? [...address.lines, address.postcode].filter(line => line !== undefined) : []
}

/** The whole postcode of where they are on a day: for where it is shown, or made coarser. */
export function postcodeOn(
  addresses: readonly { itemId: string; body: Body<'addresses'> }[],
  now: Body<'currentLocation'> | undefined,
  day: LocalDate,
): string | undefined {
  if (now && (now.expectedUntil === undefined || now.expectedUntil >= day)) {
    const { addressItem, text } = now
    if (addressItem !== undefined) return addresses.find(one => one.itemId === addressItem)?.body.postcode
    if (text !== undefined) return undefined
  }
  return addressOn(addresses, day)?.postcode
}

function addressOn(
  addresses: readonly { body: Body<'addresses'> }[],
  day: LocalDate,
): Body<'addresses'> | undefined {
  const inForce = addresses
    .map(one => one.body)
    .filter(({ from, to }) => (from === undefined || from <= day) && (to === undefined || to >= day))
  const temporary = inForce.find(one => one.kind === 'temporary')
  return temporary ?? inForce.find(one => one.kind === 'main')
}
