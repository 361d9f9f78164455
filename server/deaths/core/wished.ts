import type { Reading } from '#server/patients/core/reading.ts'
import type { DeathAnswers } from '#shared/deaths.ts'
import { known } from '#shared/record/knownState.ts'
import { placesOfDeath, preferredPlaces } from '#shared/record/places.ts'

/** The preferred places of death, first and second, of those in which one can die: not "has not decided". */
export function wishedPlaces(reading: Reading): (keyof typeof placesOfDeath)[] {
  const wish = reading.one('preferredPlaceOfDeath')?.body
  return [wish?.first.place, wish?.second?.place].filter(
    place => place !== undefined && place in placesOfDeath,
  ) as (keyof typeof placesOfDeath)[] // as just seen
}

/** 'Home, or Hospice'; null where no place was wished for. */
export function wishedWords(reading: Reading): string | null {
  const words = wishedPlaces(reading).map(
    place => preferredPlaces[place as keyof typeof preferredPlaces].text,
  )
  return words.length === 0 ? null : words.join(', or ')
}

/**
 * Whether the person died where they had wished: in the first or the second place (domain guide 6, "PPD achieved"). Undefined
 * where there was no wish, or the place is not known.
 */
export function isWishMet(reading: Reading, place: DeathAnswers['place']): boolean | undefined {
  const wished = wishedPlaces(reading)
  const where = known(place)
  return where === undefined || wished.length === 0 ? undefined : wished.includes(where)
}
