/** What refers to our own papers, which nobody on the telephone can look up, up to the words behind it. */
const OUR_OWN = /(House rule(, for local sign-off)?|Domain guide [\d.]+( and [\d.]+)*)[.:;]?\s*/g

/** Whose rule it is, as a nurse reads it: a law or a guideline by its name, and of a rule of this house what it says. */
export function shownSource(source: string): string {
  const words = source.replace(OUR_OWN, '').trim()
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}
