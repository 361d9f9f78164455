import { preferredPlaces } from '#shared/record/places.ts'
import { phoneUses } from '#shared/record/who.ts'

const WORDS = new Map(
  Object.entries({ ...preferredPlaces, ...phoneUses }).map(([key, { text }]) => [key, text]),
)

/** A key of the lists an edit form chooses from, as words; the key itself when it is of another list. */
export function placeWords(key: string): string {
  return WORDS.get(key) ?? key
}
