import { nameWords } from './nameWords.ts'

/** How far what a caller says of themselves goes to tell who they are. Where it does not go far enough, the nurse is asked. */

/** In front of a name, and no part of it: 'Dr Sam' is a first name still. */
const TITLES = new Set(
  `mr mrs ms miss mx dr doctor prof professor sir dame lord lady rev reverend father pastor rabbi nurse sister matron
   brother mother br fr sr deacon canon vicar imam cllr capt captain major sgt hon
   aunt aunty auntie uncle nan nana nanna gran granny grandma grandpa grandad granddad mum mam dad`.split(
    /\s+/,
  ),
)

/** They say nothing of who somebody is. 'Not' and 'for' are none of them: a friend is 'not the nurse', and rings 'for his wife'. */
const SMALL = new Set(`a an the of in at on and his her their my our`.split(' '))

/** What makes somebody family or a friend, or another of the family: also where it is in a role, as of a ward sister or a GP partner. */
const KIN = new Set(
  `wife husband spouse partner fiance fiancee girlfriend boyfriend widow widower
   mother mum mam mom mummy father dad daddy parent son daughter child kid brother sister sibling twin
   aunt auntie uncle niece nephew cousin grandmother grandma gran granny nan nana grandfather grandad grandpa granddad
   grandson granddaughter grandchild stepmother stepfather stepson stepdaughter stepbrother stepsister godmother godfather
   family relative relation kin friend neighbour neighbor mate companion
   law ex former step half foster adoptive adopted great grand late`.split(/\s+/),
)

/** Words of the first name and of the last one are among what was said: 'Anne-Marie Hughes', not 'Anne-Marie', 'Dr Sam' or 'Anna H'. */
export function isMoreThanFirstName(said: string, name: string): boolean {
  const words = nameWords(said)
  const parts = nameItself(name)
    .split(/\s+/)
    .map(part => nameWords(part).filter(word => !TITLES.has(word) && !/^[\p{Lu}\p{Ll}]$/u.test(word)))
    .filter(part => part.length > 0)
  const last = parts.pop() ?? []
  const isSaid = (word: string) => words.includes(word)
  return last.some(isSaid) && parts.flat().some(word => isSaid(word) && !last.includes(word))
}

/** What stands in brackets, or after a comma or a stroke, is what else they are called, what they are, or another: 'Angela (ask for Marie)'. */
export function nameItself(name: string): string {
  return name.replace(/[([{（][^)\]}）]*(?:[)\]}）]|$)/g, ' ').split(/[,;/]/)[0] ?? ''
}

/** Everything that was said is in the role; never so of kin and friends, who say of themselves what a role may say too. */
export function isInRole(said: string, role: string): boolean {
  return isWithin(meaningOf(said), meaningOf(role)) && kinOf(said).length === 0
}

/** Everything that was said is in the relationship, and of kin and friends neither says more than the other: a wife's sister is no wife. */
export function isSameRelationship(said: string, relationship: string): boolean {
  const kin = kinOf(said)
  return (
    isWithin(meaningOf(said), meaningOf(relationship)) &&
    kinOf(relationship).every(word => kin.includes(word))
  )
}

/** Words of a relationship that say of nobody that they are somebody else. */
const ANYBODY = new Set(
  'family relative relation next kin main first carer caregiver contact keyholder attorney'.split(' '),
)

/**
 * Nothing was said of themselves that the record does not say. A word more may make somebody else of them: a neighbour who gives the
 * name of the wife, a friend of the wife, one who is not the wife, or rings for her. No list of such words would ever be whole.
 */
export function saysNoOther(said: string, relationship: string): boolean {
  const known = meaningOf(relationship)
  return meaningOf(said).every(word => ANYBODY.has(word) || known.includes(word))
}

function meaningOf(text: string): string[] {
  return nameWords(text).filter(word => !SMALL.has(word))
}

/** "The wife's friend" is read without its apostrophe: it names two. */
function kinOf(text: string): string[] {
  return nameWords(text)
    .map(word => (KIN.has(word) ? word : word.replace(/s$/, '')))
    .filter(word => KIN.has(word))
}

function isWithin(words: readonly string[], others: readonly string[]): boolean {
  return words.length > 0 && words.every(word => others.includes(word))
}
