import { nameWords } from './nameWords.ts'

/** How far what a caller says of themselves goes to tell who they are. Where it does not go far enough, the nurse is asked. */

/** In front of a name, and no part of it: 'Dr Sam' is a first name still. */
const TITLES = new Set(
  `mr mrs ms miss mx dr doctor prof professor sir dame lord lady rev reverend father pastor imam rabbi nurse sister matron
   brother mother`.split(/\s+/),
)

/** They say nothing of who somebody is. 'Not' is none of them: a friend is 'not the nurse'. */
const SMALL = new Set(`a an the of in at on and for his her their my our`.split(' '))

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
  // What stands in brackets or after a comma is what else they are called, or what they are.
  const parts = (name.replace(/\([^)]*\)/g, ' ').split(',')[0] ?? '')
    .split(/\s+/)
    .map(part => nameWords(part).filter(word => !TITLES.has(word) && !/^[a-z]$/.test(word)))
    .filter(part => part.length > 0)
  const last = parts.pop() ?? []
  const isSaid = (word: string) => words.includes(word)
  return last.some(isSaid) && parts.flat().some(word => isSaid(word) && !last.includes(word))
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

/** Words of a relationship that hold for any of a family. */
const ANY_KIN = new Set(['family', 'relative', 'relation', 'kin'])

/** Both say of what kin or what friend somebody is, and not the same: a neighbour who gives the name of the wife. */
export function isOtherKin(said: string, relationship: string): boolean {
  const [theirs, known] = [kinOf(said), kinOf(relationship)].map(words =>
    words.filter(word => !ANY_KIN.has(word)),
  )
  return !!theirs?.length && !!known?.length && !theirs.some(word => known.includes(word))
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
