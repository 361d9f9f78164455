import type { Entry } from '#shared/record/entry.ts'
import { known } from '#shared/record/knownState.ts'
import type { SectionName } from '#shared/record/sections.ts'

/** Of these nothing is shown at all. Telephones are: those that are of no place. */
export const LOCATION_SECTIONS_WHOLE: readonly SectionName[] = [
  'addresses',
  'currentLocation',
  'hospitalStays',
  'gpPractice',
]

/** What stands in the place of it. */
export const NOT_SHOWN = 'Protected: not shown'

/** An item that is there and not shown: who wrote it and when, and nothing of what it says. */
export type CoveredEntry = Omit<Entry, 'body' | 'knownState'> & { knownState: 'known' }

export type Covered = {
  /** What may be read. Items of which a part tells the place are here without it. */
  entries: Entry[]
  /** Items that tell nothing but the place. */
  whole: CoveredEntry[]
  /** Those that were shortened, by `keyOf`. */
  parts: ReadonlySet<string>
}

/** Of all items, what may be read of a person whose location is protected. */
export function coverLocation(entries: readonly Entry[]): Covered {
  const covered: Covered & { parts: Set<string> } = { entries: [], whole: [], parts: new Set() }
  for (const entry of entries) {
    const left = leftOf(entry)
    if (left === 'nothing') covered.whole.push(withoutBody(entry))
    else {
      covered.entries.push(left)
      if (left !== entry) covered.parts.add(keyOf(entry))
    }
  }
  return covered
}

export function keyOf({ section, itemId }: { section: SectionName; itemId: string }): string {
  return `${section} ${itemId}`
}

function withoutBody({ body: _, ...entry }: Entry): CoveredEntry {
  return { ...entry, knownState: 'known' }
}

/** The item itself where it tells no place, what is left of it where a part does, or nothing. */
function leftOf(entry: Entry): Entry | 'nothing' {
  if (entry.knownState !== 'known') return entry
  switch (entry.section) {
    case 'addresses':
    case 'currentLocation':
    case 'hospitalStays':
    case 'gpPractice':
      return 'nothing'
    case 'phones':
      return isAnywhere(entry.body.number) ? entry : 'nothing'
    case 'accessNotes': {
      const { atTheDoor, parking, ...body } = entry.body
      return atTheDoor === undefined && parking === undefined ? entry : { ...entry, body }
    }
    case 'personalContacts': {
      const phones = entry.body.phones.filter(({ number }) => isAnywhere(number))
      return phones.length === entry.body.phones.length
        ? entry
        : { ...entry, body: { ...entry.body, phones } }
    }
    case 'preferredPlaceOfCare':
    case 'preferredPlaceOfDeath': {
      const { first, second } = entry.body
      if (!isNamedHome(first) && !isNamedHome(second)) return entry
      const body = { first: withoutName(first), ...(second && { second: withoutName(second) }) }
      return { ...entry, body }
    }
    case 'lpa': {
      // An attorney is mostly of the family, and their landline stands in its house.
      const { attorneys } = entry.body
      const isOfAPlace = ({ phone }: (typeof attorneys)[number]) => phone !== undefined && !isAnywhere(phone)
      if (!attorneys.some(isOfAPlace)) return entry
      const shown = attorneys.map(one => (isOfAPlace(one) ? { ...one, phone: undefined } : one))
      return { ...entry, body: { ...entry.body, attorneys: shown } }
    }
    case 'death': {
      const { placeNamed, ...body } = entry.body
      const place = known(body.place)
      return placeNamed === undefined || (place !== undefined && !HOMES.includes(place))
        ? entry
        : { ...entry, body }
    }
    default:
      return entry
  }
}

/** A British mobile number (07, without pagers and personal numbers) is of no place. Source: Ofcom, National Telephone Numbering Plan. */
export function isAnywhere(number: string): boolean {
  return /^\+447[1-57-9]/.test(number)
}

type Place = { place: string; named?: string | undefined }
/** A hospice by its name is a wish; a home by its name is where somebody is. */
const HOMES: readonly string[] = ['home', 'family_home', 'nursing_home', 'residential_home']

function isNamedHome(place: Place | undefined): boolean {
  return place?.named !== undefined && HOMES.includes(place.place)
}

function withoutName<Of extends Place>(place: Of): Of {
  if (!isNamedHome(place)) return place
  const { named: _, ...rest } = place
  return rest as Of // `named` is optional in every place
}
