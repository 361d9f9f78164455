/** A seeded stream of chances: the same seed is the same month. Mulberry32, by Tommy Ettinger, public domain. */
export function diceOf(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (n: number) => Math.floor(next() * n)
  const of = <T>(all: readonly T[]): T => {
    const one = all[below(all.length)]
    if (one === undefined) throw new Error('nothing to choose from')
    return one
  }
  const hex = (length: number) => Array.from({ length }, () => below(16).toString(16)).join('')
  return {
    next,
    below,
    of,
    chance: (p: number) => next() < p,
    between: (from: number, to: number) => from + next() * (to - from),
    some: <T>(all: readonly T[], count: number): T[] => {
      const left = [...all]
      return Array.from(
        { length: Math.min(count, left.length) },
        () => left.splice(below(left.length), 1)[0] as T,
      ) // within its length
    },
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
    /** The first ones come much more often, as family names do. */
    early: <T>(all: readonly T[]): T =>
      all[Math.min(all.length - 1, Math.floor(all.length * next() ** 2.2))] as T, // within its length
  }
}
export type Dice = ReturnType<typeof diceOf>
