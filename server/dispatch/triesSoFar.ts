/** How often somebody was tried to be reached, to whoever says that three times were in vain. */
export function triesSoFar(tries: number): string {
  if (tries === 0) return 'Nobody has tried yet.'
  return tries === 1 ? 'There was one try so far.' : `There were ${tries} tries so far.`
}
