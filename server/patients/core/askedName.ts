import { nameWords } from './nameWords.ts'
import { otherFormsOf } from './nicknames.ts'

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
/** In longer words a slip leaves enough of the word for trigrams to find it by. */
const MOST_LETTERS_FOR_SLIPS = 9
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz']

/** One word of a name as it was asked for, and what it may be written down as. */
export type AskedWord = {
  word: string
  /** The word itself, and what it makes with its neighbour: 'mc' and 'donald' are both 'mcdonald'. */
  same: string[]
  /** Short, pet and foreign forms, in both directions. */
  forms: string[]
  /** Every word that is one slip of the finger away, or of the same letters with one or two of them elsewhere; none for long words. */
  slips: string[]
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
        slips: isInitial ? [] : slipsFrom(word),
        halves: halvesOf(word),
        isInitial,
      },
    ]
  })
}

function halvesOf(word: string): AskedWord['halves'] {
  return [...word]
    .map((_, at) => ({ first: word.slice(0, at), second: word.slice(at) }))
    .filter(({ first, second }) => first.length > 1 && second.length > 1)
}

/**
 * Every word of a to z that is one slip away: a letter lost, one too many, another one, two that changed places (Roland, Ronald), or
 * one that stands elsewhere (Jean, Jane). For a word of five letters there are some three hundred, and most of them are nobody's name.
 */
export function slipsFrom(word: string): string[] {
  if (word.length < 2 || word.length > MOST_LETTERS_FOR_SLIPS || !/^[a-z]+$/.test(word)) return []
  const slips = new Set<string>()
  for (let at = 0; at <= word.length; at += 1) {
    const [before, after] = [word.slice(0, at), word.slice(at)]
    for (const letter of LETTERS) {
      slips.add(before + letter + after)
      if (after) slips.add(before + letter + after.slice(1))
    }
    if (after) slips.add(before + after.slice(1))
    for (const slip of turnedAt(word, at)) slips.add(slip)
  }
  slips.delete(word)
  slips.delete('')
  return [...slips].filter(slip => slip.length > 1)
}

/** The word with its letter at `at` in every other place, and changed with each of those behind it. */
function turnedAt(word: string, at: number): string[] {
  const letter = word.charAt(at)
  if (letter === '') return []
  const rest = word.slice(0, at) + word.slice(at + 1)
  const places = [...rest].map((_, place) => place)
  return [
    ...[...places, rest.length].map(place => rest.slice(0, place) + letter + rest.slice(place)),
    ...places
      .slice(at)
      .map(
        place =>
          word.slice(0, at) + rest.charAt(place) + rest.slice(at, place) + letter + rest.slice(place + 1),
      ),
  ]
}
