/**
 * Words by which somebody makes a decision hold in some cases only. A short list, on purpose: a bare "if", "only" or "until" is in many
 * a sound reason ("if it worked he would be worse off", "only comfort now"), and a warning that is often wrong is not read.
 */
const CONDITIONS: readonly RegExp[] = [
  /\bonly (?:if|when|where)\b/iu,
  /\bunless\b/iu,
  /\bexcept(?:ing)?\b/iu,
  /\bprovid(?:ed|ing) that\b/iu,
  /\bas long as\b/iu,
  /\bon condition\b/iu,
  /\bfor (?:cpr|resuscitation) (?:if|when)\b/iu,
  /\bnot if\b/iu,
  /\bif\b[^.;]{0,40}\b(?:chok|witness|reversible|anaphyla)\w*/iu,
]

/** The first words of a text that set a condition, as they were written; undefined when none of the list is in it. */
export function conditionIn(text: string): string | undefined {
  const found = CONDITIONS.flatMap(condition => {
    const match = condition.exec(text)
    return match ? [{ words: match[0], at: match.index }] : []
  })
  return found.toSorted((a, b) => a.at - b.at)[0]?.words
}
