import type { Mark } from '#shared/patients.ts'
import type { AskedWord } from './askedName.ts'
import { isNearly } from './lookAlikes.ts'
import { isOneSlip } from './slips.ts'

/** How a word on the line is like a word that was asked for, the surest first. */
const HOWS = ['match', 'nickname', 'sounds_like', 'beginning', 'spelling'] as const satisfies readonly Mark[]
export type How = (typeof HOWS)[number]

/** A word of somebody's name on this line that may stand for the asked word at `place`, from 0. */
export type LikeWord = { place: number; word: string; how: How }

/** As the line has it: of one that came by 'slip' it is still to be seen whether it is one slip away. */
export type FoundWord = { place: number; word: string; how: How | 'slip' }

export type SoughtName = {
  /** How many words were asked for, and how they read. */
  asked: number
  text: string
  /** Single letters that a name must begin with, by their place. */
  initials: { place: number; letter: string }[]
  /** Each word of the line that may be meant, once for each place, by the surest of its ways. */
  like: LikeWord[]
  /** By place, for the places that are no initials: exactly that; sure to mean it; anything like it. */
  stages: { exact: string[][]; close: string[][]; any: string[][] }
}

const CLOSE: ReadonlySet<How> = new Set(['match', 'nickname', 'sounds_like'])

/** Sorts what the line has by how sure it is. A stage with an empty place finds nobody. */
export function soughtName(asked: readonly AskedWord[], found: readonly FoundWord[]): SoughtName {
  const best = new Map<string, LikeWord>()
  for (const { how, ...word } of found) {
    if (how === 'slip' && !isOneSlip(word.word, asked[word.place]?.word ?? '')) continue
    const one: LikeWord = { ...word, how: how === 'slip' ? 'spelling' : how }
    const key = `${one.place} ${one.word}`
    const known = best.get(key)
    if (!known || HOWS.indexOf(one.how) < HOWS.indexOf(known.how)) best.set(key, one)
  }
  const like = [...best.values()]
  const places = asked.flatMap(({ isInitial }, place) => (isInitial ? [] : [place]))
  const wordsBy = (isGood: (how: How) => boolean) =>
    places.map(place => like.filter(one => one.place === place && isGood(one.how)).map(({ word }) => word))
  return {
    asked: asked.length,
    text: asked.map(({ word }) => word).join(' '),
    initials: asked.flatMap(({ word, isInitial }, place) => (isInitial ? [{ place, letter: word }] : [])),
    like,
    stages: {
      exact: wordsBy(how => how === 'match'),
      close: wordsBy(how => CLOSE.has(how)),
      any: wordsBy(() => true),
    },
  }
}

/**
 * Without one of the words: a middle name that is not on the record, or a family name before a marriage. From three words on. And without
 * its initials, where two words are left. Of each place the word itself where it is anybody's, else what is sure to mean it.
 */
export function allButOne({
  stages: { exact, close },
  initials,
}: Pick<SoughtName, 'stages' | 'initials'>): (Pick<SoughtName, 'initials'> & { words: string[][] })[] {
  const sure = close.map((words, place) => (exact[place]?.length ? exact[place] : words))
  return [
    ...(close.length < 3
      ? []
      : sure.map((_, left) => ({ words: sure.filter((_, place) => place !== left), initials }))),
    ...(close.length < 2 || initials.length === 0 ? [] : [{ words: sure, initials: [] }]),
  ]
}

/**
 * The ways to write a name nearly so: for each of its words those of the line that are sure to mean it, or differ from it by two letters
 * at most. From three words on also without one of them, as long as something of what they are called and something of the family
 * (`family`) is left. None where no two whole words were asked for: a family name alone would be half a town.
 */
export function nearlyNamed(
  asked: readonly AskedWord[],
  { like }: Pick<SoughtName, 'like'>,
  family: readonly string[],
): string[][][] {
  const whole = asked.flatMap(({ word, isInitial }, place) => (isInitial ? [] : [{ word, place }]))
  if (whole.length < 2) return []
  const wordsAt = ({ word, place }: (typeof whole)[number]) =>
    like
      .filter(one => one.place === place && (CLOSE.has(one.how) || isNearly(one.word, word)))
      .map(one => one.word)
  const isOfFamily = ({ word }: { word: string }) => family.includes(word)
  const shorter = whole
    .map(left => whole.filter(one => one !== left))
    .filter(words => words.some(isOfFamily) && !words.every(isOfFamily))
  const ways = [whole, ...(whole.length > 2 ? shorter : [])].map(words => words.map(wordsAt))
  return ways.filter(words => words.every(each => each.length > 0))
}
