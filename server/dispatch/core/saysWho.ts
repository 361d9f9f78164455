import { nameWords } from '#server/patients/core/nameWords.ts'

/** Initials, and particles such as "de", are in too many sentences. Letters. */
const SHORTEST = 3

/**
 * Whether words that somebody reads who may never see this record name the person. Compared as names are; only words with a capital letter
 * count, as people are called Long, Day and Bath. `theirs`: the words of the names on the record, as `nameWords` makes them.
 */
export function saysWho(words: string, theirs: readonly string[]): boolean {
  const capitals = words.match(/[\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}'’-]*/gu) ?? []
  const named = capitals.flatMap(nameWords).map(word => word.replace(/s$/, ''))
  return theirs
    .filter(word => word.length >= SHORTEST)
    .some(word => named.includes(word) || named.includes(word.replace(/s$/, '')))
}
