import { nameWords } from './nameWords.ts'

/** How people shorten streets when they speak or type. */
const SHORT: Record<string, string> = {
  rd: 'road',
  st: 'street',
  ln: 'lane',
  ave: 'avenue',
  av: 'avenue',
  cres: 'crescent',
  cr: 'crescent',
  dr: 'drive',
  cl: 'close',
  ct: 'court',
  gdns: 'gardens',
  gr: 'grove',
  pl: 'place',
  sq: 'square',
  ter: 'terrace',
  terr: 'terrace',
  flt: 'flat',
}

/** The words of a street line, abbreviations written out: '12 Mill Ln.' gives ['12', 'mill', 'lane']. */
export function streetWords(line: string): string[] {
  return nameWords(line).map(word => SHORT[word] ?? word)
}

/**
 * Whether what was said names this first line. Every word of the line must be said, house number and all; more may be said
 * (the town). "Mill Lane" does not match "12 Mill Lane": half a street knows that.
 */
export function isSameFirstLine(said: string, firstLine: string): boolean {
  const spoken = new Set(streetWords(said))
  const held = streetWords(firstLine)
  return held.length > 1 && held.every(word => spoken.has(word))
}

/** What stands before the name of a street: numbers, and what a part of a house is called. */
const PART = /\d|^(flat|apartment|apt|unit|room|floor)$/

/** What a great many streets or houses are called, as a single word: by itself it is nobody's address. */
const KINDS = new Set([...Object.values(SHORT), 'way', 'row', 'mews', 'house', 'cottage', 'farm'])

/** What may follow the kind of a street and still be its name: Park Road North, Lane End. */
const STILL_NAME = /^(north|south|east|west|upper|lower|end|top|bottom|cottages|villas)$/

/** A postcode of which only the district is said, which is no house either. */
const DISTRICT = /^[a-z]{1,2}\d[a-z\d]?$/

/**
 * The words of as much of a first line as somebody was told, to look for people by. Undefined when it names no street: a house
 * number alone, or "road". The town that is said with it is no word of a first line and would find nobody: what stands after a comma,
 * or after the kind of the street ("Mill Lane Otley"), is left out.
 */
export function soughtStreet(text: string): string[] | undefined {
  const parts = text.split(',').map(streetWords)
  if (!isStreet(parts.flat())) return undefined
  const named = parts.find(part => isStreet(part) && part.some(isKind)) ?? nameAlone(parts)
  if (!named) return parts.flat()
  return parts.flatMap(part => (part === named ? withoutTown(part) : isHouse(part) ? part : []))
}

/** A street that says not of what kind it is; beside "the close" it is the town of that. */
function nameAlone(parts: readonly string[][]): string[] | undefined {
  return parts.some(part => part.some(isKind)) ? undefined : parts.find(isStreet)
}

function withoutTown(words: string[]): string[] {
  const end = endOfStreet(words)
  const [street, after] = [words.slice(0, end), words.slice(end)]
  if (!isStreet(street)) return words
  // "North Shields" is a town, and "Park Road North" a street: what is not said finds both.
  const isName = after.every(word => isOfHouse(word) || STILL_NAME.test(word))
  return [...street, ...after.filter(word => (isName || isOfHouse(word)) && !DISTRICT.test(word))]
}

/** After the last word that is a kind of street; the "St" of "Mill Lane St Albans" begins the town. */
function endOfStreet(words: readonly string[]): number {
  const last = words.findLastIndex(isKind)
  const isSaint = words[last] === 'street' && last + 1 < words.length && isKind(words[last - 1] ?? '')
  return isSaint && isStreet(words.slice(0, last)) ? last : last + 1
}

function isStreet(words: readonly string[]): boolean {
  const names = words.filter(word => !isOfHouse(word) && word !== 'the')
  const isTheOne = words.some((word, i) => word === 'the' && isKind(words[i + 1] ?? '')) // The Grove
  return names.length > 1 || isTheOne || names.some(word => !isKind(word))
}

const isKind = (word: string) => KINDS.has(word)
const isOfHouse = (word: string) => PART.test(word)
const isHouse = (words: readonly string[]) => words.every(word => isOfHouse(word) && !DISTRICT.test(word))

/**
 * A street as it is compared: its words without the house, and the postcode without its last two letters, which are some
 * houses only. '12 Mill Ln.' in 'BD16 4XX' is 'mill lane BD16 4'. Undefined where there is no name or no postcode.
 */
export function streetKey(line: string, postcode: string | null | undefined): string | undefined {
  const words = streetWords(line).filter(word => !PART.test(word))
  const sector = postcode
    ?.toUpperCase()
    .replace(/\s+/g, '')
    .replace(/^(.+)(\d)[A-Z]{2}$/, '$1 $2')
  return words.length > 0 && sector ? `${words.join(' ')} ${sector}` : undefined
}
