import type { Identifier, IdentityMatch } from '#shared/calls.ts'
import { type Mark, type Marks, SearchKey } from '#shared/patients.ts'
import { IDENTIFIER_WORDS } from './said.ts'

/** How one thing that the caller said compares with the record, in a few words. Only what counts towards the two that open it is `well`. */
export type Comparison = { tone: 'well' | 'plain' | 'caution'; says: string }

/** What a search compared, where it is one of the things that identify somebody. */
const SEARCHED_AS: Partial<Record<Identifier, readonly SearchKey[]>> = {
  name: ['name'],
  birth_date: ['birthDate'],
  address: ['postcode', 'street'],
  nhs_number: ['nhsNumber'],
}

/** What is like the record and is not the same. A search finds by it; nobody is identified by it. */
const LIKE_WORDS: Partial<Record<SearchKey, Partial<Record<Mark, string>>>> = {
  name: {
    match: 'Name: not all of it',
    nickname: 'Name: a short or other form',
    sounds_like: 'Name: sounds alike',
    beginning: 'Name: begins so',
    spelling: 'Name: spelt otherwise',
    partly: 'Name: one part of it',
  },
  birthDate: {
    day_month_swapped: 'Birth date: day and month swapped',
    digits_swapped: 'Birth date: two digits swapped',
    other_year: 'Birth date: a year out',
    other_decade: 'Birth date: ten years out',
  },
  postcode: { same_sector: 'Postcode: but for the last letters' },
  street: { match: 'Address: the street, not all of it' },
}

/** What is like the record in one of the things that were looked for, in words. */
export function likenesses(marks: Marks): string[] {
  return Object.entries(marks).flatMap(([key, mark]) => {
    const says = mark === 'match' ? undefined : LIKE_WORDS[SearchKey.parse(key)]?.[mark]
    return says === undefined ? [] : [`≈ ${says}`]
  })
}

/** Something was said, and none of it is the same as on the record. */
export function isNothingSame({ matched, notMatched, notCompared, inPart }: IdentityMatch): boolean {
  return matched.length === 0 && notMatched.length + notCompared.length + inPart.length > 0
}

/** What matches, then what is nearly so, what differs, and what the record cannot tell. Of what nobody said, nothing. A tick counts. */
export function comparisonsOf({
  matched,
  notMatched,
  notCompared,
  inPart,
  marks,
}: IdentityMatch): Comparison[] {
  const well = (says: string): Comparison => ({ tone: 'well', says: `✓ ${says}` })
  const beside = (says: string): Comparison => ({
    tone: 'plain',
    says: `≈ ${says}: does not count by itself`,
  })
  const likenessOf = (identifier: Identifier) => {
    const says = SEARCHED_AS[identifier]?.map(key => marks[key] && LIKE_WORDS[key]?.[marks[key]])
    return says?.find(words => words !== undefined)
  }
  const isCompared = matched.includes('address') || notMatched.includes('address')
  // A part of the address is compared as neither: the search alone says that it is right as far as it goes.
  const unsure: Identifier[] = isCompared ? notMatched : [...notMatched, 'address']
  const like = [
    ...unsure.flatMap(each => likenessOf(each) ?? []),
    ...inPart.flatMap(each =>
      SEARCHED_AS[each]?.some(key => marks[key]) ? [] : [`${IDENTIFIER_WORDS[each]}: a part of it`],
    ),
  ]
  return [
    ...matched.map(each => well(IDENTIFIER_WORDS[each])),
    ...(marks.phone === 'match' ? [beside('Phone on the record')] : []),
    ...(marks.postcode === 'match' && !isCompared ? [beside('Postcode begins so')] : []),
    ...like.map((says): Comparison => ({ tone: 'caution', says: `≈ ${says}` })),
    ...notMatched
      .filter(each => likenessOf(each) === undefined)
      .map((each): Comparison => ({ tone: 'caution', says: `✗ ${IDENTIFIER_WORDS[each]} differs` })),
    ...notCompared.map(
      (each): Comparison => ({ tone: 'plain', says: `– ${IDENTIFIER_WORDS[each]}: nothing to compare with` }),
    ),
  ]
}
