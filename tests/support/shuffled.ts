/** A stream of numbers from 0 to 1 that is the same for the same seed (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The same things in another order, which is the same for the same seed. */
export function shuffled<Thing>(things: readonly Thing[], seed: number): Thing[] {
  const roll = dice(seed)
  return things
    .map(thing => ({ thing, at: roll() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ thing }) => thing)
}
