/** Chances that fall the same way for the same seed: mulberry32, a published generator of 32 bits of state. */
export type Dice = {
  /** From 0 up to, and not including, 1. */
  roll(): number
  isLucky(chance: number): boolean
  /** A whole number from 0 up to, and not including, `many`. */
  below(many: number): number
  pick<T>(from: readonly T[]): T
  /** About a mean, with a spread: the sum of six rolls is near enough to a bell. */
  about(mean: number, spread: number): number
}

export function dice(seed: number): Dice {
  let state = seed >>> 0
  const roll = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (many: number) => Math.floor(roll() * many)
  return {
    roll,
    below,
    isLucky: chance => roll() < chance,
    pick: from => from[below(from.length)] as (typeof from)[number], // below the length: it is there
    about: (mean, spread) => {
      let sum = 0
      for (let i = 0; i < 6; i += 1) sum += roll()
      return mean + (sum - 3) * spread * Math.SQRT2
    },
  }
}

/** A list whose first ones come more often: `weightOf` the place from 0. */
export function ranked<T>(list: readonly T[], weightOf: (place: number) => number): (dice: Dice) => T {
  const upTo = new Float64Array(list.length)
  let sum = 0
  for (const [place] of list.entries()) {
    sum += weightOf(place)
    upTo[place] = sum
  }
  return ({ roll }) => {
    const wanted = roll() * sum
    let [low, high] = [0, list.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((upTo[middle] ?? 0) > wanted) high = middle
      else low = middle + 1
    }
    return list[low] as T // between the first and the last
  }
}
