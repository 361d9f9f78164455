import { nameWords } from './nameWords.ts'
import { otherFormsOf } from './nicknames.ts'
import { tracesOf } from './slips.ts'

/** Two words of a name and more are enough to look for; longer names are cut, not refused. */
const MOST_WORDS = 5
/** What people say before a name and nobody's record has in it. */
const TITLES = new Set([
  'mr',
  'mrs',
  'ms',
  'miss',
  'master',
  'mx',
  'dr',
  'doctor',
  'prof',
  'professor',
  'rev',
  'sir',
  'lady',
])

/** One word of a name as it was asked for, and what it may be written down as. */
export type AskedWord = {
  word: string
  /** The word itself, and what it makes with its neighbour: 'mc' and 'donald' are both 'mcdonald'. */
  same: string[]
  /** Short, pet and foreign forms, in both directions. */
  forms: string[]
  /** By what it meets words that are one slip away. */
  traces: string[]
  /** What it comes apart into: 'maryann' may be 'mary' and 'ann', if both are names. */
  halves: { first: string; second: string }[]
  /** One letter beside whole words: the name only begins with it. */
  isInitial: boolean
}

/** What a name is looked for by. No word is left when nothing of it is a letter or a digit. */
export function askedName(text: string): AskedWord[] {
  const all = nameWords(text)
  const named = all.filter(word => !TITLES.has(word))
  const words = (named.length > 0 ? named : all).slice(0, MOST_WORDS)
  const isOnlyInitials = words.every(word => word.length === 1)
  return words.flatMap((word, place) => {
    const [before, after] = [words[place - 1], words[place + 1]]
    // 'O Brien' is an O'Brien, and no initial.
    if (word === 'o' && after) return []
    const joined = [...(before ? [before + word] : []), ...(after ? [word + after] : [])]
    const isInitial = word.length === 1 && !isOnlyInitials
    return [
      {
        word,
        same: [word, ...joined],
        forms: otherFormsOf(word),
        traces: isInitial ? [] : tracesOf(word),
        halves: halvesOf(word),
        isInitial,
      },
    ]
  })
}

function halvesOf(word: string): AskedWord['halves'] {
  const letters = [...word] // not by the halves of a surrogate pair, which no database keeps
  return letters
    .map((_, at) => [letters.slice(0, at), letters.slice(at)])
    .filter(halves => halves.every(half => half.length > 1))
    .map(([first = [], second = []]) => ({ first: first.join(''), second: second.join('') }))
}
